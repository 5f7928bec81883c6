import { describe, expect, it } from 'vitest';
import { u16, u16le, u24, u32, u32le } from '../../src/bytes/read.ts';

describe('reads', () => {
  it('agree with the DataView of the platform at every offset', () => {
    const octets = Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 37 + 200) & 0xff));
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
    for (let at = 0; at + 4 <= octets.length; at += 1) {
      expect(u16(octets, at)).toBe(view.getUint16(at));
      expect(u24(octets, at)).toBe(view.getUint32(at) >>> 8);
      expect(u32(octets, at)).toBe(view.getUint32(at));
      expect(u16le(octets, at)).toBe(view.getUint16(at, true));
      expect(u32le(octets, at)).toBe(view.getUint32(at, true));
    }
  });
});
