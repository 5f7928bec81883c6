import * as packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/model/observation.ts';
import { readMessage, type Over } from '../../../src/protocols/dns/message.ts';
import { hex } from '../../builders/packet.ts';

interface Said {
  kind: string;
  fields: Fields;
}

function read(octets: Buffer, over: Over = 'udp'): Said[] {
  const said: Said[] = [];
  const around = Buffer.concat([Buffer.of(1, 2, 3), octets, Buffer.of(4)]);
  readMessage(around, 3, 3 + octets.length, over, (kind, fields) => said.push({ kind, fields: fields as Fields }));
  return said;
}

const answersOf = (said: Said[]): Record<string, unknown>[] => said[0]!.fields['answers'] as unknown as Record<string, unknown>[];

describe('readMessage', () => {
  it('says one query for each question', () => {
    const said = read(hex('0007 0100 0002 0000 0000 0000 0161 00 0001 0001 0162 00 ff78 8001'), 'mdns');
    expect(said.map(({ fields }) => [fields['over'], fields['id'], fields['name'], fields['type'], fields['unicast_response']])).toEqual([
      ['mdns', 7, 'a', 'A', false],
      ['mdns', 7, 'b', 'TYPE65400', true],
    ]);
  });

  it('reads the top bit of a class only in multicast DNS', () => {
    expect(read(hex('0007 0100 0001 0000 0000 0000 0161 00 0001 8001'))[0]!.fields['unicast_response']).toBe(false);
  });

  it('names the opcode of an update, and asks for its zone', () => {
    expect(read(hex('0007 2800 0001 0000 0000 0000 0161 00 0006 0001'))[0]!.fields).toMatchObject({
      opcode: 'UPDATE',
      name: 'a',
      type: 'SOA',
    });
  });

  it('joins the response code with its upper half from EDNS', () => {
    const [{ fields }] = read(hex('0007 8180 0001 0000 0000 0001 0161 00 0001 0001 00 0029 04d0 01 00 0000 0000')) as [Said];
    expect(fields).toMatchObject({ rcode: 'BADVERS', answers: [], name: 'a', type: 'A' });
  });

  it('tells the answers and what was added, not the authorities', () => {
    const record = (name: string, data: string): string => `01${name} 00 0001 0001 0000003c 0004 ${data}`;
    const said = read(
      hex(`0007 8580 0000 0001 0001 0001 ${record('61', 'c0000201')} ${record('62', 'c0000202')} ${record('63', 'c0000203')}`),
    );
    expect(said[0]!.fields).toMatchObject({ name: 'a', type: 'A', authoritative: true, flaw: null });
    expect(answersOf(said)).toEqual([
      { name: 'a', type: 'A', ttl: 60, data: '192.0.2.1', section: 'answer' },
      { name: 'c', type: 'A', ttl: 60, data: '192.0.2.3', section: 'additional' },
    ]);
  });

  it('takes a time to live with its top bit set for zero', () => {
    expect(answersOf(read(hex('0007 8180 0000 0001 0000 0000 0161 00 0001 0001 80000001 0004 c0000201')))[0]!['ttl']).toBe(0);
  });

  it('skips one bad record by its length and keeps the others', () => {
    const said = read(hex('0007 8180 0000 0002 0000 0000 0161 00 0001 0001 0000003c 0003 c00002 0162 00 0001 0001 0000003c 0004 c0000202'));
    expect(said[0]!.fields['flaw']).toBe('bad-length');
    expect(answersOf(said).map((a) => [a['name'], a['data']])).toEqual([['a', 'c00002'], ['b', '192.0.2.2']]); // prettier-ignore
  });

  it('keeps what stood before the message broke off', () => {
    const whole = hex(
      '0007 8180 0001 0002 0000 0000 0161 00 0001 0001 c00c 0001 0001 0000003c 0004 c0000201 c00c 0001 0001 0000003c 0004 c0000202',
    );
    const said = read(whole.subarray(0, whole.length - 2));
    expect(said[0]!.fields['flaw']).toBe('truncated');
    expect(answersOf(said).map((a) => a['data'])).toEqual(['192.0.2.1']);
  });

  it('says that counts cannot be true', () => {
    expect(read(hex('0007 8180 0001 ffff ffff ffff 0161 00 0001 0001'))[0]!.fields).toMatchObject({ flaw: 'bad-length', name: 'a' });
  });

  it.each([
    ['nothing', ''],
    ['half a header', '0007 0100 00'],
    ['a question cut short', '0007 0100 0001 0000 0000 0000 0561'],
    ['a question that points to itself', '0007 0100 0001 0000 0000 0000 c00c 0001 0001'],
    ['an answer with nothing sound in it', '0007 8400 0000 0001 0000 0000 0561'],
  ])('is silent about %s', (_what, octets) => {
    expect(read(hex(octets))).toEqual([]);
  });

  it('asks at most 25 questions and keeps at most 256 records', () => {
    const question = hex('0161 00 0001 0001');
    const many = Buffer.concat([hex('0007 0100 0064 0000 0000 0000'), ...Array.from({ length: 100 }, () => question)]);
    expect(read(many)).toHaveLength(25);
    const record = hex('0161 00 0001 0001 0000003c 0004 c0000201');
    const said = read(Buffer.concat([hex('0007 8180 0000 0200 0000 0000'), ...Array.from({ length: 512 }, () => record)]));
    expect(answersOf(said)).toHaveLength(256);
    expect(said[0]!.fields['flaw']).toBe('too-many');
  });

  /** 256 records under a question of the longest name, each with this data. */
  const bomb = (type: string, data: string): Said[] => {
    const question = Buffer.concat([
      ...[63, 63, 63, 61].map((n) => Buffer.concat([Buffer.of(n), Buffer.alloc(n, 0xff)])),
      hex('00 0001 0001'),
    ]);
    const octets = hex(data);
    const record = Buffer.concat([hex(`c00c ${type} 0001 00000000`), Buffer.of(octets.length >> 8, octets.length & 0xff), octets]);
    return read(Buffer.concat([hex('0007 8180 0001 0100 0000 0000'), question, ...Array.from({ length: 256 }, () => record)]));
  };

  it.each([
    ['names that pointers make of two octets', '000c', 'c00c'],
    ['types out of bit maps', '002f', `c00c ${['00', '01', '02'].map((window) => `${window}20${'ff'.repeat(32)}`).join('')}`],
    ['texts', '0010', `e6 ${'61'.repeat(230)}`],
  ])('reads no more than 32,768 characters of %s', (_what, type, data) => {
    const [{ fields }] = bomb(type, data) as [Said];
    const characters = (fields['answers'] as { data: string }[]).reduce((sum, answer) => sum + answer.data.length, 0);
    expect(fields['flaw']).toBe('too-many');
    expect(characters).toBeGreaterThan(32_768);
    expect(characters).toBeLessThanOrEqual(32_768 + 1_024);
  });

  it('reads sixteen records of costly types, and leaves the data of the rest as hex', () => {
    const said = bomb('000d', '0161 0162');
    expect(answersOf(said).map((a) => a['data'])).toEqual([...Array(16).fill('a b'), ...Array(240).fill('01610162')]);
    expect(said[0]!.fields['flaw']).toBe('too-many');
  });

  it('reads what dns-packet writes', () => {
    const octets = packet.encode({
      type: 'response', id: 300, flags: packet.AUTHORITATIVE_ANSWER, questions: [{ type: 'AAAA', name: 'Host.Example' }],
      answers: [{ type: 'AAAA', name: 'Host.Example', ttl: 9, data: '2001:db8::9' }],
    }); // prettier-ignore
    expect(read(octets, 'llmnr')).toEqual([
      {
        kind: 'dns.answer',
        fields: {
          over: 'llmnr', id: 300, name: 'host.example', type: 'AAAA', rcode: 'NOERROR', opcode: 'QUERY', authoritative: true, truncated: false,
          flaw: null, answers: [{ name: 'host.example', type: 'AAAA', ttl: 9, data: '2001:db8::9', section: 'answer' }],
        }, // prettier-ignore
      },
    ]);
  });
});
