/**
 * Networks that answer from many places at once: the country that a table gives for their addresses means nothing.
 * Cloudflare, Fastly, Quad9, OpenDNS, AdGuard DNS, NextDNS, Packet Clearing House, AS112 (RFC 7534), DNS root and TLD anycast of VeriSign.
 */
const ANYCAST_SYSTEMS: ReadonlySet<number> = new Set([13335, 209242, 54113, 19281, 36692, 212772, 34939, 42, 112, 7342]);

/** Anycast service addresses inside networks that are otherwise ordinary. */
const ANYCAST_ADDRESSES: ReadonlySet<string> = new Set([
  '8.8.8.8',
  '8.8.4.4',
  '2001:4860:4860::8888',
  '2001:4860:4860::8844',
  '216.239.35.0',
  '216.239.35.4',
  '216.239.35.8',
  '216.239.35.12',
]);

/** True where an address is known to be anycast. */
export function isAnycast(address: string, asn: number | null): boolean {
  return (asn !== null && ANYCAST_SYSTEMS.has(asn)) || ANYCAST_ADDRESSES.has(address);
}
