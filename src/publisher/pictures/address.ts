import { BlockList, isIP } from 'node:net';

/*
 * Pictures are fetched from wherever an article says. An address inside the publisher's own network
 * must not be reachable that way, neither at first nor by a redirect nor by a name that resolves to it.
 */

/** What the registry calls not globally reachable (IANA, RFC 6890), and multicast. */
const V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** All of the sixth version that leads to the public, and in which an address of the fourth stands, and where. */
const routed = new BlockList();
const special = new BlockList();

/** As the last 32 bits that IPv6 knows how to write, or as the second and third of its eight groups. */
const inGroups = (v4: string): string =>
  v4
    .split('.')
    .map((one) => Number(one).toString(16).padStart(2, '0'))
    .join('')
    .replace(/^..../, '$&:');

for (const [net, bits] of V4) {
  // Node looks for an address that is mapped into the sixth version (`::ffff:0:0/96`) here, too.
  special.addSubnet(net, bits, 'ipv4');
  // NAT64's public prefix, and 6to4.
  special.addSubnet(`64:ff9b::${net}`, 96 + bits, 'ipv6');
  special.addSubnet(`2002:${inGroups(net)}::`, 16 + bits, 'ipv6');
}
for (const [net, bits] of [
  ['2000::', 3],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
] as const)
  routed.addSubnet(net, bits, 'ipv6');
// Of 2000::/3 neither what protocols use among themselves nor what stands in documentation.
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
] as const)
  special.addSubnet(net, bits, 'ipv6');

/**
 * Whether an IP address, in brackets and with its zone or without, is anything but a public one: loopback, private,
 * link-local, multicast, reserved. What is no IP address is none.
 */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  switch (isIP(plain)) {
    case 4:
      return special.check(plain, 'ipv4');
    case 6:
      return !routed.check(plain, 'ipv6') || special.check(plain, 'ipv6');
    default:
      return true;
  }
}
