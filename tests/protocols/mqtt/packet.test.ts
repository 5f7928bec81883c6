import { describe, expect, it } from 'vitest';
import { lengthOf, parsePacket, publishHead } from '../../../src/protocols/mqtt/packet.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('lengthOf', () => {
  // MQTT 5, table 1-1: the first and last value of each size.
  it.each([
    ['00', 0, 1],
    ['7f', 127, 1],
    ['8001', 128, 2],
    ['ff7f', 16_383, 2],
    ['808001', 16_384, 3],
    ['80808001', 2_097_152, 4],
    ['ffffff7f', 268_435_455, 4],
  ])('%s is %i', (text, value, octets) => {
    expect(lengthOf(hex(text), 0, text.length / 2)).toEqual({ value, octets, malformed: false });
  });

  it('tells incomplete from malformed', () => {
    expect(lengthOf(hex('8080'), 0, 2)).toMatchObject({ octets: 0, malformed: false });
    expect(lengthOf(hex('8080808001'), 0, 5)).toMatchObject({ octets: 0, malformed: true });
  });
});

describe('packets', () => {
  it('need no more than their head', () => {
    expect(publishHead(hex('0003 616263'), 0, 5, 1_000, 4)).toBe(7);
    expect(publishHead(hex('0003 616263'), 0, 5, 6, 4)).toBe(6);
    expect(publishHead(hex('00'), 0, 1, 1_000, 4)).toBe(-1);
    expect(publishHead(hex('0003'), 0, 2, 5_000, 5)).toBe(2 + 3 + 2 + 1_024);
  });

  it('are read, or null where they are malformed', () => {
    const publish = hex('32 07 0001 61 0005 3132');
    expect(parsePacket(publish, 0, 2, 9, 4)).toMatchObject({ cmd: 'publish', topic: 'a', qos: 1 });
    expect(parsePacket(hex('30 02 0009'), 0, 2, 4, 4)).toBeNull();
    expect(parsePacket(hex('30 06 0001 61 01 ff 31'), 0, 2, 8, 5)).toBeNull();
  });

  it('are read alike whatever came before: a flaw, another level, a CONNECT', () => {
    const publish = hex('30 06 0001 61 00 3132');
    const connect = hex('10 0d 0004 4d515454 04 00 003c 0001 61');
    const malformed = [hex('30 02 0009'), hex('30 06 0001 61 01 ff 31'), hex('82 03 0001 00')];
    for (const before of [connect, ...malformed]) {
      for (const level of [4, 5]) {
        parsePacket(before, 0, 2, before.length, 5);
        const payload = level === 5 ? '12' : '\x0012';
        expect(parsePacket(publish, 0, 2, 8, level)).toMatchObject({ topic: 'a', payload: Buffer.from(payload, 'latin1') });
      }
    }
  });
});
