import * as packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { Cursor } from '../../../src/bytes/cursor.ts';
import { TYPE } from '../../../src/protocols/dns/codes.ts';
import { dataText } from '../../../src/protocols/dns/rdata.ts';
import { hex } from '../../builders/packet.ts';

const read = (type: number, octets: Buffer): [string, string | null] => {
  const c = new Cursor().over(octets, 0, octets.length);
  return [dataText(type, c, 0), c.flaw];
};

describe('dataText', () => {
  it.each([
    ['A', TYPE.A, 'c0000201', '192.0.2.1'],
    ['AAAA', TYPE.AAAA, '20010db8000000000000000000000001', '2001:db8::1'],
    ['CNAME', TYPE.CNAME, '0141 0142 00', 'a.b'],
    ['PTR to the root', TYPE.PTR, '00', '.'],
    ['MX', TYPE.MX, '000a 026d78 00', '10 mx'],
    ['SRV', TYPE.SRV, '0000 0005 1f49 0178 00', '0 5 8009 x'],
    ['SOA', TYPE.SOA, '016e 00 0168 00 00000001 00000002 00000003 00000004 ffffffff', 'n h 1 2 3 4 4294967295'],
    ['TXT', TYPE.TXT, '03613d31 00 03623d32', 'a=1; b=2'],
    ['NSEC', TYPE.NSEC, '0178 00 00 04 40000008', 'x A AAAA'],
    ['NSEC with a second window', TYPE.NSEC, '00 01 01 40', '. CAA'],
    ['NSEC3', TYPE.NSEC3, '01 01 000c 04 aabbccdd 03 123456 00 02 4001', '1 1 12 aabbccdd 123456 A MX'],
    ['NSEC3 without salt', TYPE.NSEC3, '01 00 0000 00 01 12', '1 0 0 - 12'],
    ['HTTPS', TYPE.HTTPS, '0001 00 0001 0003 026832', '1 . alpn=h2'],
    ['HINFO, by dns-packet', TYPE.HINFO, '0341524d 054c696e7578', 'ARM Linux'],
    ['a type nobody knows', 65400, 'deadbeef', 'deadbeef'],
    ['nothing at all', 65400, '', ''],
  ])('%s', (_what, type, octets, expected) => {
    expect(read(type, hex(octets))).toEqual([expected, null]);
  });

  it.each([
    ['an A of three octets', TYPE.A, 'c00002', 'bad-length'],
    ['a name that ends early', TYPE.CNAME, '0541', 'truncated'],
    ['a TXT string longer than the record', TYPE.TXT, '0941', 'truncated'],
    ['a bit map cut short', TYPE.NSEC, '00 00 05 40', 'truncated'],
    ['a window of types that is too long', TYPE.NSEC, `00 00 21 ${'40'.repeat(33)}`, 'bad-value'],
  ])('%s is hex', (_what, type, octets, flaw) => {
    expect(read(type, hex(octets))).toEqual([hex(octets).toString('hex'), flaw]);
  });

  it('cuts after 1,024 characters', () => {
    expect(
      read(TYPE.TXT, Buffer.concat(Array.from({ length: 8 }, () => Buffer.concat([Buffer.of(200), Buffer.alloc(200, 0x61)]))))[0],
    ).toHaveLength(1024);
    expect(read(65400, Buffer.alloc(2000))[0]).toHaveLength(1024);
    expect(read(TYPE.TXT, Buffer.concat(Array.from({ length: 8 }, () => Buffer.from(`\xc8${'é'.repeat(100)}`, 'latin1'))))[0]).toHaveLength(
      1024,
    );
    expect(read(TYPE.NSEC, Buffer.concat([Buffer.of(0), ...Array.from({ length: 9 }, (_, w) => Buffer.from([w, 32, ...Array<number>(32).fill(255)]))]))[0]).toHaveLength(1024); // prettier-ignore
  });

  it('joins what was one long text', () => {
    const long = Buffer.concat([Buffer.of(255), Buffer.alloc(255, 0x61), Buffer.of(2, 0x62, 0x62)]);
    expect(read(TYPE.TXT, long)[0]).toBe(`${'a'.repeat(255)}bb`);
    const split = Buffer.concat([Buffer.of(255), Buffer.alloc(254, 0x61), Buffer.of(0xc3, 2, 0xa9, 0x62)]);
    expect(read(TYPE.TXT, split)[0]).toBe(`${'a'.repeat(254)}éb`);
  });
});

describe('our reader and dns-packet', () => {
  const answers = [
    { type: 'A', name: 'x', data: '192.0.2.1' },
    { type: 'AAAA', name: 'x', data: '2001:db8::1' },
    { type: 'CNAME', name: 'x', data: 'edge.example.net' },
    { type: 'NS', name: 'x', data: 'ns.example.net' },
    { type: 'PTR', name: 'x', data: 'host.example.net' },
    { type: 'MX', name: 'x', data: { preference: 10, exchange: 'mx.example.net' } },
    { type: 'SRV', name: 'x', data: { priority: 1, weight: 2, port: 443, target: 'srv.example.net' } },
    { type: 'TXT', name: 'x', data: ['a=1', 'b=2'] },
    { type: 'SOA', name: 'x', data: { mname: 'ns.example', rname: 'h.example', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 } },
    { type: 'NSEC', name: 'x', data: { nextDomain: 'y.example', rrtypes: ['A', 'AAAA', 'TXT'] } },
  ] as packet.Answer[];

  /** Values in the order of the standard, as dns-packet reads them. */
  const flat = (data: unknown, glue: string): string => {
    if (Buffer.isBuffer(data)) return data.toString();
    if (Array.isArray(data)) return data.map((part) => flat(part, glue)).join(glue);
    return typeof data === 'object' && data !== null
      ? Object.values(data)
          .map((part) => flat(part, ' '))
          .join(' ')
      : String(data);
  };

  it.each(answers.map((answer) => [answer.type, answer] as const))('agree on %s', (type, answer) => {
    const octets = packet.encode({ type: 'response', answers: [answer] });
    const decoded = packet.decode(octets).answers![0] as unknown as { data: unknown };
    const start = 12 + 3 + 10;
    const c = new Cursor().over(octets, start, octets.length);
    expect(dataText((TYPE as Record<string, number>)[type]!, c, 0)).toBe(flat(decoded.data, '; '));
    expect(c.flaw).toBeNull();
  });
});
