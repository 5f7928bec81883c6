import { describe, expect, it } from 'vitest';
import { mqtt } from '../../src/protocols/mqtt.ts';
import { Drive, drive, originator, responder } from '../builders/drive.ts';
import { originator as client, playWith, responder as broker } from '../builders/play.ts';
import { runFrames } from '../builders/run.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const CONNECT = '100d 0004 4d515454 04 00 003c 0001 61'; // level 4, no credentials, keep-alive 60, client identifier `a`
const verdict = (text: string, port = 50_001): string =>
  mqtt.probe({ buffer: hex(text), start: 0, end: hex(text).length, sender: 0 }, [50_000, port]);

describe('mqtt.probe', () => {
  it.each([
    [CONNECT, 50_001, 'mine'],
    ['10 0d 00 04 4d', 50_001, 'unsure'],
    ['10', 50_001, 'unsure'],
    ['10 ff ff ff ff', 50_001, 'not-mine'],
    ['10 0d 00 04 4e 51 54 54 04', 50_001, 'not-mine'],
    ['30 05 00 01 61 31 32', 50_001, 'not-mine'],
    ['30 05 00 01 61 31 32', 1883, 'mine'],
    ['36 05 00 01 61 31 32', 1883, 'unsure'],
    ['30 05 00 09 61 31 32', 1883, 'unsure'],
    ['c0 00', 1883, 'mine'],
    ['c0 00 00', 1883, 'unsure'],
    ['82 05 00 01', 1883, 'unsure'],
  ])('%s on port %i is %s', (text, port, expected) => {
    expect(verdict(text, port)).toBe(expected);
  });

  it('knows a stream whose one side begins in the middle of a packet by the other side', async () => {
    const frames = playWith(
      { addresses: ['192.168.4.10', '192.168.4.11'], ports: [50_000, 1_883] },
      broker.sends('the end of a long reading}'),
      client.sends('\xd0\x00'),
      broker.sends('\x30\x05\x00\x01a12'),
    );
    const { sightings } = await runFrames(frames);
    const said = sightings.map(({ observation }) => observation).filter(({ kind }) => kind.startsWith('mqtt'));
    expect(said.map(({ fields }) => fields['topic'])).toEqual(['a']);
  });
});

describe('mqtt', () => {
  it('passes over a payload without keeping it, and counts it', () => {
    const flow = new Drive(mqtt, [50_000, 1883]);
    flow.data(0, hex(CONNECT));
    flow.data(0, Buffer.concat([hex('30 c3 843d 0001 61'), Buffer.alloc(600_000)]));
    expect(flow.waiting(0)).toBe(0);
    flow.data(0, Buffer.alloc(400_000));
    flow.data(0, hex('30 03 0001 62'));
    expect(flow.said.map(({ fields }) => fields['topic'] ?? fields['client_id'])).toEqual(['a', 'a', 'b']);
    expect(flow.said[1]?.fields['length']).toBe(1_000_000);
  });

  it('goes on behind a gap at a segment that starts like a packet', () => {
    const said = drive(
      mqtt,
      [50_000, 1883],
      [originator(hex(CONNECT)), { side: 0, lost: 10 }, originator(hex('ffff')), originator(hex('30 04 0001 62 31'))],
    );
    expect(said.map(({ kind }) => kind)).toEqual(['mqtt.connect', 'mqtt.publish']);
  });

  it.each([
    ['0000', false],
    ['0001 63', true],
  ])('takes a password of %s for one: %s', (password, expected) => {
    // Level 4 with a will, which the careful reader reads.
    const body = `0004 4d515454 04 c6 003c 0001 61 0001 74 0001 78 0001 62 ${password}`;
    const length = (body.replaceAll(' ', '').length / 2).toString(16).padStart(2, '0');
    const [connect] = drive(mqtt, [50_000, 1883], [originator(hex(`10 ${length} ${body}`))]);
    expect(connect?.fields).toMatchObject({ has_username: true, has_password: expected, will_topic: 't' });
  });

  it('gives up a direction that makes no sense', () => {
    const flow = new Drive(mqtt, [50_000, 1883]);
    for (let i = 0; i < 8; i += 1) flow.data(1, hex('20 02 0700'));
    expect(flow.enough(1)).toBe(true);
  });

  it('reads SUBSCRIBE of level 5 where CONNECT was not seen', () => {
    const said = drive(mqtt, [50_000, 1883], [originator(hex('82 08 0001 00 0002 612f 01')), responder(hex('90 03 0001 00'))]);
    expect(said.map(({ fields }) => fields)).toEqual([{ topics: ['a/'], unsubscribe: false }]);
  });
});

it('remembers no more of aliased topics than a bound, and never a wrong one', () => {
  const connect = hex('100e 0004 4d515454 05 00 003c 00 0001 61');
  /** A PUBLISH with an alias, and a topic of `length` octets; of none where it stands for one sent before. */
  const publish = (alias: number, length: number): Buffer => {
    const body = Buffer.concat([
      Buffer.from([length >> 8, length & 0xff]),
      Buffer.alloc(length, 0x74),
      hex('03 23'),
      Buffer.from([0, alias]),
    ]);
    return Buffer.concat([Buffer.from([0x30, (body.length & 0x7f) | 0x80, body.length >> 7]), body]);
  };
  const lengths = (...packets: Buffer[]): unknown[] =>
    drive(mqtt, [50_000, 1_883], [originator(Buffer.concat([connect, ...packets]))])
      .slice(1)
      .map(({ fields }) => (fields['topic'] as string).length);
  expect(lengths(publish(1, 3_000), publish(2, 1_500), publish(1, 0), publish(2, 0))).toEqual([3_000, 1_500, 3_000, 0]);
  expect(lengths(publish(1, 100), publish(1, 5_000), publish(1, 0))).toEqual([100, 5_000, 0]);
  expect(lengths(publish(1, 4_000), publish(1, 200), publish(2, 3_800), publish(2, 0))).toEqual([4_000, 200, 3_800, 3_800]);
});
