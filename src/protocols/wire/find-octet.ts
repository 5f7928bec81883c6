/** Octets that a loop looks through before native code, whose call costs as much as these, takes over. */
const LOOKED_THROUGH = 128;

/**
 * Where `octet` first stands in `buffer[start, end)`; -1 where it does not. Never looks behind `end`: the buffer may hold a thousand
 * other packets, and none of these is to cost a search through all of them.
 */
export function findOctet(buffer: Buffer, octet: number, start: number, end: number): number {
  const near = Math.min(end, start + LOOKED_THROUGH);
  for (let at = start; at < near; at += 1) if (buffer[at] === octet) return at;
  if (near >= end) return -1;
  const found = buffer.subarray(near, end).indexOf(octet);
  return found === -1 ? -1 : near + found;
}
