/**
 * What happened on a flow, in Zeek's letters: upper case by the originator, lower case by the responder, each once, in order of first
 * occurrence. Packed as one mask of what occurred (20 bits and the flip) and five bits an entry, six entries a word.
 */
export const HISTORY = {
  syn: 0,
  synAck: 1,
  ack: 2,
  data: 3,
  fin: 4,
  reset: 5,
  zeroWindow: 6,
  retransmission: 7,
  gap: 8,
  inconsistent: 9,
} as const;
export type HistoryCode = (typeof HISTORY)[keyof typeof HISTORY];

const LETTERS = 'SHADFRWTGIshadfrwtgi^';
/** Codes a side. */
export const HISTORY_CODES = 10;
/** The entry for "originator and responder were exchanged by heuristic". */
export const HISTORY_FLIP = 20;
/** Words that the entries of one flow take. */
export const HISTORY_WORDS = 4;
const ENTRIES_A_WORD = 6;

/** Writes the entries of `fresh` (bits that are not in `mask`) behind those of `mask`, in ascending order of bit. Returns the joint mask. */
export function appendHistory(entries: Int32Array, at: number, mask: number, fresh: number): number {
  let count = bitCount(mask);
  for (let rest = fresh; rest !== 0; rest &= rest - 1) {
    const code = 31 - Math.clz32(rest & -rest);
    entries[at + Math.floor(count / ENTRIES_A_WORD)]! |= code << ((count % ENTRIES_A_WORD) * 5);
    count += 1;
  }
  return mask | fresh;
}

/** The history as text, such as `ShADadFf`. */
export function formatHistory(entries: Int32Array, at: number, mask: number): string {
  let text = '';
  const count = bitCount(mask);
  for (let i = 0; i < count; i += 1) {
    text += LETTERS[(entries[at + Math.floor(i / ENTRIES_A_WORD)]! >>> ((i % ENTRIES_A_WORD) * 5)) & 31]!;
  }
  return text;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
