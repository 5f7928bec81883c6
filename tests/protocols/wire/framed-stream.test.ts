import { describe, expect, it } from 'vitest';
import { ENOUGH, SWITCH, switchAfter } from '../../../src/protocols/dissector.ts';
import { FramedStream, type Outcome, SHOWN_MAX } from '../../../src/protocols/wire/framed-stream.ts';

/** Messages of a length in two octets; `s` switches, `e` is enough, 0xffff is no length. */
function stream(): { readonly flow: FramedStream; readonly seen: string[] } {
  const seen: string[] = [];
  const flow = new FramedStream({
    lengthAt: (_sender, buffer, at, end) => (end - at < 2 ? 0 : buffer.readUInt16BE(at) === 0xffff ? -1 : 2 + buffer.readUInt16BE(at)),
    message: (sender, buffer, start, end): Outcome => {
      const text = buffer.latin1Slice(start + 2, end);
      seen.push(`${sender} ${text.length > 8 ? text.length : text}`);
      return text === 's' ? SWITCH : text === 'e' ? ENOUGH : 0;
    },
  });
  return { flow, seen };
}

const message = (text: string): Buffer => {
  const octets = Buffer.alloc(2 + text.length, text, 'latin1');
  octets.writeUInt16BE(text.length);
  octets.write(text, 2, 'latin1');
  return octets;
};
const give = (flow: FramedStream, sender: 0 | 1, ...parts: Buffer[]): number => {
  const buffer = Buffer.concat(parts);
  return flow.data({ buffer, start: 0, end: buffer.length, sender });
};

describe('FramedStream', () => {
  it('gives whole messages of either side, and waits for the rest', () => {
    const { flow, seen } = stream();
    expect(give(flow, 0, message('ab'), message('cd').subarray(0, 3))).toBe(4);
    expect(give(flow, 1, message('x'))).toBe(3);
    expect(give(flow, 0, message('cd'))).toBe(4);
    expect(seen).toEqual(['0 ab', '1 x', '0 cd']);
  });

  it('shows the start of a long message and passes over the rest, lost or not', () => {
    const { flow, seen } = stream();
    const long = message('y'.repeat(9_000));
    expect(give(flow, 0, long.subarray(0, 5_000))).toBe(5_000);
    flow.gap(0, 2);
    expect(give(flow, 0, long.subarray(5_002), message('z'))).toBe(4_000 + 3);
    expect(seen).toEqual([`0 ${SHOWN_MAX - 2}`, '0 z']);
  });

  it('ends one side at a gap or at what is no message, and both where the protocol says so', () => {
    const { flow } = stream();
    flow.gap(0, 3);
    expect([give(flow, 0, message('a')), give(flow, 1, message('a'))]).toEqual([ENOUGH, 3]);
    expect([give(flow, 1, message('s'), message('next')), give(flow, 0, message('a'))]).toEqual([switchAfter(3), switchAfter(0)]);
    const other = stream();
    expect([give(other.flow, 0, Buffer.from('ffff', 'hex')), give(other.flow, 1, message('e'))]).toEqual([ENOUGH, ENOUGH]);
    expect(give(other.flow, 1, message('a'))).toBe(ENOUGH);
  });
});
