import { describe, expect, it } from 'vitest';
import { ja3, ja3Text, ja3s } from '../../../src/protocols/tls/ja3.ts';

describe('JA3', () => {
  // The two examples of the published description of JA3.
  it.each([
    [
      {
        version: 769,
        ciphers: [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
        extensions: [0, 10, 11],
        groups: [23, 24, 25],
        pointFormats: [0],
      },
      '769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0',
      'ada70206e40642a3e4461f35503241d5',
    ],
    [
      { version: 769, ciphers: [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99], extensions: [], groups: [], pointFormats: [] },
      '769,4-5-10-9-100-98-3-6-19-18-99,,,',
      'de350869b8c85de67a350c8d186f11e6',
    ],
  ])('of %j', (input, text, hash) => {
    expect(ja3Text(input)).toBe(text);
    expect(ja3(input)).toBe(hash);
  });

  it('leaves GREASE out', () => {
    const input = { version: 771, ciphers: [0x0a0a, 4865], extensions: [0xfafa, 0], groups: [0x1a1a, 29], pointFormats: [0] };
    expect(ja3Text(input)).toBe('771,4865,0,29,0');
  });

  it('of a server is the digest of version, cipher and extensions', () => {
    expect(ja3s(771, 4865, [43, 51])).toBe('f4febc55ea12b31ae17cfb7e614afda8'); // MD5 of 771,4865,43-51
  });
});
