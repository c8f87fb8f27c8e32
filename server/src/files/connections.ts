// Reads the connections that a user has named in a file of their own, and the secrets that it names in the environment.
// It must never take an address or the name of a variable from an agreement, and never repeat a secret in a message.

import { readFileSync, statSync } from 'node:fs';
import type { Connection, Connections } from '../core/compliance/connection-types';

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

/** Reads connections from JSON: name to entry. */
export function parseConnections(text: string, environment: Environment): Connections {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadConnections('it is not JSON');
  }
  const connections = new Map<string, Connection>();
  for (const [name, entry] of entriesOf(parsed, 'it')) connections.set(name, connectionOf(name, entry, environment));
  return connections;
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadConnections(`${what} is no object`);
  return Object.entries(value);
}

const keys: Readonly<Record<Connection['kind'], readonly string[]>> = {
  prometheus: ['tokenFrom', 'userFrom', 'passwordFrom'],
  postgresql: ['passwordFrom'],
};
const commonKeys = ['kind', 'address', 'allowPrivate', 'allowUnencrypted'];

function connectionOf(name: string, entry: unknown, environment: Environment): Connection {
  const what = `connection "${name}"`;
  const values = new Map(entriesOf(entry, what));
  const kind = values.get('kind');
  if (kind !== 'prometheus' && kind !== 'postgresql')
    throw new BadConnections(`${what}: "kind" is neither "prometheus" nor "postgresql"`);
  const allowed = [...commonKeys, ...keys[kind]];
  const unknown = [...values.keys()].find((key) => !allowed.includes(key));
  if (unknown !== undefined) {
    const isSecret = /password|token|secret/i.test(unknown);
    throw new BadConnections(
      `${what}: there is no key "${unknown}"${isSecret ? '; a secret is named by its variable, as in "passwordFrom"' : ''}`,
    );
  }
  const flag = (key: string): boolean => {
    const value = values.get(key) ?? false;
    if (typeof value !== 'boolean') throw new BadConnections(`${what}: "${key}" is neither true nor false`);
    return value;
  };
  /** The value of the variable that the user names; a variable that is not set is no secret that is left out. */
  const secret = (key: string): string | undefined => {
    const variable = values.get(key);
    if (variable === undefined) return undefined;
    if (typeof variable !== 'string') throw new BadConnections(`${what}: "${key}" is no name of a variable`);
    const value = environment[variable];
    if (value === undefined) throw new BadConnections(`${what}: the variable ${variable} is not set`);
    return value;
  };
  const isUnencrypted = flag('allowUnencrypted');
  const isPrivateAllowed = flag('allowPrivate');
  const address = addressOf(what, values.get('address'));
  const place = { host: address.hostname.replace(/^\[|\]$/g, ''), isPrivateAllowed, isUnencrypted };
  if (place.host === '' || address.search !== '' || address.hash !== '' || address.password !== '')
    throw new BadConnections(`${what}: "address" has no host, or holds a password, a query or a fragment`);
  if (kind === 'postgresql') {
    if (!/^postgres(?:ql)?:$/.test(address.protocol))
      throw new BadConnections(`${what}: "address" is not postgresql://user@host:port/database`);
    const database = decodeURIComponent(address.pathname.slice(1));
    const user = decodeURIComponent(address.username);
    if (database === '' || user === '') throw new BadConnections(`${what}: "address" names no database or no user`);
    return { kind, ...place, port: Number(address.port || 5432), database, user, password: secret('passwordFrom') };
  }
  if (address.username !== '') throw new BadConnections(`${what}: "address" holds a user; "userFrom" names it`);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isUnencrypted))
    throw new BadConnections(`${what}: "address" is not https://…; "allowUnencrypted" allows http://…`);
  const isPlain = address.protocol === 'http:';
  return {
    kind,
    ...place,
    isUnencrypted: isPlain,
    port: Number(address.port || (isPlain ? 80 : 443)),
    basePath: address.pathname.replace(/\/+$/, ''),
    authorization: authorizationOf(what, secret('tokenFrom'), secret('userFrom'), secret('passwordFrom')),
  };
}

function addressOf(what: string, value: unknown): URL {
  const address = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (address === undefined) throw new BadConnections(`${what}: "address" is no address`);
  return address;
}

function authorizationOf(
  what: string,
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
    throw new BadConnections(`${what}: its secret holds a sign that a header cannot hold`);
  return value;
}
