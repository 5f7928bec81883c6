import { describe, expect, it } from 'vitest';
import { BodyReader } from '../../../src/protocols/http/body.ts';

function read(reader: BodyReader, text: string): { content: string; rest: string } {
  const buffer = Buffer.from(text, 'latin1');
  let content = '';
  const at = reader.read(buffer, 0, buffer.length, { take: (b, start, end) => (content += b.latin1Slice(start, end)) });
  return { content, rest: text.slice(at) };
}

describe('BodyReader', () => {
  it.each([
    ['a size and its data', '3\r\nabc\r\n0\r\n\r\nNEXT', 'abc', 'NEXT'],
    ['extensions and trailers', '3;a=b\r\nabc\r\n0\r\nX: y\r\nZ: w\r\n\r\nNEXT', 'abc', 'NEXT'],
    ['LF alone', '3\nabc\n0\n\nNEXT', 'abc', 'NEXT'],
    ['hexadecimal in either case', `a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n`, '01234567890123456789', ''],
  ])('reads chunks: %s', (_, text, content, rest) => {
    const reader = new BodyReader();
    reader.begin('chunked', 0);
    expect(read(reader, text)).toEqual({ content, rest });
    expect(reader.done).toBe(true);
  });

  it.each(['ffffffffffffffff\r\n', '-1\r\n', '\r\n', 'zz\r\n', '3\r\nabcd\r\n', `${'1;'.padEnd(5_000, 'x')}`])('breaks at %j', (text) => {
    const reader = new BodyReader();
    reader.begin('chunked', 0);
    read(reader, text);
    expect(reader.broken).toBe(true);
  });

  it('passes over a known length, and over lost octets within it', () => {
    const reader = new BodyReader();
    reader.begin('sized', 10);
    expect(read(reader, 'abc')).toEqual({ content: 'abc', rest: '' });
    expect(reader.miss(8)).toBe(false);
    expect(reader.miss(0)).toBe(false);
    expect(reader.miss(5)).toBe(true);
    expect(read(reader, 'deNEXT')).toEqual({ content: 'de', rest: 'NEXT' });
  });

  it('has nothing to read where there is no body, and no end where only the connection ends it', () => {
    const reader = new BodyReader();
    reader.begin('none', 0);
    expect(reader.done).toBe(true);
    reader.begin('until-end', 0);
    expect(read(reader, 'all of it')).toEqual({ content: 'all of it', rest: '' });
    expect(reader.miss(0)).toBe(true);
    expect(reader.done).toBe(false);
  });
});
