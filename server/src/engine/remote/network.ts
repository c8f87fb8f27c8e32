// Finds the one address of a host that a user has named, and refuses those that the user has not allowed.
// It must never let a name that is looked up a second time lead to another address: callers connect to what is answered here.

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { RemoteFailure } from './table';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Networks that are no part of the public internet (IANA special-purpose registries). */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, prefix, 'ipv4');
/** Of the second version of addresses only what is given out to the public is let through. */
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the public internet. An address of version 4 inside one of version 6 is not. */
export function isPublic({ address, family }: Address): boolean {
  return family === 4
    ? !special.check(address, 'ipv4')
    : given.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Looks a host up once. Throws `RemoteFailure` where it has no address, or one that is not allowed. */
export async function addressOf(host: string, isPrivateAllowed: boolean): Promise<Address> {
  const version = isIP(host);
  let found: readonly Address[];
  try {
    found =
      version === 4 || version === 6
        ? [{ address: host, family: version }]
        : (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch {
    throw new RemoteFailure('unreadable', `its host "${host}" has no address`);
  }
  const [first] = found;
  if (first === undefined) throw new RemoteFailure('unreadable', `its host "${host}" has no address`);
  // One private address among public ones may be what somebody wants to reach.
  if (!isPrivateAllowed && !found.every(isPublic))
    throw new RemoteFailure('refused', `its host "${host}" is in a private network; "allowPrivate" allows that`);
  return first;
}
