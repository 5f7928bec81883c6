import { describe, expect, it } from 'vitest';
import { stun } from '../../src/protocols/stun.ts';
import { Drive } from '../builders/drive.ts';
import { hex } from '../builders/packet.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

/** A message of the given type and attributes. */
function message(type: string, attributes = '', id = 'b7e7a701bc34d686fa87dfae'): Buffer {
  const body = hex(attributes);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  return Buffer.concat([hex(type), length, hex('2112a442'), hex(id), body]);
}

describe('stun', () => {
  it('gives the flow over to the DTLS handshake that follows', () => {
    const flow = new Drive(stun, [50_000, 19_302]);
    flow.data(0, message('0001'));
    flow.data(0, hex('80 60 0001 00000000 00000000'));
    expect(flow.switched).toBe(false);
    flow.data(0, hex('16 fefd 0000 000000000000 0001 01'));
    expect(flow.switched).toBe(true);
  });

  it('reads a question and the address told', () => {
    expect(saidToFile(stun, 'stun/binding').map(({ fields }) => fields)).toMatchObject([
      { class: 'request', method: 'binding', software: 'Toy 1.0', mapped_addr: null, has_username: false },
      { class: 'success', method: 'binding', software: 'Server', mapped_addr: '203.0.113.9', mapped_port: 50_012 },
    ]);
  });

  it('reads that there were credentials, and the error', () => {
    expect(saidToFile(stun, 'stun/allocate').map(({ fields }) => fields)).toMatchObject([
      { class: 'request', method: 'allocate', has_username: true, has_integrity: true, realm: 'toy.example' },
      { class: 'error', method: 'allocate', error_code: 401, mapped_addr: '2001:db8::9', mapped_port: 50_013 },
    ]);
  });

  // RFC 5769, 2.2 and 2.3: the addresses of the sample responses.
  it.each([
    ['IPv4', '0020 0008 0001 a147 e112a643', '192.0.2.1', 32_853],
    ['IPv6', '0020 0014 0002 a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9', '2001:db8:1234:5678:11:2233:4455:6677', 32_853],
  ])('unmasks %s', (_what, attribute, mapped_addr, mapped_port) => {
    expect(saidTo(stun, message('0101', attribute))).toMatchObject([{ mapped_addr, mapped_port }]);
  });

  it.each([
    ['an indication', message('0011'), { class: 'indication', method: 'binding' }],
    ['a method without a name', message('3eef'), { class: 'request', method: '0xfff' }],
    ['an attribute that is too long', message('0001', '8022 0004 41414141 8022 00ff 41'), { software: 'AAAA' }],
    ['an address of an unknown family', message('0101', '0001 0008 0003 0001 00000000'), { mapped_addr: null, mapped_port: null }],
    ['an address cut short', message('0101', '0001 0004 0001 0001'), { mapped_addr: null }],
    ['the first of two', message('0101', '8022 0001 61000000 8022 0001 62000000'), { software: 'a' }],
  ])('%s', (_what, octets, fields) => {
    const padded = Buffer.concat([octets, Buffer.alloc((4 - (octets.length % 4)) % 4)]);
    padded.writeUInt16BE(padded.length - 20, 2);
    expect(saidTo(stun, padded)).toMatchObject([fields]);
  });

  it.each([
    ['a message', message('0001'), 'mine'],
    ['another cookie', Buffer.concat([hex('0001 0000 2112a443'), Buffer.alloc(12)]), 'not-mine'],
    ['a length that does not fit', Buffer.concat([message('0001'), Buffer.alloc(4)]), 'not-mine'],
    ['channel data', message('4001'), 'not-mine'],
    ['half a header', message('0001').subarray(0, 19), 'not-mine'],
    ['nothing', '', 'not-mine'],
  ])('probe: %s', (_what, octets, verdict) => {
    expect(verdictOn(stun, octets)).toBe(verdict);
  });
});
