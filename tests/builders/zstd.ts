const BLOCK_OCTETS_MAX = 1 << 17;

/** A Zstandard frame of stored blocks (RFC 8878, 3.1.1), for there is no encoder in Node 20. `window`: its window descriptor octet. */
export function storedZstd(octets: Buffer, window = 0x58): Buffer {
  const parts: Buffer[] = [Buffer.from('28b52ffd00', 'hex'), Buffer.from([window])];
  for (let at = 0; at === 0 || at < octets.length; at += BLOCK_OCTETS_MAX) {
    const part = octets.subarray(at, at + BLOCK_OCTETS_MAX);
    const header = (part.length << 3) | (at + BLOCK_OCTETS_MAX >= octets.length ? 1 : 0);
    parts.push(Buffer.from([header & 0xff, (header >> 8) & 0xff, header >> 16]), part);
  }
  return Buffer.concat(parts);
}
