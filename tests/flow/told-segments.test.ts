import { describe, expect, it } from 'vitest';
import { ToldSegments } from '../../src/flow/told-segments.ts';
import { Packet } from '../../src/packet/packet.ts';

/** A packet whose payload is this text, in a buffer of its own, at an odd place. */
function packet(text: string, lead = 3): Packet {
  const p = new Packet();
  p.buffer = Buffer.from(`${'#'.repeat(lead)}${text}##`, 'latin1');
  p.payloadAt = lead;
  p.payloadEnd = lead + text.length;
  p.payloadLength = text.length;
  return p;
}

function remember(told: ToldSegments, slot: number, sequence: number, text: string): void {
  const p = packet(text);
  told.remember(slot, 0, sequence, p.buffer, p.payloadAt, text.length);
}

describe('ToldSegments', () => {
  it('sees a change of any octet, wherever the octets lie', () => {
    const told = new ToldSegments(7);
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3);
    remember(told, 0, 100, text);
    for (const lead of [0, 1, 2, 3]) expect(told.differs(0, 0, 100, packet(text, lead))).toBe(false);
    for (let i = 0; i < text.length; i += 1) {
      expect(told.differs(0, 0, 100, packet(`${text.slice(0, i)}.${text.slice(i + 1)}`)), `octet ${i}`).toBe(true);
    }
  });

  it('compares both ends of a long segment, and its length', () => {
    const told = new ToldSegments(7);
    const text = 'x'.repeat(1_400);
    remember(told, 0, 1, text);
    for (const i of [0, 31, 32, 191, 1_336, 1_399]) {
      expect(told.differs(0, 0, 1, packet(`${text.slice(0, i)}.${text.slice(i + 1)}`)), `octet ${i}`).toBe(true);
    }
    expect(told.differs(0, 0, 1, packet(text))).toBe(false);
  });

  it('finds nothing in a thousand segments that are sent again as they were', () => {
    const told = new ToldSegments(99);
    for (let i = 0; i < 1_000; i += 1) {
      const text = String(i * 7_919).repeat(1 + (i % 90));
      remember(told, i, i, text);
      expect(told.differs(i, 0, i, packet(text)), text).toBe(false);
    }
  });

  it('reads each of several buffers that come in turn', () => {
    const told = new ToldSegments(7);
    const texts = ['alpha', 'beta', 'gamma', 'delta'].map((word) => word.repeat(8));
    const packets = texts.map((text, i) => packet(text, i));
    for (const order of [
      [0, 1, 0, 1],
      [0, 1, 2, 0],
      [3, 3, 1, 2, 1, 3, 0, 2],
    ]) {
      for (const which of order) {
        const p = packets[which]!;
        told.remember(which, 0, 1, p.buffer, p.payloadAt, p.payloadLength);
        expect(texts.map((_, other) => told.differs(which, 0, 1, packets[other]!))).toEqual(texts.map((_, other) => other !== which));
      }
    }
  });

  it('sees octets that changed places', () => {
    const told = new ToldSegments(0);
    remember(told, 0, 1, 'aaaabbbbccccddddeeeeffffgggghhhh');
    expect(told.differs(0, 0, 1, packet('bbbbaaaaccccddddeeeeffffgggghhhh'))).toBe(true);
    expect(told.differs(0, 0, 1, packet('eeeeffffgggghhhhaaaabbbbccccdddd'))).toBe(true);
  });

  it('remembers the last two of each side and of each flow', () => {
    const told = new ToldSegments(7);
    for (const [i, text] of ['one', 'two', 'six'].entries()) remember(told, 5_000, i * 3, text);
    const asked = [0, 3, 6].map((sequence) => told.differs(5_000, 0, sequence, packet('xxx')));
    expect(asked).toEqual([false, true, true]);
    expect([told.differs(5_000, 1, 6, packet('xxx')), told.differs(4_999, 0, 6, packet('xxx'))]).toEqual([false, false]);
    told.begin(5_000);
    expect(told.differs(5_000, 0, 6, packet('xxx'))).toBe(false);
  });

  it('compares segments of other lengths as far as the first octets, where there are so many', () => {
    const told = new ToldSegments(7);
    const head = '0123456789abcdef0123456789abcdef';
    remember(told, 0, 1, `${head} and so on`);
    expect(told.differs(0, 0, 1, packet(`${head} otherwise`.slice(0, 40)))).toBe(false);
    expect(told.differs(0, 0, 1, packet(`X${head}`))).toBe(true);
    expect(told.differs(0, 0, 1, packet('X'))).toBe(false);
  });

  it('says nothing of a payload that was not captured', () => {
    const told = new ToldSegments(7);
    remember(told, 0, 1, 'abc');
    const cut = packet('abc');
    cut.payloadEnd = cut.payloadAt;
    expect(told.differs(0, 0, 1, cut)).toBe(false);
  });
});
