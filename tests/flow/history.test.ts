import { describe, expect, it } from 'vitest';
import { appendHistory, formatHistory, HISTORY, HISTORY_CODES, HISTORY_FLIP, HISTORY_WORDS } from '../../src/flow/history.ts';

describe('history', () => {
  it('writes every letter once, in order of first occurrence', () => {
    const entries = new Int32Array(3 * HISTORY_WORDS);
    let mask = appendHistory(entries, HISTORY_WORDS, 0, 1 << HISTORY_FLIP);
    for (const code of Object.values(HISTORY).reverse()) {
      mask = appendHistory(entries, HISTORY_WORDS, mask, (1 << (code + HISTORY_CODES)) & ~mask);
      mask = appendHistory(entries, HISTORY_WORDS, mask, (1 << code) & ~mask);
    }
    expect(formatHistory(entries, HISTORY_WORDS, mask)).toBe('^iIgGtTwWrRfFdDaAhHsS');
    expect([...entries.subarray(0, HISTORY_WORDS), ...entries.subarray(2 * HISTORY_WORDS)]).toEqual(Array(8).fill(0));
  });

  it('writes several letters of one packet in their own order', () => {
    const entries = new Int32Array(HISTORY_WORDS);
    const mask = appendHistory(entries, 0, 0, (1 << HISTORY.fin) | (1 << HISTORY.data) | (1 << HISTORY.syn));
    expect(formatHistory(entries, 0, mask)).toBe('SDF');
  });
});
