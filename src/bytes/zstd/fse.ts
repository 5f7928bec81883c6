import { highestBit, type ReverseBits } from './bits.ts';

// Finite state entropy, RFC 8878, 4.1: https://www.rfc-editor.org/rfc/rfc8878#section-4.1

const SYMBOLS_MAX = 256;

/** A decoding table: what each state stands for, and how the next one is made. */
export interface FseTable {
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** Probabilities of symbols, in units of a table of `1 << accuracy`; -1 is "less than one". */
export interface Distribution {
  readonly accuracy: number;
  readonly probabilities: readonly number[];
  /** Where what follows the description starts. */
  readonly end: number;
}

/** Reads the description of a table at `b[start, end)` (RFC 8878, 4.1.1); null where it is damaged. */
export function readDistribution(b: Uint8Array, start: number, end: number, accuracyMax: number): Distribution | null {
  if (start >= end) return null;
  const accuracy = 5 + (b[start]! & 0x0f);
  if (accuracy > accuracyMax) return null;
  const probabilities: number[] = [];
  let bit = 4;
  const read = (count: number): number => {
    const octet = start + (bit >>> 3);
    const three = (b[octet] ?? 0) | ((b[octet + 1] ?? 0) << 8) | ((b[octet + 2] ?? 0) << 16);
    const value = (three >>> (bit & 7)) & ((1 << count) - 1);
    bit += count;
    return value;
  };
  let remaining = 1 << accuracy;
  while (remaining > 0 && probabilities.length < SYMBOLS_MAX) {
    const count = highestBit(remaining + 1) + 1;
    const low = (1 << (count - 1)) - 1;
    const threshold = (1 << count) - 2 - remaining;
    let value = read(count);
    if ((value & low) < threshold) {
      value &= low;
      bit -= 1;
    } else if (value > low) value -= threshold;
    remaining -= Math.abs(value - 1);
    probabilities.push(value - 1);
    for (let more = value === 1 ? 3 : 0; more === 3;) {
      more = read(2);
      for (let i = 0; i < more; i += 1) probabilities.push(0);
      if (probabilities.length > SYMBOLS_MAX) return null;
    }
  }
  const after = start + ((bit + 7) >>> 3);
  return remaining !== 0 || after > end || probabilities.length > SYMBOLS_MAX ? null : { accuracy, probabilities, end: after };
}

/** Makes the decoding table of a distribution (RFC 8878, 4.1.1); null where the distribution is none. */
export function fseTable(accuracy: number, probabilities: readonly number[]): FseTable | null {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(probabilities.length);
  let high = size;
  for (let symbol = 0; symbol < probabilities.length; symbol += 1) {
    if (probabilities[symbol] !== -1) continue;
    if (high === 0) return null;
    symbols[--high] = symbol;
    next[symbol] = 1;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (let symbol = 0; symbol < probabilities.length; symbol += 1) {
    const probability = probabilities[symbol]!;
    if (probability <= 0) continue;
    next[symbol] = probability;
    for (let i = 0; i < probability; i += 1) {
      symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place >= high && place !== 0);
    }
  }
  if (place !== 0) return null;
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state += 1) {
    const nth = next[symbols[state]!]!++;
    bits[state] = accuracy - highestBit(nth);
    bases[state] = (nth << bits[state]!) - size;
  }
  return { accuracy, symbols, bits, bases };
}

/** A table of one symbol, which takes no bits (RFC 8878, 3.1.1.3.2.1). */
export const singleTable = (symbol: number): FseTable => ({
  accuracy: 0,
  symbols: Uint8Array.of(symbol),
  bits: new Uint8Array(1),
  bases: new Uint16Array(1),
});

/** The state after `state`. */
export const nextState = (table: FseTable, state: number, bits: ReverseBits): number => table.bases[state]! + bits.read(table.bits[state]!);
