import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync, type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { ZstdDecoder } from './zstd/decoder.ts';

/** Ways of packing octets that are undone here: RFC 1952, RFC 1950 or RFC 1951 (`deflate` goes by both), RFC 7932, RFC 8878. */
export type Packing = 'gzip' | 'deflate' | 'br' | 'zstd';

/** Why less came out than was packed: the packed octets end early, they make no sense from somewhere on, or more would have come out. */
export type UnpackFlaw = 'cut' | 'damaged' | 'limit';

/** What came out, from the start as far as it goes. */
export interface Unpacked {
  readonly octets: Buffer;
  readonly flaw: UnpackFlaw | null;
  /** Octets that came out in all attempts together: what it cost. */
  readonly work: number;
}

/** The share of a damaged body that is tried again with Brotli, as a shift: each attempt may cost a whole window. */
const BROTLI_SHARE = 3;

type Inflate = (octets: Uint8Array, options: ZlibOptions & BrotliOptions) => Buffer;

const INFLATE: Readonly<Record<Exclude<Packing, 'zstd'>, Inflate>> = {
  gzip: gunzipSync,
  deflate: (octets, options) => (hasZlibHeader(octets) ? inflateSync : inflateRawSync)(octets, options),
  br: brotliDecompressSync,
};

/** Attempts to find how far what is damaged or too much can be unpacked: each halves what is lost. */
export const ATTEMPTS = 6;

/**
 * Unpacks `octets` into `limit` octets at most. Never throws: of what is cut or damaged, what stands before comes out. `attempts` are made
 * to find where damage or the limit lies; without any, nothing comes out of such octets.
 */
export function unpack(packing: Packing, octets: Buffer, limit: number, attempts = ATTEMPTS): Unpacked {
  if (packing === 'zstd') return unpackZstd(octets, limit);
  const inflate = INFLATE[packing];
  const whole = attempt(inflate, octets, limit, null);
  if (Buffer.isBuffer(whole)) return { octets: whole, flaw: null, work: whole.length };
  const flush = packing === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  const most = Math.max(limit, leastRoomFor(packing, octets));
  const tried = (length: number): Buffer | UnpackFlaw => attempt(inflate, octets.subarray(0, length), limit, flush);
  let work = whole === 'limit' ? most : limit;
  if (whole === 'cut') {
    const all = tried(octets.length);
    if (Buffer.isBuffer(all)) return { octets: all, flaw: 'cut', work: all.length };
  }
  let best: Buffer | null = null;
  const account = (result: Buffer | UnpackFlaw): boolean => {
    work += Buffer.isBuffer(result) ? result.length : result === 'limit' ? most : 0;
    if (Buffer.isBuffer(result)) best = result;
    return Buffer.isBuffer(result);
  };
  if (packing === 'br') {
    if (whole === 'damaged' && attempts > 0) account(tried(octets.length >> BROTLI_SHARE));
  } else {
    // The longest start that still makes sense and does not give too much.
    for (let low = 0, high = octets.length, left = attempts; left > 0 && high - low > 1; left -= 1) {
      const middle = (low + high) >> 1;
      if (account(tried(middle))) low = middle;
      else high = middle;
    }
  }
  return { octets: best ?? Buffer.alloc(0), flaw: whole, work };
}

/** The window that Zstandard may have in HTTP (RFC 9659, 3). */
const ZSTD_WINDOW_MAX = 8 << 20;

function unpackZstd(octets: Buffer, limit: number): Unpacked {
  const parts: Buffer[] = [];
  let length = 0;
  const decoder: ZstdDecoder = new ZstdDecoder(ZSTD_WINDOW_MAX, (b, start, end) => {
    parts.push(Buffer.from(b.subarray(start, end)));
    length += end - start;
    // That ends it: a run of octets takes four, and gives many thousands.
    if (length > limit) decoder.flaw = 'limit';
  });
  decoder.push(octets, 0, octets.length);
  const flaw = decoder.flaw ?? (decoder.whole ? null : 'cut');
  return { octets: Buffer.concat(parts).subarray(0, limit), flaw, work: length };
}

/** Octets that may be written before the limit is looked at: Brotli fills the window that its first octet names (RFC 7932, 9.1). */
export function leastRoomFor(packing: Packing, octets: Uint8Array): number {
  if (packing !== 'br' || octets.length === 0) return 0;
  const first = octets[0]!;
  const high = (first >>> 1) & 7;
  const low = (first >>> 4) & 7;
  const bits = (first & 1) === 0 ? 16 : high !== 0 ? 17 + high : low === 0 ? 17 : 8 + low;
  return 1 << bits;
}

function attempt(inflate: Inflate, octets: Buffer, limit: number, flush: number | null): Buffer | UnpackFlaw {
  try {
    return inflate(octets, flush === null ? { maxOutputLength: limit } : { maxOutputLength: limit, finishFlush: flush });
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : code === 'Z_BUF_ERROR' ? 'cut' : 'damaged';
  }
}

/** What octets are packed with, by how they begin: gzip, Zstandard, and zlib with one of its usual windows; Brotli begins like anything. */
export function packingOf(octets: Uint8Array): 'gzip' | 'zstd' | 'deflate' | null {
  if (octets.length >= 3 && octets[0] === 0x1f && octets[1] === 0x8b && octets[2] === 8) return 'gzip';
  if (octets.length >= 4 && octets[0] === 0x28 && octets[1] === 0xb5 && octets[2] === 0x2f && octets[3] === 0xfd) return 'zstd';
  return hasZlibHeader(octets) && octets[0] === 0x78 ? 'deflate' : null;
}

/** RFC 1950, 2.2: the method, a window that exists, the check of both octets, no dictionary. */
function hasZlibHeader(octets: Uint8Array): boolean {
  if (octets.length < 2) return false;
  const first = octets[0]!;
  const second = octets[1]!;
  return (first & 0x0f) === 8 && first >>> 4 <= 7 && ((first << 8) | second) % 31 === 0 && (second & 0x20) === 0;
}
