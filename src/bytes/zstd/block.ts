import { ReverseBits } from './bits.ts';
import { fseTable, nextState, readDistribution, singleTable, type FseTable } from './fse.ts';
import { readHuffmanStream, readHuffmanTable, type HuffmanTable } from './huffman.ts';

// Compressed blocks: RFC 8878, 3.1.1.3: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1.3

/** Octets that one block may give, and literals that it may have. */
export const BLOCK_OCTETS_MAX = 1 << 17;

/** What a frame's blocks leave to those that follow. */
export class BlockState {
  huffman: HuffmanTable | null = null;
  readonly tables: (FseTable | null)[] = [null, null, null];
  /** The last three offsets (RFC 8878, 3.1.1.5). */
  readonly offsets: [number, number, number] = [1, 4, 8];
}

/** One of the three kinds of codes in a sequence: what a code stands for, and its table where the block brings none. */
interface CodeKind {
  readonly accuracyMax: number;
  readonly codesMax: number;
  readonly usual: FseTable;
}

const LITERAL_BASES = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192,
  16_384, 32_768, 65_536,
] as const; // prettier-ignore
const LITERAL_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
] as const; // prettier-ignore
const MATCH_BASES = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 41, 43,
  47, 51, 59, 67, 83, 99, 131, 259, 515, 1_027, 2_051, 4_099, 8_195, 16_387, 32_771, 65_539,
] as const; // prettier-ignore
const MATCH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10,
  11, 12, 13, 14, 15, 16,
] as const; // prettier-ignore

const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
const rare = (count: number): number[] => Array.from({ length: count }, () => -1);
/** RFC 8878, 3.1.1.3.2.2. */
const USUAL_LITERALS = fseTable(6, [
  4,
  3,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  2,
  3,
  2,
  ...ones(5),
  ...rare(4),
])!;
const USUAL_OFFSETS = fseTable(5, [...ones(6), 2, 2, 2, ...ones(15), ...rare(5)])!;
const USUAL_MATCHES = fseTable(6, [1, 4, 3, 2, 2, 2, 2, 2, 2, ...ones(37), ...rare(7)])!;

/** In the order in which a block describes them: lengths of literals, offsets, lengths of matches. */
const KINDS: readonly [CodeKind, CodeKind, CodeKind] = [
  { accuracyMax: 9, codesMax: LITERAL_BASES.length, usual: USUAL_LITERALS },
  { accuracyMax: 8, codesMax: 32, usual: USUAL_OFFSETS },
  { accuracyMax: 9, codesMax: MATCH_BASES.length, usual: USUAL_MATCHES },
];

const literals = new Uint8Array(BLOCK_OCTETS_MAX);
const bits = new ReverseBits();

/**
 * Undoes the compressed block in `b[start, end)` to `out` from `at` on; what it refers to lies in `out` from `floor` on. It may give
 * `room` octets. Returns where the output ends; -1 where the block is damaged.
 */
export function readBlock(
  state: BlockState,
  b: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  floor: number,
  room: number,
): number {
  const behind = readLiterals(state, b, start, end);
  if (behind < 0 || behind >= end) return -1;
  let from = behind + 1;
  let count = b[behind]!;
  if (count >= 128) {
    if (from + 2 > end) return -1;
    count = count < 255 ? ((count - 128) << 8) | b[from++]! : (b[from++]! | (b[from++]! << 8)) + 0x7f00;
  }
  if (count === 0) return from === end && literalCount <= room ? copyLiterals(out, at, 0, literalCount) : -1;
  from = readTables(state, b, from, end);
  return from < 0 || !bits.over(b, from, end) ? -1 : runSequences(state, count, out, at, floor, at + room);
}

/** How many literals `readLiterals` found. */
let literalCount = 0;

/** RFC 8878, 3.1.1.3.1. Returns where the section ends; -1 where it is damaged. */
function readLiterals(state: BlockState, b: Uint8Array, start: number, end: number): number {
  if (start >= end) return -1;
  const type = b[start]! & 3;
  const format = (b[start]! >> 2) & 3;
  const octet = (i: number): number => (start + i < end ? b[start + i]! : 0);
  if (type >= 2) return readPackedLiterals(state, b, start, end, format);
  const length = (format & 1) === 0 ? 1 : format === 1 ? 2 : 3;
  literalCount = length === 1 ? octet(0) >> 3 : (octet(0) >> 4) | (octet(1) << 4) | (length === 3 ? octet(2) << 12 : 0);
  const from = start + length;
  const after = from + (type === 0 ? literalCount : 1);
  if (literalCount > BLOCK_OCTETS_MAX || after > end) return -1;
  if (type === 0) literals.set(b.subarray(from, after));
  else literals.fill(b[from]!, 0, literalCount);
  return after;
}

/** Sizes of 10, 10, 14 or 18 bits; four streams but in the first format. A block without a tree has that of the one before. */
function readPackedLiterals(state: BlockState, b: Uint8Array, start: number, end: number, format: number): number {
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  const from = start + (format < 2 ? 3 : format + 2);
  if (from > end) return -1;
  let header = 0;
  for (let i = from - 1; i >= start; i -= 1) header = header * 256 + b[i]!;
  const sizes = Math.floor(header / 16);
  literalCount = sizes % (1 << width);
  const after = from + (Math.floor(sizes / (1 << width)) % (1 << width));
  if (literalCount > BLOCK_OCTETS_MAX || after > end) return -1;
  if ((b[start]! & 3) === 2) state.huffman = readHuffmanTable(b, from, after);
  const table = state.huffman;
  if (table === null) return -1;
  const at = (b[start]! & 3) === 2 ? table.end : from;
  const sound = format === 0 ? readHuffmanStream(table, b, at, after, literals, 0, literalCount) : readFour(table, b, at, after);
  return sound ? after : -1;
}

/** Four streams, the lengths of the first three in front (RFC 8878, 3.1.1.3.1.6). */
function readFour(table: HuffmanTable, b: Uint8Array, start: number, end: number): boolean {
  if (end - start < 6) return false;
  const share = (literalCount + 3) >> 2;
  let at = start + 6;
  for (let stream = 0; stream < 4; stream += 1) {
    const jump = start + stream * 2;
    const stop = stream === 3 ? end : at + (b[jump]! | (b[jump + 1]! << 8));
    const to = stream === 3 ? literalCount : share * (stream + 1);
    if (stop > end || to > literalCount || share * stream > to) return false;
    if (!readHuffmanStream(table, b, at, stop, literals, share * stream, to)) return false;
    at = stop;
  }
  return true;
}

/** The tables of the three kinds (RFC 8878, 3.1.1.3.2.1). Returns where the bits of the sequences start; -1 where they are damaged. */
function readTables(state: BlockState, b: Uint8Array, start: number, end: number): number {
  const modes = start < end ? b[start]! : 3;
  if ((modes & 3) !== 0) return -1;
  let at = start + 1;
  for (let kind = 0; kind < KINDS.length; kind += 1) {
    const { accuracyMax, codesMax, usual } = KINDS[kind]!;
    const mode = (modes >> (6 - kind * 2)) & 3;
    if (mode === 0) state.tables[kind] = usual;
    else if (mode === 1) {
      if (at >= end || b[at]! >= codesMax) return -1;
      state.tables[kind] = singleTable(b[at]!);
      at += 1;
    } else if (mode === 2) {
      const distribution = readDistribution(b, at, end, accuracyMax);
      if (distribution === null || distribution.probabilities.length > codesMax) return -1;
      state.tables[kind] = fseTable(distribution.accuracy, distribution.probabilities);
      at = distribution.end;
    }
    if (state.tables[kind] === null) return -1;
  }
  return at;
}

/** RFC 8878, 3.1.1.4 and 3.1.1.5. Nothing is written beyond `limit`, so lengths that lie cost nothing. */
function runSequences(state: BlockState, count: number, out: Uint8Array, start: number, floor: number, limit: number): number {
  const [lengths, offsets, matches] = state.tables as [FseTable, FseTable, FseTable];
  let lengthState = bits.read(lengths.accuracy);
  let offsetState = bits.read(offsets.accuracy);
  let matchState = bits.read(matches.accuracy);
  let at = start;
  let literal = 0;
  for (let left = count; left > 0; left -= 1) {
    const offsetCode = offsets.symbols[offsetState]!;
    const offsetValue = 2 ** offsetCode + bits.readLong(offsetCode);
    const matchCode = matches.symbols[matchState]!;
    const match = MATCH_BASES[matchCode]! + bits.read(MATCH_BITS[matchCode]!);
    const lengthCode = lengths.symbols[lengthState]!;
    const length = LITERAL_BASES[lengthCode]! + bits.read(LITERAL_BITS[lengthCode]!);
    const offset = offsetOf(state.offsets, offsetValue, length);
    if (bits.left < 0 || literal + length > literalCount || at + length + match > limit) return -1;
    at = copyLiterals(out, at, literal, literal + length);
    literal += length;
    if (offset <= 0 || offset > at - floor) return -1;
    if (offset >= match) out.copyWithin(at, at - offset, at - offset + match);
    else for (let i = 0; i < match; i += 1) out[at + i] = out[at + i - offset]!;
    at += match;
    if (left === 1) break;
    lengthState = nextState(lengths, lengthState, bits);
    matchState = nextState(matches, matchState, bits);
    offsetState = nextState(offsets, offsetState, bits);
  }
  if (bits.left !== 0 || at + literalCount - literal > limit) return -1;
  return copyLiterals(out, at, literal, literalCount);
}

function copyLiterals(out: Uint8Array, at: number, from: number, to: number): number {
  if (to - from > 32) out.set(literals.subarray(from, to), at);
  else for (let i = from; i < to; i += 1) out[at + i - from] = literals[i]!;
  return at + to - from;
}

/** Values up to three name one of the last offsets, and without literals the one after it (RFC 8878, 3.1.1.5). */
function offsetOf(last: [number, number, number], value: number, literalLength: number): number {
  const nth = value > 3 ? 4 : literalLength === 0 ? value + 1 : value;
  if (nth === 1) return last[0];
  const offset = value > 3 ? value - 3 : nth === 4 ? last[0] - 1 : last[nth - 1]!;
  if (nth !== 2) last[2] = last[1];
  last[1] = last[0];
  last[0] = offset;
  return offset;
}
