import { describe, expect, it } from 'vitest';
import { parsePacket } from '../../../src/protocols/mqtt/packet.ts';
import { Publish } from '../../../src/protocols/mqtt/publish.ts';

const publish = new Publish();
const said = (text: string, qos: number, level: number) => {
  const octets = Buffer.concat([Buffer.alloc(2), Buffer.from(text.replaceAll(' ', ''), 'hex')]);
  const outcome = publish.read(octets, 2, octets.length, qos, level);
  const { topic, alias, payload } = publish;
  return { outcome, ours: { topic, alias, payload }, theirs: packetOf(octets, qos, level) };
};

function packetOf(octets: Buffer, qos: number, level: number) {
  const packet = parsePacket(Buffer.concat([Buffer.from([0x30 | (qos << 1)]), octets]), 0, 3, octets.length + 1, level);
  if (packet?.cmd !== 'publish') return null;
  return { topic: packet.topic, alias: packet.properties?.topicAlias ?? -1, payload: packet.payload.length };
}

describe('the variable header of a PUBLISH', () => {
  it.each([
    ['0003 612f62 3132', 0, 4, { topic: 'a/b', alias: -1, payload: 2 }],
    ['0003 612f62 0007 31', 1, 4, { topic: 'a/b', alias: -1, payload: 1 }],
    ['0001 61 0007', 2, 3, { topic: 'a', alias: -1, payload: 0 }],
    ['0000', 0, 4, { topic: '', alias: -1, payload: 0 }],
    ['0003 c3a9ff', 0, 0, { topic: 'é\ufffd', alias: -1, payload: 0 }],
    ['0001 61 00 31', 0, 5, { topic: 'a', alias: -1, payload: 1 }],
    ['0001 61', 0, 5, { topic: 'a', alias: -1, payload: 0 }],
    ['0000 0007 03 230102 31', 1, 5, { topic: '', alias: 0x102, payload: 1 }],
    ['0001 61 0007', 1, 5, { topic: 'a', alias: -1, payload: 0 }],
  ])('%s with QoS %i at level %i', (text, qos, level, expected) => {
    const { outcome, ours, theirs } = said(text, qos, level);
    expect([outcome, ours]).toEqual(['read', expected]);
    // The package reads the same.
    expect(theirs).toEqual(expected);
  });

  it.each(['', '00', '0002 61', '00ff 61'])('%j is malformed, to the package as well', (text) => {
    expect(said(text, 0, 4)).toMatchObject({ outcome: 'malformed', theirs: null });
  });

  it.each(['0001 61', '0001 61 31'])('%j without the identifier of QoS 1 is malformed', (text) => {
    for (const level of [0, 3, 4, 5]) expect(said(text, 1, level).outcome).toBe('malformed');
  });

  it.each(['0001 61 02 0101', '0001 61 03 2301', '0001 61 80', '0001 61 06 230001 230002', '0001 61 03 260000'])(
    '%s at level 5 is for the package',
    (text) => {
      expect(said(text, 0, 5).outcome).toBe('unread');
    },
  );
});
