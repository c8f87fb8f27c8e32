// Reads the connections that a user has named in a file of their own, or in the setting of an editor, and the secrets that are named there.
// It must never take an address or the name of a variable from an agreement, and never repeat a secret in a message.

import { readFileSync, statSync } from 'node:fs';
import type { Connection, Connections, UnusableConnection } from '../core/compliance/connection-types';

const maximumBytes = 1_048_576;

/** A file of connections that cannot be used; the message is for people. */
export class BadConnections extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a file of connections. Throws `BadConnections` where anything in it is not as it has to be. */
export function readConnections(path: string, environment: Environment): Connections {
  let text: string;
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > maximumBytes) throw new BadConnections('it is no file of at most 1 MB');
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof BadConnections) throw error;
    throw new BadConnections('it cannot be read');
  }
  return parseConnections(text, environment);
}

/** A secret that is named and has no value. */
class LackingSecret extends BadConnections {}

/** Reads connections from JSON: name to entry. */
export function parseConnections(text: string, environment: Environment): Connections {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadConnections('it is not JSON');
  }
  const secretOf = (variable: string): string => valueOf(environment, variable, `the variable ${variable} is not set`);
  return new Map(
    entriesOf(parsed).map(([name, entry]) => {
      try {
        return [name, connectionOf(entry, secretOf)];
      } catch (error) {
        if (error instanceof BadConnections) throw new BadConnections(`connection "${name}": ${error.message}`);
        throw error;
      }
    }),
  );
}

/** Reads the entries of an editor's setting. One that cannot be used is kept with its reason, and spoils no other. */
export function connectionsOfSetting(entries: unknown, secrets: Environment): Connections {
  const secretOf = (name: string): string =>
    valueOf(secrets, name, `its secret ${name} has no value (SLA: Set a Secret of a Connection…)`);
  const made = (entry: unknown): Connection | UnusableConnection => {
    try {
      return connectionOf(entry, secretOf);
    } catch (error) {
      if (!(error instanceof BadConnections)) throw error;
      const isLacking = error instanceof LackingSecret;
      return { kind: 'unusable', reason: isLacking ? error.message : `in sla.connections, ${error.message}` };
    }
  };
  return new Map(entriesOf(entries).map(([name, entry]) => [name, made(entry)]));
}

/** What a person is told of entries that cannot be used: the first of them, and how many more there are. */
export function complaintOf(connections: Connections): string | undefined {
  const broken = [...connections].flatMap(([name, made]) => (made.kind === 'unusable' ? [{ name, ...made }] : []));
  const [first, ...others] = broken;
  if (first === undefined) return undefined;
  return `Connection "${first.name}": ${first.reason}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}

function valueOf(values: Environment, name: string, reason: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new LackingSecret(reason);
  return value;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadConnections('it is no object');
  return Object.entries(value);
}

const keys: Readonly<Record<Connection['kind'], readonly string[]>> = {
  prometheus: ['tokenFrom', 'userFrom', 'passwordFrom'],
  postgresql: ['passwordFrom'],
};
const commonKeys = ['kind', 'address', 'allowPrivate', 'allowUnencrypted'];

function connectionOf(entry: unknown, secretOf: (name: string) => string): Connection {
  const values = new Map(entriesOf(entry));
  const kind = values.get('kind');
  if (kind !== 'prometheus' && kind !== 'postgresql')
    throw new BadConnections(`"kind" is neither "prometheus" nor "postgresql"`);
  const allowed = [...commonKeys, ...keys[kind]];
  const unknown = [...values.keys()].find((key) => !allowed.includes(key));
  if (unknown !== undefined) {
    const isSecret = /password|token|secret/i.test(unknown);
    throw new BadConnections(
      `there is no key "${unknown}"${isSecret ? '; a secret is named by its variable, as in "passwordFrom"' : ''}`,
    );
  }
  const flag = (key: string): boolean => {
    const value = values.get(key) ?? false;
    if (typeof value !== 'boolean') throw new BadConnections(`"${key}" is neither true nor false`);
    return value;
  };
  /** The value of the variable that the user names; a variable that is not set is no secret that is left out. */
  const secret = (key: string): string | undefined => {
    const variable = values.get(key);
    if (variable === undefined) return undefined;
    if (typeof variable !== 'string') throw new BadConnections(`"${key}" is no name of a variable`);
    return secretOf(variable);
  };
  const isUnencrypted = flag('allowUnencrypted');
  const isPrivateAllowed = flag('allowPrivate');
  const address = addressOf(values.get('address'));
  const place = { host: address.hostname.replace(/^\[|\]$/g, ''), isPrivateAllowed, isUnencrypted };
  if (place.host === '' || address.search !== '' || address.hash !== '' || address.password !== '')
    throw new BadConnections(`"address" has no host, or holds a password, a query or a fragment`);
  if (kind === 'postgresql') {
    if (!/^postgres(?:ql)?:$/.test(address.protocol))
      throw new BadConnections(`"address" is not postgresql://user@host:port/database`);
    const database = decoded(address.pathname.slice(1));
    const user = decoded(address.username);
    if (database === '' || user === '') throw new BadConnections(`"address" names no database or no user`);
    return { kind, ...place, port: Number(address.port || 5432), database, user, password: secret('passwordFrom') };
  }
  if (address.username !== '') throw new BadConnections(`"address" holds a user; "userFrom" names it`);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isUnencrypted))
    throw new BadConnections(`"address" is not https://…; "allowUnencrypted" allows http://…`);
  const isPlain = address.protocol === 'http:';
  return {
    kind,
    ...place,
    isUnencrypted: isPlain,
    port: Number(address.port || (isPlain ? 80 : 443)),
    basePath: address.pathname.replace(/\/+$/, ''),
    authorization: authorizationOf(secret('tokenFrom'), secret('userFrom'), secret('passwordFrom')),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadConnections('"address" holds a "%" that stands for no sign');
  }
}

function addressOf(value: unknown): URL {
  const address = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (address === undefined) throw new BadConnections(`"address" is no address`);
  return address;
}

function authorizationOf(
  token: string | undefined,
  user: string | undefined,
  password: string | undefined,
): string | undefined {
  const value =
    token !== undefined
      ? `Bearer ${token}`
      : user === undefined
        ? undefined
        : `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
  if (value !== undefined && /[^\x20-\x7e]/.test(value))
    throw new BadConnections(`its secret holds a sign that a header cannot hold`);
  return value;
}
