import { describe, expect, it } from 'vitest';
import { IndexChain, readIndex } from '../../../src/capture/recording/recording-index.ts';

const entry = (file: string, first: number, frames: number) => ({ file, first, frames, octets: 100, sha256: 'ab' });

function index(): string[] {
  const chain = new IndexChain();
  return [entry('a.pcapng', 1, 2), entry('b.pcapng', 3, 4), { deleted: 'a.pcapng' }].map((each) => chain.line(each));
}

describe('the index of a recording', () => {
  it('is read back as it was written', () => {
    expect(readIndex(index().join(''))).toEqual({
      files: [
        { name: 'a.pcapng', first: 1, frames: 2, octets: 100, sha256: 'ab', state: 'deleted' },
        { name: 'b.pcapng', first: 3, frames: 4, octets: 100, sha256: 'ab', state: 'closed' },
      ],
      brokenAt: null,
    });
  });

  it('loses only a torn last line', () => {
    const text = index().join('');
    for (let length = 0; length < text.length; length += 1) {
      const read = readIndex(text.slice(0, length));
      expect(read.brokenAt).toBeNull();
      expect(read.files.length).toBe(Math.min(2, text.slice(0, length).split('\n').length - 1));
    }
  });

  it.each<[string, (lines: string[]) => string[], number]>([
    ['a changed line', ([a, b, c]) => [a!.replace('"frames":2', '"frames":3'), b!, c!], 2],
    ['a missing line', ([a, , c]) => [a!, c!], 2],
    ['lines in another order', ([a, b, c]) => [b!, a!, c!], 1],
    ['a line that is no JSON', ([a, , c]) => [a!, 'nonsense\n', c!], 2],
    ['a line that is null', () => ['null\n'], 1],
  ])('shows %s', (_name, harm, at) => expect(readIndex(harm(index()).join('')).brokenAt).toBe(at));
});
