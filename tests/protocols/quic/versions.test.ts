import { describe, expect, it } from 'vitest';
import { isReservedVersion, quicVersion, quicVersionName } from '../../../src/protocols/quic/versions.ts';

describe('versions of QUIC', () => {
  it.each([
    [0x00000001, '1', '38762cf7'],
    [0x6b3343cf, '2', '0dede3de'],
    [0xff000022, 'draft-34', '38762cf7'],
    [0xff00001d, 'draft-29', 'afbfec28'],
    [0xff000020, 'draft-32', 'afbfec28'],
    [0xff00001c, 'draft-28', 'c3eef712'],
    [0xff000016, 'draft-22', '7fbcdb0e'],
    [0xfaceb002, 'mvfst-27', 'c3eef712'],
    [0x54303531, 'T051', '7a4edef4'],
    [0x1a2a3a4a, '0x1a2a3a4a', 'afbfec28'],
  ])('%i is %s with salt %s…', (number, name, salt) => {
    expect(quicVersionName(number)).toBe(name);
    expect(quicVersion(number)?.salt.toString('hex', 0, 4)).toBe(salt);
    expect(quicVersion(number)?.salt.length).toBe(20);
  });

  it.each([0, 0xff000015, 0xff000023, 0x51303530, 0x709a50c4])('%i is not known', (number) => expect(quicVersion(number)).toBeNull());

  it('names the unknown by number', () => expect(quicVersionName(0x51303530)).toBe('0x51303530'));

  it.each([
    [0x0a0a0a0a, true],
    [0xfafafafa, true],
    [0x00000001, false],
  ])('%i is reserved: %s', (number, reserved) => expect(isReservedVersion(number)).toBe(reserved));
});
