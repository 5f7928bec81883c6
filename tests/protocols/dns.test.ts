import { describe, expect, it } from 'vitest';
import { dns, dnsTcp } from '../../src/protocols/dns.ts';
import { ENOUGH } from '../../src/protocols/dissector.ts';
import { Drive, drive, originator } from '../builders/drive.ts';
import { hex } from '../builders/packet.ts';
import { plain, saidToFile, verdictOn } from '../builders/said-by.ts';

const QUERY = '0007 0100 0001 0000 0000 0000 0161 00 0001 0001';
const framed = (message: string): Buffer => Buffer.concat([Buffer.of(0, hex(message).length), hex(message)]);

describe('dns', () => {
  it('reads a question and the answer over an alias', () => {
    const [query, answer] = saidToFile(dns, 'dns/query-answer');
    expect(query).toMatchObject({ kind: 'dns.query', fields: { over: 'udp', id: 0x1a2b, name: 'api.example.com', type: 'A' } });
    expect(answer).toMatchObject({
      kind: 'dns.answer',
      fields: {
        name: 'api.example.com',
        type: 'A',
        rcode: 'NOERROR',
        answers: [{ data: 'edge.example.net' }, { data: '192.0.2.10' }, { data: '2001:db8::10' }],
      },
    });
  });

  it('reads an HTTPS record', () => {
    expect(saidToFile(dns, 'dns/https')[1]!.fields['answers']).toMatchObject([
      { type: 'HTTPS', data: '1 . alpn=h2,h3 ipv4hint=192.0.2.1 ech ipv6hint=2001:db8::1' },
    ]);
  });

  it.each([
    ['on its port', QUERY, [50_000, 53], 'mine'],
    ['on another port', QUERY, [50_000, 443], 'mine'],
    ['cut short, on its port', `0007 0100 0001 0000 0000 0000 3f${'61'.repeat(40)}`, [50_000, 53], 'mine'],
    ['cut short, on another port', `0007 0100 0001 0000 0000 0000 3f${'61'.repeat(40)}`, [50_000, 443], 'not-mine'],
    ['multicast DNS', QUERY, [5353, 5353], 'not-mine'],
    ['LLMNR', QUERY, [50_000, 5355], 'not-mine'],
    ['from port 5353 to a resolver', QUERY, [5353, 53], 'mine'],
  ] as const)('probe: %s', (_what, octets, ports, verdict) => {
    expect(verdictOn(dns, octets, ports)).toBe(verdict);
  });
});

describe('dns over TCP', () => {
  it('reads messages that share a segment, and their answers in another order', () => {
    expect(saidToFile(dnsTcp, 'dns/tcp').map(({ fields }) => [fields['over'], fields['id'], fields['name']])).toEqual([
      ['tcp', 1, 'a.example.com'],
      ['tcp', 2, 'b.example.com'],
      ['tcp', 2, 'b.example.com'],
      ['tcp', 1, 'a.example.com'],
    ]);
  });

  it('finds its feet after a gap', () => {
    const steps = [
      originator(framed(QUERY).subarray(0, 9)),
      { side: 0 as const, lost: 100 },
      originator(hex('6102 0100')),
      originator(framed(QUERY)),
    ];
    expect(drive(plain(dnsTcp), [50_000, 53], steps)).toHaveLength(1);
  });

  it('gives up where a length cannot be one', () => {
    const flow = new Drive(plain(dnsTcp), [50_000, 53]);
    flow.data(0, hex('0003 00 07 01'));
    expect(flow.enough(0)).toBe(true);
    expect(ENOUGH).toBeLessThan(0);
  });

  it.each([
    ['nothing yet', '', 'unsure'],
    ['a length', '0013', 'unsure'],
    ['a header on its way', '0013 0007 01', 'unsure'],
    ['a whole query', `0013 ${QUERY}`, 'mine'],
    ['a length that is too short', '0003 000701', 'not-mine'],
    ['TLS', '1603 0102 0001 0001 fc03 0300 0102 0304 0506 0708', 'not-mine'],
  ])('probe: %s', (_what, octets, verdict) => {
    expect(verdictOn(dnsTcp, octets, [50_000, 53])).toBe(verdict);
  });

  it('is surer of itself on another port', () => {
    expect(verdictOn(dnsTcp, `0013 ${QUERY}`)).toBe('mine');
    expect(verdictOn(dnsTcp, `0713 ${QUERY}`)).toBe('not-mine');
    expect(verdictOn(dnsTcp, `0013 ${QUERY}`, [50_000, 5353])).toBe('not-mine');
  });
});
