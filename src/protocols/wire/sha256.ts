/** Octets of one block, and of a digest (FIPS 180-4, 5.2.1 and 6.2). */
export const BLOCK_OCTETS = 64;
export const DIGEST_OCTETS = 32;

/** The first 32 bits of the fractional parts of the square roots of the first eight primes (FIPS 180-4, 5.3.3). */
const INITIAL = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
/** The same of the cube roots of the first sixty-four (FIPS 180-4, 4.2.2). */
const CONSTANTS = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));

/** The message schedule. Reused: one block is worked through at a time. */
const schedule = new Int32Array(64);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** Doubles hold a root of these primes with more than 32 bits behind the point. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

/** Puts the state of SHA-256 before its first block into `state` (eight words). */
export function startSha256(state: Int32Array): void {
  copyWords(INITIAL, state);
}

/** Copies eight words: so few that a call into native code costs more. */
export function copyWords(from: Int32Array, to: Int32Array): void {
  for (let i = 0; i < 8; i += 1) to[i] = from[i]!;
}

/**
 * SHA-256 for inputs of a block or two, where setting up a native hash costs many times what hashing does: takes one block of
 * 64 octets at `b[at]` into `state` (FIPS 180-4, 6.2.2).
 */
export function addBlock(state: Int32Array, b: Uint8Array, at: number): void {
  for (let t = 0, i = at; t < 16; t += 1, i += 4) schedule[t] = (b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!;
  expandSchedule(schedule);
  addSchedule(state, schedule);
}

/** Works out the message schedule `w` (64 words) from its first sixteen, which are the block (FIPS 180-4, 6.2.2, step 1). */
export function expandSchedule(w: Int32Array): void {
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16]! + small0 + w[t - 7]! + small1) | 0;
  }
}

/** Takes the block whose message schedule is `w` into `state` (FIPS 180-4, 6.2.2, steps 2 to 4). */
export function addSchedule(state: Int32Array, w: Int32Array): void {
  const k = CONSTANTS;
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < 64; t += 1) {
    const large1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + large1 + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0;
    const large0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** The last block or two. Reused. */
const tail = new Uint8Array(BLOCK_OCTETS);

/**
 * Takes the last octets of a message, `b[start, end)`, with its padding (FIPS 180-4, 5.1.1) into `state`.
 * `before` octets, whole blocks, were taken already.
 */
export function finishSha256(state: Int32Array, b: Uint8Array, start: number, end: number, before: number): void {
  let at = start;
  for (; end - at >= BLOCK_OCTETS; at += BLOCK_OCTETS) addBlock(state, b, at);
  const left = end - at;
  for (let i = 0; i < BLOCK_OCTETS; i += 1) tail[i] = i < left ? b[at + i]! : 0;
  tail[left] = 0x80;
  if (left >= BLOCK_OCTETS - 8) {
    addBlock(state, tail, 0);
    tail.fill(0);
  }
  putWord(tail, BLOCK_OCTETS - 8, Math.floor((before + end - start) / 2 ** 29));
  putWord(tail, BLOCK_OCTETS - 4, (before + end - start) << 3);
  addBlock(state, tail, 0);
}

/** Writes the first `octets` octets of the words in `state`, a digest at last, to `out[at]`. */
export function putDigest(state: Int32Array, out: Uint8Array, at: number, octets: number): void {
  for (let i = 0; i < octets; i += 1) out[at + i] = state[i >> 2]! >>> (24 - 8 * (i & 3));
}

function putWord(out: Uint8Array, at: number, word: number): void {
  out[at] = word >>> 24;
  out[at + 1] = word >>> 16;
  out[at + 2] = word >>> 8;
  out[at + 3] = word;
}
