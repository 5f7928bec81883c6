import { describe, expect, it } from 'vitest';
import { snmp } from '../../src/protocols/snmp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

/** A get of version 2c with one variable, whose object identifier is given (at most 99 octets). */
function get(oid: string): Buffer {
  const wrap = (tag: number, ...parts: Buffer[]): Buffer => {
    const value = Buffer.concat(parts);
    return Buffer.concat([value.length < 128 ? Buffer.of(tag, value.length) : Buffer.of(tag, 0x81, value.length), value]);
  };
  const integer = Buffer.of(2, 1, 0);
  const variable = wrap(0x30, wrap(6, Buffer.from(oid.replaceAll(' ', ''), 'hex')), Buffer.of(5, 0));
  return wrap(0x30, Buffer.of(2, 1, 1), wrap(4, Buffer.from('Public')), wrap(0xa0, integer, integer, integer, wrap(0x30, variable)));
}

describe('snmp', () => {
  it('reads what is asked for, and never the community', () => {
    expect(
      saidToFile(snmp, 'snmp/get').map(({ fields }) => [
        fields['version'],
        fields['pdu'],
        fields['has_community'],
        fields['community_default'],
      ]),
    ).toEqual([
      ['2c', 'get', true, true],
      ['2c', 'response', true, true],
      ['2c', 'get-next', true, false],
    ]);
    expect(saidToFile(snmp, 'snmp/get')[0]!.fields['oids']).toEqual(['1.3.6.1.2.1.1.5.0']);
  });

  it('reads how a version 3 message is protected', () => {
    expect(saidToFile(snmp, 'snmp/v3')[0]!.fields).toMatchObject({
      version: '3',
      security_level: 'authPriv',
      has_community: false,
      pdu: null,
    });
  });

  it('reads a version 1 trap', () => {
    expect(saidToFile(snmp, 'snmp/trap')[0]!.fields).toMatchObject({
      version: '1',
      pdu: 'trap',
      community_default: true,
      oids: ['1.3.6.1.4.1.311'],
    });
  });

  it.each([
    ['large arcs', '2b 06 01 84 80 80 80 00', ['1.3.6.1.1073741824'], null],
    ['the second arc of the second tree', '88 37', ['2.999'], null],
    ['nothing', '', [''], null],
    ['an arc without an end', '2b 86', [], 'truncated'],
    ['a long length', '2b'.repeat(99), null, null],
  ])('object identifiers: %s', (_what, oid, oids, flaw) => {
    expect(saidTo(snmp, get(oid))).toMatchObject([{ community_default: true, flaw, ...(oids === null ? {} : { oids }) }]);
  });

  it.each([
    ['a get', get('2b06'), 'mine'],
    ['a byte more', Buffer.concat([get('2b06'), Buffer.of(0)]), 'not-mine'],
    ['a byte less', get('2b06').subarray(0, -1), 'not-mine'],
    ['a version that does not exist', '3009 020102 0400 a000 0000', 'not-mine'],
    ['another structure', '3006 020101 020101', 'not-mine'],
    ['an indefinite length', '3080 020101 0400 a000', 'not-mine'],
    ['nothing', '', 'not-mine'],
  ])('probe: %s', (_what, octets, verdict) => {
    expect(verdictOn(snmp, octets)).toBe(verdict);
  });
});
