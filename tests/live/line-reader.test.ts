import { describe, expect, it } from 'vitest';
import { LineReader } from '../../src/live/line-reader.ts';

function read(pieces: readonly (string | Buffer)[], max = 10): { lines: string[]; overrun: boolean } {
  const lines: string[] = [];
  const reader = new LineReader(max, (line) => lines.push(line));
  for (const piece of pieces) reader.push(Buffer.from(piece as string));
  return { lines, overrun: reader.overrun };
}

describe('LineReader', () => {
  const text = Buffer.from('ab\né€\n\nlast');

  it.each([1, 2, 3, 5, 100])('gives the same lines in pieces of %i octets', (length) => {
    const pieces: Buffer[] = [];
    for (let at = 0; at < text.length; at += length) pieces.push(text.subarray(at, at + length));
    expect(read(pieces)).toEqual({ lines: ['ab', 'é€', ''], overrun: false });
  });

  it('takes a line of just the bound and refuses a longer one, whether it ends or not', () => {
    expect(read(['0123456789\n'])).toEqual({ lines: ['0123456789'], overrun: false });
    expect(read(['a\n0123456789x\nb\n'])).toEqual({ lines: ['a'], overrun: true });
    expect(read(['01234', '56789', 'x'])).toEqual({ lines: [], overrun: true });
  });
});
