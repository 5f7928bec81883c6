import { describe, expect, it } from 'vitest';
import { LongHeader, VariableInteger } from '../../../src/protocols/quic/packet.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('variable-length integers', () => {
  // RFC 9000, appendix A.1.
  it.each([
    ['c2197c5eff14e88c', -1, 8],
    ['80000010ffff', 16, 4],
    ['9d7f3e7d', 494_878_333, 4],
    ['7bbd', 15_293, 2],
    ['25', 37, 1],
    ['4025', 37, 2],
  ])('%s is %i', (hex, value, length) => {
    const integer = new VariableInteger();
    expect(integer.read(bytes(hex), 0, hex.length / 2)).toBe(value);
    expect(integer.at).toBe(length);
  });

  it.each(['', '7b', 'c2197c5eff14e8'])('%j ends early', (hex) => {
    const integer = new VariableInteger();
    expect(integer.read(bytes(hex), 0, hex.length / 2)).toBe(-1);
    expect(integer.at).toBe(0);
  });
});

describe('a long header', () => {
  const read = (hex: string): LongHeader | null => {
    const header = new LongHeader();
    return header.read(bytes(hex), 0, hex.length / 2) ? header : null;
  };

  it('of an Initial says where everything lies', () => {
    expect(read('c00000000102aabb01cc02dddd4003112233ffff')).toMatchObject({
      kind: 'initial',
      versionNumber: 1,
      destinationAt: 6,
      destinationEnd: 8,
      sourceAt: 9,
      sourceEnd: 10,
      numberAt: 15,
      end: 18,
    });
  });

  it.each([
    ['an Initial of version 2', 'd06b3343cf0000000101', 'initial'],
    ['a Handshake', 'e00000000100000101', 'other'],
    ['a Handshake of version 2', 'f06b3343cf00000101', 'other'],
    ['a Retry', `f0000000010000${'5a'.repeat(16)}`, 'retry'],
    ['a Version Negotiation', '80000000000000' + '00000001', 'negotiation'],
    ['a version that nobody knows', 'c0123456780000', 'unknown'],
    ['a version that nobody knows with a long id', `c01234567820${'aa'.repeat(32)}00`, 'unknown'],
  ])('of %s', (_name, hex, kind) => expect(read(hex)?.kind).toBe(kind));

  it.each([
    ['a short header', '40000000010000'],
    ['an id that is too long', `c00000000115${'aa'.repeat(21)}00000101`],
    ['an id beyond the end', 'c000000001ffaa0000'],
    ['a second id beyond the end', 'c00000000100ffaa00'],
    ['a token beyond the end', 'c0000000010000ff4003112233'],
    ['a length beyond the end', 'c00000000100000005aabb'],
    ['no length', 'c000000001000000'],
    ['a Retry without its tag', 'f0000000010000aabb'],
    ['versions that are cut', '80000000000000' + '000001'],
    ['no versions', '80000000000000'],
    ['nothing', ''],
  ])('is not %s', (_name, hex) => expect(read(hex)).toBeNull());
});
