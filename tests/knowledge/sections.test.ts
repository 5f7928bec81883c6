import { describe, expect, it } from 'vitest';
import { asUint32, DataError, octetsOf, openSections, packSections } from '../../src/knowledge/sections.ts';

describe('sections', () => {
  const file = packSections([Buffer.from('abc'), octetsOf(Uint32Array.of(1, 0xffffffff)), Buffer.alloc(0)]);

  it('come back as they went in, each laid over the file itself', () => {
    const [text, numbers, empty] = openSections(file, 3);
    expect(text!.toString()).toBe('abc');
    expect([...asUint32(numbers!)]).toEqual([1, 0xffffffff]);
    expect(empty!.length).toBe(0);
    expect(numbers!.buffer).toBe(file.buffer);
  });

  it('are read from a buffer that starts anywhere', () => {
    const odd = Buffer.concat([Buffer.alloc(3), file]).subarray(3);
    expect([...asUint32(openSections(odd, 3)[1]!)]).toEqual([1, 0xffffffff]);
  });

  it.each([
    ['another file', Buffer.from('PK\x03\x04 something else entirely')],
    ['nothing', Buffer.alloc(0)],
    ['a torn file', file.subarray(0, 50)],
    ['a torn header', file.subarray(0, 18)],
  ])('refuses %s', (_, buffer) => {
    expect(() => openSections(Buffer.from(buffer), 3)).toThrow(DataError);
  });

  it('refuses another number of sections', () => {
    expect(() => openSections(file, 2)).toThrow(DataError);
  });
});
