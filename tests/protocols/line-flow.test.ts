import { describe, expect, it } from 'vitest';
import { SWITCH, switchAfter } from '../../src/protocols/dissector.ts';
import { LineFlow, onPort, otherOf, probeLine, replyOf, serverOf } from '../../src/protocols/line-flow.ts';

const chunk = (text: string, sender: 0 | 1 = 0) => ({ buffer: Buffer.from(text, 'latin1'), start: 0, end: text.length, sender });

describe('LineFlow', () => {
  it('gives lines of both sides, passes over literals, and gives the stream over for both', () => {
    const seen: string[] = [];
    const flow = new LineFlow({
      line: (sender, text, self) => {
        seen.push(`${sender} ${text}`);
        if (text === 'skip') self.skipNext(sender, 5);
        return text !== 'stop';
      },
    });
    expect(flow.data(chunk('skip\n1\n34'))).toBe(9);
    flow.gap(0, 1);
    expect(flow.data(chunk('a\nb'))).toBe(2);
    expect(flow.data(chunk('r\n', 1))).toBe(2);
    flow.gap(1, 0);
    expect(flow.data(chunk('lost\nfound\n', 1))).toBe(11);
    expect(flow.data(chunk('stop\nmore\n'))).toBe(switchAfter('stop\n'.length));
    expect(flow.data(chunk('r\n', 1))).toBe(SWITCH);
    expect(seen).toEqual(['0 skip', '0 a', '1 r', '1 found', '0 stop']);
  });
});

describe('sides', () => {
  it('are told by a registered port, and each by the other', () => {
    expect([serverOf([50_000, 21], [21]), serverOf([21, 50_000], [21]), serverOf([21, 21], [21]), serverOf([1, 2], [21])]).toEqual([
      1, 0, 1, -1,
    ]);
    expect([otherOf(0), otherOf(1), otherOf(-1)]).toEqual([1, 0, -1]);
  });
});

describe('replies and probes', () => {
  it('tell the last line of a reply', () => {
    expect(replyOf('250-a')).toEqual({ code: 250, last: false, text: 'a' });
    expect(replyOf('331 b')).toEqual({ code: 331, last: true, text: 'b' });
    expect(replyOf('221')).toEqual({ code: 221, last: true, text: '' });
    expect([replyOf('2500 x'), replyOf('no')]).toEqual([null, null]);
  });

  it('wait for a line of text only', () => {
    const ask = (text: string) => probeLine(chunk(text), () => 'mine');
    expect([ask('abc'), ask('abc\n'), ask('\x00abc'), ask('a'.repeat(600))]).toEqual(['unsure', 'mine', 'not-mine', 'not-mine']);
    expect([onPort([1, 25], [25]), onPort([1, 2], [25])]).toEqual([true, false]);
  });
});
