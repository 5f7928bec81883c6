import { describe, expect, it } from 'vitest';
import { kasa, kasaTcp } from '../../src/protocols/kasa.ts';
import { Drive, drive, originator } from '../builders/drive.ts';

/** Each octet XORed with the one before it on the wire, the first with 171. */
function hidden(text: string): Buffer {
  const octets = Buffer.from(text);
  for (let i = 0, key = 171; i < octets.length; i += 1) key = octets[i] = octets[i]! ^ key;
  return octets;
}

describe('kasa', () => {
  it('undoes the key', () => {
    expect(hidden('{"system"').toString('hex')).toBe('d0f281f88bff9af7d5');
    const [message] = drive(kasa, [50_000, 9999], [originator(hidden('{"a":{"b":{"longitude":1}},"c":{"d":null}}'))]);
    expect(message?.fields).toMatchObject({ over: 'udp', methods: ['a.b', 'c.d'], has_location: true, has_password: false });
  });

  it.each([
    ['{"system":{"get_sysinfo":{"latitude_i":488584,"longitude_i":22945}}}', { has_location: true, has_password: false }],
    ['{"system":{"get_sysinfo":{"latitude_i":0,"longitude_i":0}}}', { has_location: false, has_password: false }],
    ['{"netif":{"set_stainfo":{"ssid":"a","password":"b"}}}', { has_location: false, has_password: true }],
    ['{"netif":{"set_stainfo":{"ssid":"a","password":""}}}', { has_location: false, has_password: false }],
  ])('tells what stands in %s', (text, fields) => {
    expect(drive(kasa, [50_000, 9999], [originator(hidden(text))])[0]?.fields).toMatchObject(fields);
  });

  it('says nothing of what is no JSON, and gives up after a gap', () => {
    expect(drive(kasa, [50_000, 9999], [originator(hidden('{"a":'))])).toEqual([]);
    const flow = new Drive(kasaTcp, [50_000, 9999]);
    flow.gap(0, 5);
    flow.data(0, Buffer.alloc(8, 1));
    expect(flow.enough(0)).toBe(true);
  });
});

it.each([
  ['{"a', 'mine'],
  ['{"', 'mine'],
  ['{"\x01\x02', 'not-mine'],
])('is told by more than two octets, where there are more: %j', (text, expected) => {
  const octets = hidden(text);
  expect(kasa.probe({ buffer: octets, start: 0, end: octets.length, sender: 0 }, [40_000, 40_001])).toBe(expected);
});
