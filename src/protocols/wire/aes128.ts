const ROUNDS = 10;

/** SubBytes (FIPS 197, 5.1.1), worked out from inverses in GF(2^8). */
const SUBSTITUTES = substitutes();
/** SubBytes and MixColumns of one octet as a column (FIPS 197, 5.1.3). */
const COLUMNS = Int32Array.from(SUBSTITUTES, (s) => (doubled(s) << 24) | (s << 16) | (s << 8) | (doubled(s) ^ s));

/** The round keys (FIPS 197, 5.2). Reused: one block is encrypted at a time. */
const roundKeys = new Int32Array(4 * (ROUNDS + 1));

function doubled(octet: number): number {
  return ((octet << 1) ^ (octet & 0x80 ? 0x11b : 0)) & 0xff;
}

/** Walks through the powers of the generator 3 and of its inverse at once: they are each other's inverses. */
function substitutes(): Uint8Array {
  const table = new Uint8Array(256);
  let power = 1;
  let inverse = 1;
  do {
    power ^= doubled(power);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse = (inverse ^ (inverse & 0x80 ? 0x09 : 0)) & 0xff;
    const turned = inverse | (inverse << 8);
    table[power] = (turned ^ (turned >> 7) ^ (turned >> 6) ^ (turned >> 5) ^ (turned >> 4) ^ 0x63) & 0xff;
  } while (power !== 1);
  table[0] = 0x63;
  return table;
}

function word(b: Uint8Array, at: number): number {
  return (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
}

function expand(key: Uint8Array): void {
  const w = roundKeys;
  const s = SUBSTITUTES;
  for (let i = 0; i < 4; i += 1) w[i] = word(key, 4 * i);
  let constant = 1;
  for (let i = 4; i < w.length; i += 4) {
    const last = w[i - 1]!;
    const turned = (s[(last >>> 16) & 0xff]! << 24) | (s[(last >>> 8) & 0xff]! << 16) | (s[last & 0xff]! << 8) | s[last >>> 24]!;
    w[i] = w[i - 4]! ^ turned ^ (constant << 24);
    w[i + 1] = w[i - 3]! ^ w[i]!;
    w[i + 2] = w[i - 2]! ^ w[i + 1]!;
    w[i + 3] = w[i - 1]! ^ w[i + 2]!;
    constant = doubled(constant);
  }
}

/** SubBytes, ShiftRows and MixColumns of one column, whose octets come from four. */
function mixed(a: number, b: number, c: number, d: number): number {
  const t = COLUMNS;
  const second = t[(b >>> 16) & 0xff]!;
  const third = t[(c >>> 8) & 0xff]!;
  const fourth = t[d & 0xff]!;
  return t[a >>> 24]! ^ ((second >>> 8) | (second << 24)) ^ ((third >>> 16) | (third << 16)) ^ ((fourth >>> 24) | (fourth << 8));
}

function last(a: number, b: number, c: number, d: number): number {
  const s = SUBSTITUTES;
  return (s[a >>> 24]! << 24) | (s[(b >>> 16) & 0xff]! << 16) | (s[(c >>> 8) & 0xff]! << 8) | s[d & 0xff]!;
}

function put(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/**
 * AES-128 (FIPS 197, 5.1) of the one block at `b[at]` into `out[0, 16)`, where setting up a native cipher would cost many times the block.
 * Takes time that depends on the key: for keys that are no secret only.
 */
export function encryptBlock(key: Uint8Array, b: Uint8Array, at: number, out: Uint8Array): void {
  expand(key);
  const k = roundKeys;
  let w0 = word(b, at) ^ k[0]!;
  let w1 = word(b, at + 4) ^ k[1]!;
  let w2 = word(b, at + 8) ^ k[2]!;
  let w3 = word(b, at + 12) ^ k[3]!;
  for (let i = 4; i < 4 * ROUNDS; i += 4) {
    const m0 = mixed(w0, w1, w2, w3) ^ k[i]!;
    const m1 = mixed(w1, w2, w3, w0) ^ k[i + 1]!;
    const m2 = mixed(w2, w3, w0, w1) ^ k[i + 2]!;
    w3 = mixed(w3, w0, w1, w2) ^ k[i + 3]!;
    w0 = m0;
    w1 = m1;
    w2 = m2;
  }
  put(out, 0, last(w0, w1, w2, w3) ^ k[40]!);
  put(out, 4, last(w1, w2, w3, w0) ^ k[41]!);
  put(out, 8, last(w2, w3, w0, w1) ^ k[42]!);
  put(out, 12, last(w3, w0, w1, w2) ^ k[43]!);
}
