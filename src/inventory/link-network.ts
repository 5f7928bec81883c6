import { readAddress } from '../bytes/read-address.ts';

const octets = Buffer.alloc(16);

/**
 * A key of the network that an address would be on-link in, as homes are built: /24 for IPv4, /64 for IPv6. Null where the address
 * says nothing: link-local ones stand on every link (RFC 3927, RFC 4291, 2.5.6).
 */
export function linkNetwork(address: string): string | null {
  const length = readAddress(address, octets);
  if (length === 4) return octets[0] === 169 && octets[1] === 254 ? null : octets.toString('hex', 0, 3);
  if (length !== 16 || (octets[0] === 0xfe && (octets[1]! & 0xc0) === 0x80)) return null;
  return octets.toString('hex', 0, 8);
}
