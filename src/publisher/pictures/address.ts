import { isIP } from 'node:net';

/*
 * Pictures are fetched from wherever an article says. An address inside the publisher's own network
 * must not be reachable that way, neither at first nor by a redirect nor by a name that resolves to it.
 */

const V4: readonly [number, number][] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 3],
];

const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isPrivateV4(address: string): boolean {
  const value = toNumber(address);
  return V4.some(
    ([base, bits]) => Math.floor(value / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits)),
  );
}

/** The eight groups of an IPv6 address. */
function groups(address: string): number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const value = dotted ? toNumber(dotted[2]!) : 0;
  const text = dotted
    ? `${dotted[1]}${Math.floor(value / 65536).toString(16)}:${(value % 65536).toString(16)}`
    : address;
  const [head, tail] = text.split('::') as [string, string | undefined];
  const parse = (part: string | undefined) =>
    part ? part.split(':').map((one) => Number.parseInt(one, 16)) : [];
  const left = parse(head);
  const right = parse(tail);
  return tail === undefined
    ? left
    : [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** Whether an IP address is anything but a public one: loopback, private, link-local, multicast, reserved. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(plain) === 4) return isPrivateV4(plain);
  if (isIP(plain) !== 6) return true;
  const parts = groups(plain);
  const [first, second] = parts as [number, number];
  const embedded = (at: number) =>
    `${parts[at]! >> 8}.${parts[at]! & 255}.${parts[at + 1]! >> 8}.${parts[at + 1]! & 255}`;
  const leading = parts.slice(0, 6).every((part, index) => part === 0 || (index === 5 && part === 0xffff));
  if (leading) return isPrivateV4(embedded(6));
  // 64:ff9b::/96 alone is NAT64's public prefix; the rest of its neighbourhood is for local use.
  if (first === 0x64 && second === 0xff9b && parts.slice(2, 6).every((part) => part === 0))
    return isPrivateV4(embedded(6));
  if (first === 0x2002) return isPrivateV4(embedded(1));
  // Only 2000::/3 is routed to the public, and of it neither what protocols use (2001::/23) nor documentation.
  if ((first & 0xe000) !== 0x2000) return true;
  return (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || (first === 0x3fff && second < 0x1000);
}
