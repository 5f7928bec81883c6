import { describe, expect, it } from 'vitest';
import { certificateTime } from '../../../src/protocols/x509/time.ts';

describe('times of certificates', () => {
  it.each([
    [0x17, '250131120000Z', '2025-01-31T12:00:00Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00Z'],
    [0x17, '491231235959Z', '2049-12-31T23:59:59Z'],
    [0x17, '2501311200Z', '2025-01-31T12:00:00Z'],
    [0x17, '250101003000+0130', '2024-12-31T23:00:00Z'],
    [0x17, '250101000000-0800', '2025-01-01T08:00:00Z'],
    [0x18, '20600101000000Z', '2060-01-01T00:00:00Z'],
    [0x18, '99991231235959Z', '9999-12-31T23:59:59Z'],
    [0x18, '00700101000000Z', '0070-01-01T00:00:00Z'],
    [0x18, '20250101000000.123Z', '2025-01-01T00:00:00Z'],
    [0x17, '250230000000Z', null],
    [0x17, '250101240000Z', null],
    [0x17, '250101006000Z', null],
    [0x17, '250101000060Z', null],
    [0x17, '20250101000000Z', null],
    [0x18, '250101000000Z', null],
    [0x17, 'not a time', null],
    [0x18, '9'.repeat(40), null],
    [0x0c, '250131120000Z', null],
  ])('tag %i, %s is %s', (tag, text, iso) => {
    const octets = Buffer.from(text, 'latin1');
    expect(certificateTime(octets, tag, 0, octets.length)).toBe(iso);
  });
});
