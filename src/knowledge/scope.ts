import type { Scope } from '../model/destination.ts';

/**
 * What kind of address this is, by the IANA special-purpose registries (RFC 6890 and its updates).
 *
 * `lan`: private use, link-local, unique local, loopback, NAT64 for local use.
 * `bogon`: should not be seen as a partner on the Internet: unspecified, reserved, documentation, benchmarking, and the
 * shared space of carriers' translators (100.64.0.0/10, RFC 6598), which is neither the home nor the public Internet
 * (`--home 100.64.0.0/10` makes it the home for those whose home it is).
 * `internet`: the rest, 6to4 and Teredo among it. Only these are ever looked up in country and AS tables.
 */
export function scopeOf(octets: Buffer): Scope {
  if (octets.length === 4) return scopeOfIpv4(octets.readUInt32BE(0));
  if (octets.length !== 16) return 'bogon';
  const inner = embeddedIpv4(octets);
  return inner === null ? scopeOfIpv6(octets) : scopeOfIpv4(inner);
}

/** The IPv4 address inside a mapped (RFC 4291, 2.5.5.2) or translated (64:ff9b::/96, RFC 6052) address. */
export function embeddedIpv4(octets: Buffer): number | null {
  const mapped = octets.readUInt32BE(0) === 0 && octets.readUInt32BE(4) === 0 && octets.readUInt32BE(8) === 0xffff;
  const translated = octets.readUInt32BE(0) === 0x0064ff9b && octets.readUInt32BE(4) === 0 && octets.readUInt32BE(8) === 0;
  return mapped || translated ? octets.readUInt32BE(12) : null;
}

/** Network, prefix length, scope: the first that matches decides. */
type Row = readonly [network: number, length: number, scope: Scope];

const IPV4: readonly Row[] = [
  [0xffffffff, 32, 'broadcast'],
  [0x0a000000, 8, 'lan'], // RFC 1918
  [0xac100000, 12, 'lan'], // RFC 1918
  [0xc0a80000, 16, 'lan'], // RFC 1918
  [0xa9fe0000, 16, 'lan'], // link-local, RFC 3927
  [0x7f000000, 8, 'lan'], // loopback: never leaves the host
  [0xe0000000, 4, 'multicast'], // RFC 5771
  [0x00000000, 8, 'bogon'], // "this network"
  [0x64400000, 10, 'bogon'], // shared address space, RFC 6598
  [0xc0000009, 32, 'internet'], // PCP anycast, RFC 7723
  [0xc000000a, 32, 'internet'], // TURN anycast, RFC 8155
  [0xc0000000, 24, 'bogon'], // IETF protocol assignments
  [0xc0000200, 24, 'bogon'], // documentation, RFC 5737
  [0xc6336400, 24, 'bogon'],
  [0xcb007100, 24, 'bogon'],
  [0xc6120000, 15, 'bogon'], // benchmarking, RFC 2544
  [0xf0000000, 4, 'bogon'], // reserved
];

/** Upper 32 bits, prefix length (up to 32), scope. Longer prefixes are tested by hand below. */
const IPV6: readonly Row[] = [
  [0xff000000, 8, 'multicast'],
  [0xfe800000, 10, 'lan'], // link-local
  [0xfec00000, 10, 'lan'], // site-local, deprecated by RFC 3879
  [0xfc000000, 7, 'lan'], // unique local, RFC 4193
  [0x20010db8, 32, 'bogon'], // documentation, RFC 3849
  [0x3fff0000, 20, 'bogon'], // documentation, RFC 9637
  [0x20010010, 28, 'bogon'], // ORCHID, deprecated
  [0x20010020, 28, 'bogon'], // ORCHIDv2, RFC 7343: not locators
  [0x20000000, 3, 'internet'],
];

function scopeOfIpv4(address: number): Scope {
  return firstMatch(IPV4, address) ?? 'internet';
}

function scopeOfIpv6(octets: Buffer): Scope {
  const top = octets.readUInt32BE(0);
  const second = octets.readUInt32BE(4);
  if (top === 0 && second === 0 && octets.readUInt32BE(8) === 0) return octets.readUInt32BE(12) === 1 ? 'lan' : 'bogon';
  if (top === 0x0064ff9b && second >>> 16 === 1) return 'lan'; // 64:ff9b:1::/48, RFC 8215
  if (top === 0x20010002 && second >>> 16 === 0) return 'bogon'; // 2001:2::/48, RFC 5180
  return firstMatch(IPV6, top) ?? 'bogon';
}

function firstMatch(rows: readonly Row[], word: number): Scope | null {
  for (const [network, length, scope] of rows) if ((word ^ network) >>> (32 - length) === 0 || word === network) return scope;
  return null;
}
