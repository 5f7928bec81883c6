import { highestBit, ReverseBits } from './bits.ts';
import { fseTable, nextState, readDistribution } from './fse.ts';

// RFC 8878, 4.2: https://www.rfc-editor.org/rfc/rfc8878#section-4.2

const CODE_BITS_MAX = 11;
const WEIGHTS_MAX = 255;
const WEIGHT_ACCURACY_MAX = 6;

/** A decoding table: for each run of `bits` bits the symbol, and how many of the bits are its own. */
export interface HuffmanTable {
  readonly bits: number;
  readonly symbols: Uint8Array;
  readonly lengths: Uint8Array;
  /** Where what follows its description starts. */
  readonly end: number;
}

const reader = new ReverseBits();

/** Reads the description of a tree at `b[start, end)` (RFC 8878, 4.2.1); null where it is damaged. */
export function readHuffmanTable(b: Uint8Array, start: number, end: number): HuffmanTable | null {
  const header = start < end ? b[start]! : 0;
  const from = start + 1;
  const after = from + (header < 128 ? header : (header - 126) >> 1);
  if (start >= end || after > end) return null;
  const weights = header < 128 ? packedWeights(b, from, after) : plainWeights(b, from, header - 127);
  return weights === null ? null : tableOf(weights, after);
}

function plainWeights(b: Uint8Array, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i % 2 === 0 ? b[from + (i >> 1)]! >> 4 : b[from + (i >> 1)]! & 0x0f));
}

/** Two states take turns until the bits have run out; the one whose turn it is not then has a last symbol (RFC 8878, 4.2.1.2). */
function packedWeights(b: Uint8Array, from: number, end: number): number[] | null {
  const distribution = readDistribution(b, from, end, WEIGHT_ACCURACY_MAX);
  const table = distribution === null ? null : fseTable(distribution.accuracy, distribution.probabilities);
  if (distribution === null || table === null || !reader.over(b, distribution.end, end)) return null;
  const weights: number[] = [];
  let state = reader.read(table.accuracy);
  let other = reader.read(table.accuracy);
  if (reader.left < 0) return null;
  while (weights.length < WEIGHTS_MAX) {
    weights.push(table.symbols[state]!);
    const next = nextState(table, state, reader);
    if (reader.left < 0) {
      weights.push(table.symbols[other]!);
      return weights.length > WEIGHTS_MAX ? null : weights;
    }
    state = other;
    other = next;
  }
  return null;
}

/** The weight of the last symbol is what is missing to a power of two (RFC 8878, 4.2.1). */
function tableOf(weights: number[], end: number): HuffmanTable | null {
  let sum = 0;
  for (const weight of weights) {
    if (weight > CODE_BITS_MAX) return null;
    sum += weight === 0 ? 0 : 1 << (weight - 1);
  }
  const bits = highestBit(sum) + 1;
  const missing = (1 << bits) - sum;
  if (sum === 0 || bits > CODE_BITS_MAX || (missing & (missing - 1)) !== 0) return null;
  weights.push(highestBit(missing) + 1);
  const symbols = new Uint8Array(1 << bits);
  const lengths = new Uint8Array(1 << bits);
  let code = 0;
  for (let weight = 1; weight <= bits; weight += 1) {
    for (let symbol = 0; symbol < weights.length; symbol += 1) {
      if (weights[symbol] !== weight) continue;
      const span = 1 << (weight - 1);
      symbols.fill(symbol, code, code + span);
      lengths.fill(bits + 1 - weight, code, code + span);
      code += span;
    }
  }
  return { bits, symbols, lengths, end };
}

/** Decodes the stream in `b[start, end)` to `out[at, to)`; false where it does not end with the last symbol (RFC 8878, 4.2.2). */
export function readHuffmanStream(
  table: HuffmanTable,
  b: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  to: number,
): boolean {
  if (!reader.over(b, start, end)) return false;
  const { bits, symbols, lengths } = table;
  const mask = (1 << bits) - 1;
  let state = reader.read(bits);
  for (let place = at; place < to; place += 1) {
    out[place] = symbols[state]!;
    const length = lengths[state]!;
    state = ((state << length) & mask) | reader.read(length);
  }
  return reader.left === -bits;
}
