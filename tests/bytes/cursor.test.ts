import { describe, expect, it } from 'vitest';
import { Cursor } from '../../src/bytes/cursor.ts';

const octets = Buffer.from('0102030405060708', 'hex');
const over = (start: number, end: number): Cursor => new Cursor().over(octets, start, end);

describe('Cursor', () => {
  it('reads numbers big-endian and in order', () => {
    const c = over(0, 8);
    expect([c.u8(), c.u16(), c.u24()]).toEqual([0x01, 0x0203, 0x040506]);
    expect(c.remaining).toBe(2);
    expect(over(4, 8).u32()).toBe(0x05060708);
    expect(new Cursor().over(Buffer.from('ffffffff', 'hex'), 0, 4).u32()).toBe(0xffffffff);
  });

  it.each([
    ['u8', (c: Cursor) => c.u8(), 0],
    ['u16', (c: Cursor) => c.u16(), 1],
    ['u24', (c: Cursor) => c.u24(), 2],
    ['u32', (c: Cursor) => c.u32(), 3],
    ['skip', (c: Cursor) => c.skip(4), 3],
    ['hex', (c: Cursor) => c.hex(4), 3],
    ['latin1', (c: Cursor) => c.latin1(4), 3],
    ['utf8', (c: Cursor) => c.utf8(4), 3],
  ] as const)('%s past the end is a flaw, moves to the end and yields nothing', (_name, read, length) => {
    const c = over(0, length);
    const value = read(c);
    expect(value === undefined || value === 0 || value === '').toBe(true);
    expect(c.flaw).toBe('truncated');
    expect(c.remaining).toBe(0);
  });

  it('keeps the first flaw until it is pointed anew', () => {
    const c = over(0, 1);
    c.u16();
    c.fail('loop');
    expect(c.flaw).toBe('truncated');
    expect(c.over(octets, 0, 8).flaw).toBeNull();
  });

  it('never looks beyond the buffer, whatever end it is given', () => {
    const c = over(6, 1_000);
    expect(c.remaining).toBe(2);
    c.u32();
    expect(c.flaw).toBe('truncated');
  });

  it('narrows to a field and leaves it exactly past its end', () => {
    const c = over(0, 8);
    const outer = c.enter(3);
    expect(c.u8()).toBe(1);
    expect(c.remaining).toBe(2);
    c.leave(outer);
    expect(c.u8()).toBe(4);
  });

  it('a field that claims more than there is ends the reading', () => {
    const c = over(0, 4);
    const outer = c.enter(5);
    c.leave(outer);
    expect(c.flaw).toBe('bad-length');
    expect(c.remaining).toBe(0);
  });

  it('reads text and hex of a range', () => {
    const c = new Cursor().over(Buffer.from('c3a961ff', 'hex'), 0, 4);
    expect(c.utf8(2)).toBe('é');
    expect(c.latin1(1)).toBe('a');
    expect(c.hex(1)).toBe('ff');
  });
});
