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

/** Four hundred numbered lines, by the zstd command at level 19: packed literals in four streams, and tables of all three kinds. */
export const ZSTD_LINES =
  '28b52ffd046875100006603f15b027c30178f521d18d98a45c4a524a9992d44bd2954000360037006345868425965d18632b433435f3f013232b3354' +
  '44d329365664a858e5da8b31b632442ecfe61d232b33a7afcefaffa20009030581216028280c311020181c044545348a185b19a2aa15ab2fdbb66ddb' +
  '3efff33fefefa7c4c8ca0cc52a683f62634586c6f2f631c6568688c5993c63646586aa74df58b66ddbb6ffffffffff8f8d95a1aa58448ced8668dbb8' +
  '2f465666a8489a8cad2254adae11632b432432a15c626465866a389e898d15190a6c87680e7e1b3b19bb1abb20bb921d91ddc98e6537e55c76137622' +
  'ec4ad8c5b0ebb0a361f761476237c4cec46ec54e8a5d153b3b8190a881bce8fd0e91e6a4a090e11124042704a33cfed964d8a69b120e216e9b3feca3' +
  '8f9df863277decc41f3be96327fed8491f3b91e9e6e2d4856de8c41f3be96327fed8491f3bf1c74efad8893f76d2c74efcb1933e76e28f9df4b19363' +
  'febc6f6c7dbf31815f29b12fa90968465bfa0c28886abeb450f15ecddb3d04e8dcb82054f5bd3fcf4cc32c2d0668a2fdff5995f402f6983fffc8b996' +
  '90cb1877830a3482c7880eb8869cba2db0f6cbf2c74ae8574ace8ff3260df2991cd80759d65c0383a6e2dcf20461253b74441e00d18a2a4fa709b770' +
  '899df0397cbec450397b03279b4bd4781ee216c2da7b9ec363d209d3bb31f3b2b9448de7216e21ac7d03ce8360a851dad79b2f4309f0ab882ef976';

/** What `ZSTD_LINES` unpacks to. */
export const LINES = Array.from({ length: 400 }, (_, i) => `line ${(i * 7_919) % 401} of a body\n`).join('');

/** One block with its header (RFC 8878, 3.1.1.2): type 0 as it is, 1 a run of one octet, 2 packed. */
export function zstdBlock(type: 0 | 1 | 2, octets: Buffer, last: boolean, length = octets.length): Buffer {
  const header = (length << 3) | (type << 1) | (last ? 1 : 0);
  return Buffer.concat([Buffer.from([header & 0xff, (header >> 8) & 0xff, header >> 16]), octets]);
}

/** A packed block of no literals and one sequence, which copies `length` (3 to 34) octets from `offset` before. */
export function zstdCopy(offset: number, length: number): Buffer {
  const code = 31 - Math.clz32(offset + 3);
  // The extra bits of the offset, and above them the mark of the end.
  let bits = offset + 3;
  const stream: number[] = [];
  for (; bits > 0; bits = Math.floor(bits / 256)) stream.push(bits % 256);
  return Buffer.from([0, 1, 0x54, 0, code, length - 3, ...stream]);
}
