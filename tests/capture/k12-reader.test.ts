import { describe, expect, it } from 'vitest';
import { isK12 } from '../../src/capture/k12-reader.ts';
import { feedAll, gatherStream } from './gather.ts';

const RULE = '+---------+---------------+----------+\n';
const frame = (time: string, octets: string, kind = 'ETHER'): string =>
  `${RULE}${time}   ${kind}\n|0   |${octets.replaceAll(/../g, '$&|')}\n\n`;

describe('k12text', () => {
  const text = frame('00:00:01,002,003', 'aabbcc') + frame('23:59:59,999,999', '0102') + frame('00:00:00,000,001', 'FF', 'ATM');

  it('is told by its first rule', () => {
    const b = Buffer.from(text);
    expect([isK12(b, 0, b.length), isK12(b, 0, 16), isK12(b, 0, 15), isK12(b, 1, b.length)]).toEqual([true, true, false, false]);
  });

  it.each([1, 17, 100_000])('gives every frame in pieces of %i octets, on and on over midnight', async (length) => {
    const { lines, report } = await gatherStream(Buffer.from(text), length);
    expect(lines).toEqual(['1 1002003 1 3 aabbcc', '2 86399999999 1 2 0102', '3 86400000001 162 1 ff']);
    expect(report).toMatchObject({ format: 'k12text', damage: null });
  });

  it('takes a last line without an end, and lines that end in CR LF', () => {
    expect(feedAll(Buffer.from(text.trimEnd())).lines).toHaveLength(3);
    expect(feedAll(Buffer.from(text.replaceAll('\n', '\r\n'))).lines).toHaveLength(3);
  });

  it('ends at a line that makes no sense', () => {
    const { lines, tally } = feedAll(Buffer.from(`${frame('00:00:01,002,003', 'aa')}rubbish\n${text}`));
    expect([lines.length, tally.damage?.reason]).toEqual([1, 'capture-record-too-long']);
  });

  it('ends at a line that is longer than any frame', () => {
    const { tally } = feedAll(Buffer.from(`${RULE}00:00:01,002,003   ETHER\n|0   |${'aa|'.repeat(70_000)}\n`));
    expect(tally).toMatchObject({ number: 0, damage: { reason: 'capture-record-too-long' } });
  });
});
