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

/** The functions of FIPS 180-4, 4.1.2, (4.4) and (4.5). */
const turned0 = (a: number): number => ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
const turned1 = (e: number): number => ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));

/**
 * Takes the block whose message schedule is `w` into `state` (FIPS 180-4, 6.2.2, steps 2 to 4). Eight rounds at a time: after so many,
 * every working variable is back in its place, and none has to be moved.
 */
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
  for (let t = 0; t < 64; t += 8) {
    h = (h + turned1(e) + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0;
    d = (d + h) | 0;
    h = (h + turned0(a) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    g = (g + turned1(d) + ((d & e) ^ (~d & f)) + k[t + 1]! + w[t + 1]!) | 0;
    c = (c + g) | 0;
    g = (g + turned0(h) + ((h & a) ^ (h & b) ^ (a & b))) | 0;
    f = (f + turned1(c) + ((c & d) ^ (~c & e)) + k[t + 2]! + w[t + 2]!) | 0;
    b = (b + f) | 0;
    f = (f + turned0(g) + ((g & h) ^ (g & a) ^ (h & a))) | 0;
    e = (e + turned1(b) + ((b & c) ^ (~b & d)) + k[t + 3]! + w[t + 3]!) | 0;
    a = (a + e) | 0;
    e = (e + turned0(f) + ((f & g) ^ (f & h) ^ (g & h))) | 0;
    d = (d + turned1(a) + ((a & b) ^ (~a & c)) + k[t + 4]! + w[t + 4]!) | 0;
    h = (h + d) | 0;
    d = (d + turned0(e) + ((e & f) ^ (e & g) ^ (f & g))) | 0;
    c = (c + turned1(h) + ((h & a) ^ (~h & b)) + k[t + 5]! + w[t + 5]!) | 0;
    g = (g + c) | 0;
    c = (c + turned0(d) + ((d & e) ^ (d & f) ^ (e & f))) | 0;
    b = (b + turned1(g) + ((g & h) ^ (~g & a)) + k[t + 6]! + w[t + 6]!) | 0;
    f = (f + b) | 0;
    b = (b + turned0(c) + ((c & d) ^ (c & e) ^ (d & e))) | 0;
    a = (a + turned1(f) + ((f & g) ^ (~f & h)) + k[t + 7]! + w[t + 7]!) | 0;
    e = (e + a) | 0;
    a = (a + turned0(b) + ((b & c) ^ (b & d) ^ (c & d))) | 0;
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
