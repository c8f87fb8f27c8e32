// Reads files of connections: what is allowed in them, where secrets come from, and that no message repeats one.
// It must never read a file or an environment but those that it makes.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BadConnections,
  complaintOf,
  connectionsOfSetting,
  parseConnections,
  readConnections,
} from '../../server/src/files/connections';

const secrets = { TOKEN: 'canary-1', DB: 'canary 2"', EMPTY: '', LINE: 'a\r\nHost: evil' };
const prometheus = { kind: 'prometheus', address: 'https://prometheus.example.org/prom/' };
const postgresql = { kind: 'postgresql', address: 'postgresql://reader@db.example.org/orders' };

function refusal(entry: unknown): string {
  try {
    parseConnections(typeof entry === 'string' ? entry : JSON.stringify({ m: entry }), secrets);
  } catch (error) {
    assert.ok(error instanceof BadConnections, String(error));
    for (const secret of Object.values(secrets)) assert.ok(secret === '' || !error.message.includes(secret));
    return error.message;
  }
  return 'taken';
}

describe('connections', () => {
  test('of both kinds, with their secrets from the environment', () => {
    const connections = parseConnections(
      JSON.stringify({
        metrics: { ...prometheus, tokenFrom: 'TOKEN' },
        inside: { kind: 'prometheus', address: 'http://[::1]:9090', allowPrivate: true, allowUnencrypted: true },
        basic: { ...prometheus, userFrom: 'TOKEN', passwordFrom: 'EMPTY' },
        orders: { ...postgresql, passwordFrom: 'DB' },
        other: { kind: 'postgresql', address: 'postgres://a%40b@10.0.0.1:6543/x%2Fy', allowPrivate: true },
      }),
      secrets,
    );
    const place = { isPrivateAllowed: false, isUnencrypted: false };
    const api = { kind: 'prometheus', host: 'prometheus.example.org', port: 443, basePath: '/prom', ...place };
    assert.deepEqual(connections.get('metrics'), { ...api, authorization: 'Bearer canary-1' });
    assert.deepEqual(connections.get('basic'), {
      ...api,
      authorization: `Basic ${Buffer.from('canary-1:').toString('base64')}`,
    });
    assert.deepEqual(connections.get('inside'), {
      ...api,
      host: '::1',
      port: 9090,
      basePath: '',
      isPrivateAllowed: true,
      isUnencrypted: true,
      authorization: undefined,
    });
    const database = { kind: 'postgresql', host: 'db.example.org', port: 5432, database: 'orders', user: 'reader' };
    assert.deepEqual(connections.get('orders'), { ...database, ...place, password: 'canary 2"' });
    assert.deepEqual(connections.get('other'), {
      ...database,
      ...place,
      isPrivateAllowed: true,
      host: '10.0.0.1',
      port: 6543,
      database: 'x/y',
      user: 'a@b',
      password: undefined,
    });
  });

  test('that are not as they have to be', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['{', /not JSON/],
      ['[]', /no object/],
      [1, /"m": it is no object/],
      [{ ...prometheus, kind: 'mysql' }, /neither "prometheus" nor "postgresql"/],
      [{ kind: 'prometheus' }, /no address/],
      [{ ...prometheus, address: 'prometheus.example.org' }, /no address/],
      [{ ...prometheus, address: 'http://prometheus.example.org' }, /"allowUnencrypted" allows/],
      [{ ...prometheus, address: 'file:///etc/passwd' }, /no host/],
      [{ ...prometheus, address: 'ftp://example.org' }, /not https/],
      [{ ...prometheus, address: 'https://user@example.org' }, /holds a user/],
      [{ ...prometheus, address: 'https://user:pw@example.org' }, /holds a password/],
      [{ ...prometheus, address: 'https://example.org/?q=1' }, /a query or a fragment/],
      [{ ...prometheus, password: 'x' }, /no key "password"; a secret is named by its variable/],
      [{ ...prometheus, token: 'x' }, /no key "token"; a secret is named by its variable/],
      [{ ...prometheus, tokenFrom: 'ABSENT' }, /the variable ABSENT is not set/],
      [{ ...prometheus, tokenFrom: 5 }, /"tokenFrom" is no name of a variable/],
      [{ ...prometheus, tokenFrom: 'LINE' }, /a sign that a header cannot hold/],
      [{ ...prometheus, allowPrivate: 'yes' }, /neither true nor false/],
      [{ ...postgresql, tokenFrom: 'TOKEN' }, /no key "tokenFrom"/],
      [{ ...postgresql, address: 'postgresql://db.example.org/orders' }, /no database or no user/],
      [{ ...postgresql, address: 'postgresql://reader@db.example.org/' }, /no database or no user/],
      [{ ...postgresql, address: 'postgresql://reader:pw@db.example.org/orders' }, /holds a password/],
      [{ ...postgresql, address: 'https://reader@db.example.org/orders' }, /is not postgresql/],
    ];
    for (const [entry, message] of cases) assert.match(refusal(entry), message, JSON.stringify(entry));
  });

  test('of a setting spoil no others, and say what there is to do', () => {
    const entries = {
      metrics: { ...prometheus, tokenFrom: 'ABSENT' },
      orders: { ...postgresql, passwordFrom: 'DB' },
      slip: { ...prometheus, adress: 'x' },
      percent: { ...postgresql, address: 'postgresql://reader@db.example.org/%zz' },
      inherited: { ...prometheus, tokenFrom: 'constructor' },
    };
    const connections = connectionsOfSetting(entries, secrets);
    const reasons = [...connections].map(([name, made]) => [name, made.kind === 'unusable' ? made.reason : made.kind]);
    assert.deepEqual(reasons, [
      ['metrics', 'its secret ABSENT has no value (SLA: Set a Secret of a Connection…)'],
      ['orders', 'postgresql'],
      ['slip', 'in sla.connections, there is no key "adress"'],
      ['percent', 'in sla.connections, "address" holds a "%" that stands for no sign'],
      ['inherited', 'its secret constructor has no value (SLA: Set a Secret of a Connection…)'],
    ]);
    const complaint = complaintOf(connections);
    assert.equal(
      complaint,
      'Connection "metrics": its secret ABSENT has no value (SLA: Set a Secret of a Connection…) (and 3 more)',
    );
    assert.equal(complaintOf(new Map()), undefined);
    assert.throws(() => connectionsOfSetting([], secrets), BadConnections);
  });

  test('in a file that is none', () => {
    for (const path of ['/nonexistent/connections.json', '/dev/zero', '.'])
      assert.throws(() => readConnections(path, {}), BadConnections, path);
  });
});
