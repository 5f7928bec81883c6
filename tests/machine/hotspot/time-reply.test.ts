import { describe, expect, it } from 'vitest';
import { timeReply } from '../../../src/machine/hotspot/time-reply.ts';

/** A client's request of version 4 with a poll of 2^6 s and a transmit timestamp. */
const REQUEST = Buffer.concat([Buffer.from('230006ec', 'hex'), Buffer.alloc(36), Buffer.from('e3d5b1a280000000', 'hex')]);
/** 2024-01-01 00:00:00.5 UTC: 3913056000.5 s since 1900. */
const NOW_MS = 1_704_067_200_500;
const STAMP = 'e93c7f0080000000';

describe('timeReply', () => {
  it.each([
    ['set by a server', true, '24', '04'],
    ['not set', false, 'e4', '10'],
    ['of which nothing is known', null, '24', '0a'],
  ])('of a clock %s', (_name, synchronised, first, stratum) => {
    const hex = timeReply(REQUEST, NOW_MS, synchronised)!.toString('hex');
    // Leap, version and mode; stratum; the client's poll; precision; delay, dispersion, LOCL; four timestamps.
    expect(hex).toBe(`${first}${stratum}06f600000000000010004c4f434c${STAMP}e3d5b1a280000000${STAMP}${STAMP}`);
  });

  it.each([
    ['too short', REQUEST.subarray(0, 47)],
    ['empty', Buffer.alloc(0)],
    ['a server’s answer', Buffer.concat([Buffer.from([0x24]), REQUEST.subarray(1)])],
    ['a control message', Buffer.concat([Buffer.from([0x26]), REQUEST.subarray(1)])],
    ['of version 0', Buffer.concat([Buffer.from([0x03]), REQUEST.subarray(1)])],
    ['of version 7', Buffer.concat([Buffer.from([0x3b]), REQUEST.subarray(1)])],
  ])('none to one that is %s', (_name, request) => expect(timeReply(request, NOW_MS, true)).toBeNull());

  it('speaks the version that it is spoken to in, and takes what follows the header', () => {
    const longer = Buffer.concat([Buffer.from([0x1b]), REQUEST.subarray(1), Buffer.alloc(20)]);
    expect(timeReply(longer, NOW_MS, true)!.subarray(0, 1).toString('hex')).toBe('1c');
    expect(timeReply(longer, NOW_MS, true)).toHaveLength(48);
  });

  it('goes on after the seconds have overflown in 2036', () => {
    // 2036-02-07 06:28:16 UTC
    expect(timeReply(REQUEST, 2_085_978_496_000, true)!.readUInt32BE(40)).toBe(0);
  });
});
