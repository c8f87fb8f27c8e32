// Asks which addresses a connection may lead to: every way to write a private one is refused where the user has not allowed it.
// It must never send anything anywhere.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressOf, isPublic } from '../../server/src/engine/remote/network';
import { RemoteFailure } from '../../server/src/engine/remote/table';

const inside = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1'],
  ...['169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.168.0.1', '192.168.255.255'],
  ...[
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.1.1.1',
    '255.255.255.255',
  ],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', 'fe80::1'],
  ...['fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '100::1', '3fff::1'],
];
const outside = ['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1'];
outside.push('169.253.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888');

describe('addresses', () => {
  const family = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);
  for (const address of inside)
    test(`${address} is not public`, async () => {
      assert.equal(isPublic({ address, family: family(address) }), false);
      await assert.rejects(addressOf(address, false), RemoteFailure);
      assert.deepEqual(await addressOf(address, true), { address, family: family(address) });
    });
  for (const address of outside)
    test(`${address} is public`, async () => {
      assert.equal(isPublic({ address, family: family(address) }), true);
      assert.deepEqual(await addressOf(address, false), { address, family: family(address) });
    });

  test('names and odd spellings that mean this machine are refused by the address that they lead to', async () => {
    for (const host of ['localhost', '127.1', '0x7f.1', '2130706433', '017700000001', '0'])
      await assert.rejects(addressOf(host, false), RemoteFailure, host);
  });
});
