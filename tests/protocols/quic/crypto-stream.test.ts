import { describe, expect, it } from 'vitest';
import { CryptoStream } from '../../../src/protocols/quic/crypto-stream.ts';
import { PendingOctets } from '../../../src/protocols/tls/pending.ts';

const TEXT = Buffer.from('The quick brown fox jumps over the lazy dog.');

/** Feeds [start, end) pieces of the text; each lies at the end of a buffer of its own. */
function play(pieces: readonly (readonly [number, number])[], text = TEXT): { taken: string; sound: boolean; held: number } {
  const pool = new PendingOctets();
  const stream = new CryptoStream(pool);
  let taken = '';
  for (const [start, end] of pieces) {
    const buffer = Buffer.concat([Buffer.from('##'), text.subarray(start, end)]);
    stream.add(start, buffer, 2, buffer.length, (b, from, to) => (taken += b.toString('latin1', from, to)));
    buffer.fill(0);
  }
  return { taken, sound: stream.sound, held: pool.held };
}

describe('octets in pieces', () => {
  const all = TEXT.toString();
  it.each<[string, [number, number][], string]>([
    [
      'in order',
      [
        [0, 10],
        [10, 44],
      ],
      all,
    ],
    [
      'backwards',
      [
        [30, 44],
        [10, 30],
        [0, 10],
      ],
      all,
    ],
    [
      'with holes that close',
      [
        [0, 5],
        [20, 25],
        [10, 15],
        [5, 10],
        [15, 20],
        [25, 44],
      ],
      all,
    ],
    [
      'overlapping',
      [
        [20, 30],
        [25, 40],
        [5, 22],
        [0, 7],
        [38, 44],
      ],
      all,
    ],
    [
      'a piece over others',
      [
        [10, 12],
        [14, 16],
        [18, 20],
        [5, 44],
        [0, 5],
      ],
      all,
    ],
    [
      'again and again',
      [
        [0, 10],
        [0, 10],
        [5, 12],
        [5, 12],
        [3, 44],
        [0, 44],
      ],
      all,
    ],
    [
      'with a hole that stays',
      [
        [0, 5],
        [6, 44],
      ],
      all.slice(0, 5),
    ],
    ['from the middle only', [[6, 44]], ''],
  ])('%s', (_name, pieces, taken) => expect(play(pieces)).toMatchObject({ taken, sound: true }));

  it('in any order give the same', () => {
    const cuts = [0, 3, 9, 14, 21, 30, 37, 44];
    const pieces = cuts.slice(1).map((end, i) => [cuts[i]!, end] as const);
    for (let seed = 1; seed < 200; seed += 1) {
      const order = pieces
        .map((piece, i) => [((i + 1) * seed * 7919) % 997, piece] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, piece]) => piece);
      expect(play(order), `${seed}`).toEqual({ taken: all, sound: true, held: 0 });
    }
  });

  it('the first that came stands', () => {
    const stream = new CryptoStream(new PendingOctets());
    let taken = '';
    const take = (b: Buffer, from: number, to: number): void => void (taken += b.toString('latin1', from, to));
    stream.add(2, Buffer.from('cd'), 0, 2, take);
    stream.add(1, Buffer.from('XXXX'), 0, 4, take);
    stream.add(0, Buffer.from('a'), 0, 1, take);
    expect(taken).toBe('aXcdX');
  });

  it('beyond the bounds are refused, and nothing stays held', () => {
    const pool = new PendingOctets();
    const far = new CryptoStream(pool);
    far.add(10, Buffer.alloc(4), 0, 4, () => undefined);
    far.add(65_535, Buffer.alloc(4), 0, 4, () => undefined);
    const holes = new CryptoStream(pool);
    for (let at = 1; at < 1_000; at += 2) holes.add(at, Buffer.alloc(1), 0, 1, () => undefined);
    expect([far.sound, holes.sound, pool.held]).toEqual([false, false, 0]);
  });
});
