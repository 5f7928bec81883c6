import { describe, expect, it } from 'vitest';
import { isRecordHeader, isSsl2Hello, probeRecords } from '../../../src/protocols/tls/record.ts';

const probe = (hex: string): string => {
  const b = Buffer.from(hex, 'hex');
  return probeRecords(b, 0, b.length);
};

describe('the start of a TLS stream', () => {
  it.each([
    ['a client hello', '160301020001', 'mine'],
    ['a server hello', '160303004a02', 'mine'],
    ['a certificate list whose lengths agree', '16030300ff0b0000fb0000f8', 'mine'],
    ['a certificate list whose lengths do not', '16030300ff0b0000fb0000f7', 'not-mine'],
    ['another handshake message', '16030300ff10', 'not-mine'],
    ['a ChangeCipherSpec', '140303000101', 'mine'],
    ['an alert', '15030300020228', 'mine'],
    ['an alert of no level', '15030300020928', 'not-mine'],
    ['two records of application data', '1703030002aabb170303', 'unsure'],
    ['two records of application data, and more', '1703030002aabb1703030100', 'mine'],
    ['application data, then something else', '1703030002aabb4703030100', 'not-mine'],
    ['nothing', '', 'unsure'],
    ['one octet', '16', 'unsure'],
    ['the header only', '1603010200', 'unsure'],
    ['a record without content', '160301000001', 'not-mine'],
    ['a record that is too long', '160301ffff01', 'not-mine'],
    ['another version', '160401020001', 'not-mine'],
    ['text', '474554202f20', 'not-mine'],
    ['the start of a hello of SSL 2.0', '802e', 'unsure'],
    ['a hello of SSL 2.0', '802c01030100030000002000002f', 'mine'],
    ['a hello of SSL 2.0 whose lengths do not add up', '802d01030100030000002000002f', 'not-mine'],
    ['something else with the top bit set', '80ff05030100030000001000002f', 'not-mine'],
  ])('%s', (_name, hex, verdict) => expect(probe(hex)).toBe(verdict));
});

describe('headers', () => {
  it.each([
    ['1603010200', true],
    ['1803030001', true],
    ['1903030001', false],
    ['1603050001', false],
    ['1603034801', false],
  ])('%s', (hex, sound) => expect(isRecordHeader(Buffer.from(hex, 'hex'), 0)).toBe(sound));

  it.each([
    ['80190100020000000000000010', false],
    ['801c01000200030000001000', true],
  ])('%s as SSL 2.0', (hex, sound) => expect(isSsl2Hello(Buffer.from(hex, 'hex'), 0)).toBe(sound));
});
