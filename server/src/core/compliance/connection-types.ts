// The connections that a user has named: where data behind an agreement's `connection:` is, and what may be sent there.
// They must never be written into an agreement or a plan; a shell hands them to the engine beside the plan.

interface Place {
  readonly host: string;
  readonly port: number;
  /** Whether the host may lie in a private or loopback network. */
  readonly isPrivateAllowed: boolean;
  /** Whether the connection may be made without TLS. */
  readonly isUnencrypted: boolean;
}

/** An API that answers as the HTTP API of Prometheus does. */
export interface PrometheusConnection extends Place {
  readonly kind: 'prometheus';
  /** The path before `/api/v1`, without a slash at its end. */
  readonly basePath: string;
  /** The whole value of the header `Authorization`; undefined where none is sent. */
  readonly authorization: string | undefined;
}

/** A server that speaks the protocol of PostgreSQL. */
export interface PostgresqlConnection extends Place {
  readonly kind: 'postgresql';
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
}

export type Connection = PrometheusConnection | PostgresqlConnection;

/** An entry of which no connection can be made, and why, in words for people; they hold no secret. */
export interface UnusableConnection {
  readonly kind: 'unusable';
  readonly reason: string;
}

/** By the name that agreements use. */
export type Connections = ReadonlyMap<string, Connection | UnusableConnection>;
