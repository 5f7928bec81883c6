import { describe, expect, it } from 'vitest';
import { isMessage, resemblesHeader, resemblesMessage } from '../../../src/protocols/dns/probe.ts';
import { hex } from '../../builders/packet.ts';

const QUERY = '0007 0100 0001 0000 0000 0000 0161 00 0001 0001';

const over = (test: (b: Buffer, start: number, end: number) => boolean, octets: string): boolean => {
  const b = Buffer.concat([Buffer.of(0xff), hex(octets), Buffer.of(0xff)]);
  return test(b, 1, b.length - 1);
};

describe('DNS messages', () => {
  it.each([
    // what, octets, has a header, resembles one, is one
    ['a query', QUERY, true, true, true],
    ['a query with padding of type 0', '0007 0100 0001 0000 0000 0001 0161 00 0001 0001 00 0000 0000 00000000 0002 0000', true, true, true],
    ['a query and an octet more', `${QUERY} 00`, true, true, false],
    ['a query for a type that does not exist', '0007 0100 0001 0000 0000 0000 0161 00 ff78 0001', true, true, false],
    ['a class that does not exist', '0007 0100 0001 0000 0000 0000 0161 00 0001 0777', true, false, false],
    ['a reserved bit', '0007 0140 0001 0000 0000 0000 0161 00 0001 0001', true, true, false],
    ['an opcode that does not exist', '0007 7900 0001 0000 0000 0000 0161 00 0001 0001', false, false, false],
    ['counts that cannot be', '0007 0100 ffff 0000 0000 0000 0161 00 0001 0001', false, false, false],
    ['a refusal without a question', '0007 8185 0000 0000 0000 0000', true, true, false],
    ['a query without a question', '0007 0100 0000 0000 0000 0000', true, false, false],
    ['a first label cut off', '0007 0100 0001 0000 0000 0000 0561', true, false, false],
    ['a long name cut off by the capture', `0007 0100 0001 0000 0000 0000 3f${'61'.repeat(30)}`, true, true, false],
    ['text', Buffer.from('GET / HTTP/1.1\r\nHost: example\r\n\r\n').toString('hex'), false, false, false],
    ['nothing', '', false, false, false],
  ])('%s', (_what, octets, header, resembles, is) => {
    expect([over(resemblesHeader, octets), over(resemblesMessage, octets), over(isMessage, octets)]).toEqual([header, resembles, is]);
  });
});
