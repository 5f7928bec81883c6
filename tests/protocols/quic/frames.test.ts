import { describe, expect, it } from 'vitest';
import { readFrames } from '../../../src/protocols/quic/frames.ts';

function read(hex: string): { sound: boolean; said: string[] } {
  const said: string[] = [];
  const sound = readFrames(Buffer.from(hex, 'hex'), {
    crypto: (offset, b, start, end) => void said.push(`${offset}:${b.hexSlice(start, end)}`),
    close: (errorCode) => void said.push(`close ${errorCode}`),
  });
  return { sound, said };
}

describe('frames of an Initial packet', () => {
  it.each([
    ['CRYPTO', '060502aabb', true, ['5:aabb']],
    ['CRYPTO as Google wrote it', '08000401020304', true, ['0:01020304']],
    ['PADDING and PING around', '000001060001ff0001', true, ['0:ff']],
    ['ACK', '0205000205' + '01020304' + '060001ff', true, ['0:ff']],
    ['ACK with ECN', '030500000501020' + '3060001ff', true, ['0:ff']],
    ['ACK of a great number', '02ffffffffffffffff000000060001ff', true, ['0:ff']],
    ['CONNECTION_CLOSE', '1c4178060361626301', true, ['close 376']],
    ['nothing', '', true, []],
    ['CRYPTO that does not fit', '0600400aff', false, []],
    ['CRYPTO after one that fits', '060001ff0600', false, ['0:ff']],
    ['ACK whose ranges do not fit', '02050010', false, []],
    ['a close whose reason does not fit', '1c4178060961', false, []],
    ['a frame that has no business here', '060001ff0a00', false, ['0:ff']],
  ])('%s', (_name, hex, sound, said) => expect(read(hex)).toEqual({ sound, said }));

  it('has a bound', () => expect(read('060001ff'.repeat(2_000)).sound).toBe(false));
});
