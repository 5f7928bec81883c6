import { describe, expect, it } from 'vitest';
import { firstLine, LineReader, mayBecome, startsWith, textOf, verbOf } from '../../src/protocols/lines.ts';

const chunk = (text: string) => ({ buffer: Buffer.from(text, 'latin1'), start: 0, end: text.length, sender: 0 as const });

function all(reader: LineReader, text: string): { lines: string[]; consumed: number } {
  const lines: string[] = [];
  reader.over(chunk(text));
  for (let line = reader.next(); line !== null; line = reader.next()) lines.push(line);
  return { lines, consumed: reader.consumed };
}

describe('LineReader', () => {
  it('cuts at CR LF and at LF, and leaves what is unfinished', () => {
    expect(all(new LineReader(100), 'a\r\nb\n\nc')).toEqual({ lines: ['a', 'b', ''], consumed: 6 });
  });

  it('drops a line that is too long, in one piece or in many, and counts it', () => {
    const reader = new LineReader(4);
    expect(all(reader, '123456\nok\n')).toEqual({ lines: ['ok'], consumed: 10 });
    expect(all(reader, '12345')).toEqual({ lines: [], consumed: 5 });
    expect(all(reader, '678\nok\n')).toEqual({ lines: ['ok'], consumed: 7 });
    expect(reader.dropped).toBe(2);
  });

  it('passes over octets that are no lines, and over the rest of a line after a loss', () => {
    const reader = new LineReader(100);
    reader.over(chunk('xx\nyok\nok'));
    expect([reader.skip(4), reader.next(), reader.remaining, reader.skip(9)]).toEqual([4, 'ok', 2, 2]);
    reader.lose();
    expect(all(reader, 'middle\nok\n').lines).toEqual(['ok']);
  });

  it('does not read beyond its chunk', () => {
    const reader = new LineReader(100).over({ buffer: Buffer.from('a\nb\n'), start: 0, end: 3, sender: 0 });
    expect([reader.next(), reader.next(), reader.consumed]).toEqual(['a', null, 2]);
  });
});

describe('words', () => {
  it('are told apart', () => {
    expect([verbOf('user x', 4), verbOf('QUIT', 4), verbOf('s3cr3t', 8), verbOf('LONGER', 4), verbOf('', 4)]).toEqual([
      'USER',
      'QUIT',
      '',
      '',
      '',
    ]);
    expect([textOf('\xc3\xa9', 9), textOf('abc', 2), textOf('\xff', 9)]).toEqual(['é', 'ab', '\ufffd']);
    expect(firstLine(chunk('ab\r\nc'), 9)).toBe('ab');
    expect(firstLine(chunk('ab'), 9)).toBeNull();
    const b = Buffer.from('RtSP/1');
    expect([startsWith(b, 0, 6, 'rtsp/'), startsWith(b, 0, 6, 'RTSP/'), mayBecome(b, 0, 2, 'rtsp/'), mayBecome(b, 0, 6, 'rtsp/')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
