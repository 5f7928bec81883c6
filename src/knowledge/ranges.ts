import { asUint32, octetsOf } from './sections.ts';

/** Sections that one range table takes. */
export const RANGE_SECTIONS = 11;

/** First and last address and what the range stands for (1 and up; 0 means "nothing known"). */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
  /** At most 24 bits. */
  readonly value: number;
}

/**
 * Address to number, as step functions: each entry says what holds from its address to the next entry.
 *
 * IPv4 keys are one word. IPv6 keys are the upper 64 bits, because nearly all ranges are whole /64s: the first word is
 * kept once for all the entries that share it (`highs`, and where its entries start), the second for each entry.
 * The few finer ranges lie in a table with whole keys, which overrides the first inside the /64s that it mentions.
 */
export class RangeTable {
  readonly #v4: Uint32Array;
  readonly #v4Values: Values;
  readonly #highs: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #lows: Uint32Array;
  readonly #v6Values: Values;
  readonly #fine: readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  readonly #fineValues: Values;

  constructor(sections: readonly Buffer[]) {
    const at = (i: number): Uint32Array => asUint32(sections[i]!);
    this.#v4 = at(0);
    this.#v4Values = new Values(sections[1]!, this.#v4.length);
    this.#highs = at(2);
    this.#starts = at(3);
    this.#lows = at(4);
    this.#v6Values = new Values(sections[5]!, this.#lows.length);
    this.#fine = [at(6), at(7), at(8), at(9)];
    this.#fineValues = new Values(sections[10]!, this.#fine[0].length);
  }

  /** What is known of an IPv4 address. */
  v4(address: number): number {
    const count = atMost(this.#v4, address, 0, this.#v4.length);
    return count === 0 ? 0 : this.#v4Values.at(count - 1);
  }

  /** What is known of an IPv6 address, given as four words. */
  v6(a: number, b: number, c: number, d: number): number {
    const fine = this.#fineBefore(a, b, c, d);
    if (fine >= 0 && this.#fine[0][fine] === a && this.#fine[1][fine] === b) return this.#fineValues.at(fine);
    const group = atMost(this.#highs, a, 0, this.#highs.length) - 1;
    if (group < 0) return 0;
    const end = this.#starts[group + 1]!;
    const entry = this.#highs[group] === a ? atMost(this.#lows, b, this.#starts[group]!, end) : end;
    return entry === 0 ? 0 : this.#v6Values.at(entry - 1);
  }

  /** The last fine entry at or before the address; -1 where there is none. */
  #fineBefore(...words: [number, number, number, number]): number {
    let low = 0;
    let high = this.#fine[0].length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      let word = 0;
      while (word < 3 && this.#fine[word]![middle] === words[word]) word += 1;
      if (this.#fine[word]![middle]! <= words[word]!) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Numbers of two or three octets each, whichever the largest needs. */
class Values {
  readonly #octets: Buffer;
  readonly #wide: boolean;

  constructor(octets: Buffer, count: number) {
    this.#octets = octets;
    this.#wide = octets.byteLength > count * 2;
  }

  at(index: number): number {
    const octets = this.#octets;
    if (!this.#wide) return octets[index * 2]! | (octets[index * 2 + 1]! << 8);
    return octets[index * 3]! | (octets[index * 3 + 1]! << 8) | (octets[index * 3 + 2]! << 16);
  }
}

/** The index after the last entry of `sorted[low, high)` that is at most `key`; `low` where there is none. */
function atMost(sorted: Uint32Array, key: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Step {
  readonly at: bigint;
  readonly value: number;
}

/** Compiles sorted ranges that do not overlap into the sections of a RangeTable. */
export function packRanges(v4: Iterable<AddressRange>, v6: Iterable<AddressRange>): Uint8Array[] {
  const steps4 = stepsOf(v4, 1n << 32n);
  const { coarse, fine } = splitFine(stepsOf(v6, 1n << 128n));
  const highs: number[] = [];
  const starts: number[] = [];
  coarse.forEach((step, i) => {
    const high = Number(step.at >> 32n);
    if (highs.at(-1) === high) return;
    highs.push(high);
    starts.push(i);
  });
  starts.push(coarse.length);
  const groups = [octetsOf(Uint32Array.from(highs)), octetsOf(Uint32Array.from(starts))];
  const fineSections = [96n, 64n, 32n, 0n].map((shift) => wordsOf(fine, shift));
  return [wordsOf(steps4, 0n), valuesOf(steps4), ...groups, wordsOf(coarse, 0n), valuesOf(coarse), ...fineSections, valuesOf(fine)];
}

function wordsOf(steps: readonly Step[], shift: bigint): Uint8Array {
  return octetsOf(Uint32Array.from(steps, (step) => Number((step.at >> shift) & 0xffffffffn)));
}

function valuesOf(steps: readonly Step[]): Uint8Array {
  const width = steps.some((step) => step.value > 0xffff) ? 3 : 2;
  const octets = Buffer.alloc(steps.length * width);
  steps.forEach((step, i) => octets.writeUIntLE(step.value, i * width, width));
  return octets;
}

/** Ranges as steps; gaps become steps to 0, and neighbours with one value become one. */
function stepsOf(ranges: Iterable<AddressRange>, end: bigint): Step[] {
  const steps: Step[] = [];
  const push = (at: bigint, value: number): void => {
    if ((steps.at(-1)?.value ?? 0) !== value) steps.push({ at, value });
  };
  let next = 0n;
  for (const range of ranges) {
    if (range.first < next || range.last < range.first) continue;
    if (range.first > next) push(next, 0);
    push(range.first, range.value);
    next = range.last + 1n;
  }
  if (next < end) push(next, 0);
  return steps;
}

/** Splits IPv6 steps into those of whole /64s (keys: upper 64 bits) and whole-address steps for the /64s that are cut up. */
function splitFine(steps: readonly Step[]): { coarse: Step[]; fine: Step[] } {
  const coarse: Step[] = [];
  const fine: Step[] = [];
  let before = 0;
  let cut = -1n;
  for (const step of steps) {
    const network = step.at >> 64n;
    const whole = (step.at & 0xffffffffffffffffn) === 0n;
    if (cut >= 0n && network > cut && !(whole && network === cut + 1n)) coarse.push({ at: cut + 1n, value: before });
    if (network > cut) cut = -1n;
    if (whole) coarse.push({ at: network, value: step.value });
    else {
      if (cut < 0n) fine.push({ at: network << 64n, value: before });
      cut = network;
      fine.push(step);
    }
    before = step.value;
  }
  if (cut >= 0n) coarse.push({ at: cut + 1n, value: before });
  return { coarse, fine };
}
