import { describe, expect, it } from 'vitest';
import { rtp } from '../../src/protocols/rtp.ts';
import { drive } from '../builders/drive.ts';

/** RFC 3550, 5.1. */
function datagram(sequence: number, type = 0, ssrc = 7, timestamp = sequence * 160): Buffer {
  const octets = Buffer.alloc(12 + 20);
  octets[0] = 0x80;
  octets[1] = type;
  octets.writeUInt16BE(sequence, 2);
  octets.writeUInt32BE(timestamp, 4);
  octets.writeUInt32BE(ssrc, 8);
  return octets;
}
const said = (...octets: Buffer[]) =>
  drive(
    rtp,
    [40_000, 40_002],
    octets.map((o) => ({ side: 0 as const, octets: o })),
  );

describe('rtp', () => {
  it('is told by five datagrams in a row, losses allowed', () => {
    expect(said(...[1, 2, 4, 5].map((n) => datagram(n)))).toEqual([]);
    expect(said(...[1, 2, 4, 5, 6].map((n) => datagram(n)))[0]?.fields).toEqual({
      payload_type: 0,
      ssrc: '0x00000007',
      codec: 'PCMU',
      media: 'audio',
      payload_length: 20,
    });
  });

  it('is not what jumps, turns back or changes its source', () => {
    expect(said(...[1, 100, 200, 300, 400, 500].map((n) => datagram(n)))).toEqual([]);
    expect(said(...[1, 2, 3, 4, 5, 6].map((n) => datagram(n, 0, n)))).toEqual([]);
    expect(said(...[1, 2, 3, 4, 5, 6].map((n) => datagram(n, 0, 7, 1_000 - n)))).toEqual([]);
  });

  it('names no flow before it is told', () => {
    const session = rtp.open(() => undefined, [40_000, 40_002]);
    const guesses = [1, 2, 4, 5, 6].map((n) => {
      const octets = datagram(n);
      session.data({ buffer: octets, start: 0, end: octets.length, sender: 0 });
      return session.guess;
    });
    expect(guesses).toEqual([true, true, true, true, false]);
  });

  it.each([
    ['a reserved payload type', datagram(1, 72), [40_000, 40_002], 'not-mine'],
    ['no source', datagram(1, 0, 0), [40_000, 40_002], 'not-mine'],
    ['a well-known port', datagram(1), [40_000, 53], 'not-mine'],
    ['too short', datagram(1).subarray(0, 16), [40_000, 40_002], 'not-mine'],
    ['a stream', datagram(1), [40_000, 40_002], 'mine'],
  ] as const)('%s', (_, octets, ports, expected) => {
    expect(rtp.probe({ buffer: octets, start: 0, end: octets.length, sender: 0 }, ports)).toBe(expected);
  });
});
