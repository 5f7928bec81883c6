import { describe, expect, it } from 'vitest';
import { parsePacket } from '../../../src/protocols/mqtt/packet.ts';
import { plainConnect, plainFilters } from '../../../src/protocols/mqtt/plain.ts';
import { hex } from '../../builders/packet.ts';

const NAME = '0004 4d515454';
const connect = (octets: string) => plainConnect(hex(octets), 0, hex(octets).length);
const filters = (octets: string, max = 8) => plainFilters(hex(octets), 0, hex(octets).length, max);

/** What mqtt-packet makes of the same packet. */
const careful = (first: number, octets: string) => parsePacket(Buffer.concat([Buffer.of(first), hex(octets)]), 0, 1, 1 + hex(octets).length, 4); // prettier-ignore

describe('plainConnect', () => {
  it.each([
    ['nothing but an identifier', `${NAME} 04 02 003c 0001 61`],
    ['a user name', `${NAME} 04 82 003c 0001 61 0001 62`],
    ['a user name and a password', `${NAME} 04 c0 003c 0001 61 0001 62 0002 6363`],
    ['an empty password', `${NAME} 04 c0 003c 0001 61 0001 62 0000`],
    ['an empty identifier', `${NAME} 04 02 0000 0000`],
    ['an identifier in UTF-8', `${NAME} 04 02 ffff 0002 c3a9`],
    ['level 5 without properties', `${NAME} 05 02 003c 00 0001 61`],
  ])('with %s: as mqtt-packet reads it', (_what, octets) => {
    const packet = careful(0x10, octets);
    if (packet?.cmd !== 'connect') throw new Error('no CONNECT');
    expect(connect(octets)).toEqual({
      protocol_level: packet.protocolVersion,
      client_id: packet.clientId,
      has_username: packet.username !== undefined,
      has_password: (packet.password?.length ?? 0) > 0,
      keep_alive: packet.keepalive,
      clean: packet.clean,
      will_topic: null,
      authentication_method: null,
    });
  });

  it.each([
    ['too short', `${NAME} 04 02 003c`],
    ['another name', '0004 4d515455 04 02 003c 0001 61'],
    ['3.1', '0006 4d5149736470 03 02 003c 0001 61'],
    ['level 6', `${NAME} 06 02 003c 0001 61`],
    ['the reserved flag', `${NAME} 04 03 003c 0001 61`],
    ['a will', `${NAME} 04 06 003c 0001 61 0001 74 0001 78`],
    ['properties', `${NAME} 05 02 003c 05 1100000000 0001 61`],
    ['an identifier that does not fit', `${NAME} 04 02 003c 0009 61`],
    ['a user name that does not fit', `${NAME} 04 82 003c 0001 61 0009`],
    ['a password that is not there', `${NAME} 04 c2 003c 0001 61 0001 62`],
    ['something behind it', `${NAME} 04 02 003c 0001 61 00`],
  ])('leaves %s to the careful reader', (_what, octets) => {
    expect(connect(octets)).toBeNull();
  });
});

describe('plainFilters', () => {
  it.each([
    ['one', '0001 0003 612f62 00', ['a/b']],
    ['two', '0001 0001 23 02 0001 2b 01', ['#', '+']],
  ])('%s: as mqtt-packet reads them', (_what, octets, expected) => {
    expect(filters(octets)).toEqual(expected);
    expect(careful(0x82, octets)).toMatchObject({ subscriptions: expected.map((topic) => ({ topic })) });
  });

  it.each([
    ['none', '0001'],
    ['nothing', ''],
    ['a filter that does not fit', '0001 0009 61 00'],
    ['a filter without options', '0001 0001 61'],
    ['a quality that is none', '0001 0001 61 03'],
    ['other bits', '0001 0001 61 04'],
    ['half a length', '0001 0001 61 00 00'],
  ])('leaves %s to the careful reader', (_what, octets) => {
    expect(filters(octets)).toBeNull();
  });

  it('leaves more than are kept to the careful reader', () => {
    expect(filters('0001 0001 61 00 0001 62 00', 1)).toBeNull();
  });
});
