import { describe, expect, it } from 'vitest';
import { socks } from '../../src/protocols/socks.ts';
import { Drive, drive, originator, responder } from '../builders/drive.ts';
import { readFixture } from '../builders/messages.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('socks', () => {
  it.each([
    ['version-5', { version: 5, command: 'connect', host: 'home.example', port: 443, has_credentials: true }],
    ['version-4', { version: 4, command: 'connect', host: 'home.example', port: 80, has_credentials: false }],
  ])('%s says whom the proxy shall connect to, and gives the stream over', (name, request) => {
    const { messages, ports } = readFixture('socks', name);
    const flow = new Drive(socks, ports);
    for (const { side, octets } of messages) flow.data(side, octets);
    expect(flow.said.map(({ kind }) => kind)).toEqual(['socks.request', 'socks.reply']);
    expect(flow.said[0]!.fields).toEqual(request);
    expect(flow.switched).toBe(true);
  });

  it.each([
    ['IPv4', '05 01 00 01 c0000201 01bb', '192.0.2.1', 443],
    ['IPv6', '05 02 00 04 20010db8 00000000 00000000 00000001 0016', '2001:db8::1', 22],
  ])('reads a request by %s address, and stays where the proxy refuses', (_name, request, host, port) => {
    const flow = new Drive(socks, [50_000, 1080]);
    flow.data(0, hex('05 01 00'));
    flow.data(1, hex('05 00'));
    flow.data(0, hex(request));
    flow.data(1, hex('05 05 00 01 00000000 0000'));
    expect(flow.said.map(({ fields }) => [fields['host'], fields['port'], fields['accepted'], fields['code']])).toEqual([
      [host, port, undefined, undefined],
      [undefined, undefined, false, 5],
    ]);
    expect([flow.switched, flow.enough(1)]).toEqual([false, true]);
  });

  it('says nothing where the login fails or a method wraps the rest', () => {
    const login = [originator(hex('05 01 02')), responder(hex('05 02')), originator(hex('01 01 61 01 62')), responder(hex('01 01'))];
    expect(drive(socks, [50_000, 1080], [...login, originator(hex('05 01 00 01 c0000201 01bb'))])).toEqual([]);
    expect(drive(socks, [50_000, 1080], [originator(hex('05 01 01')), responder(hex('05 01')), originator(hex('0101'))])).toEqual([]);
  });

  it.each([
    ['05 01 00', 'mine'],
    ['05 02 00', 'unsure'],
    ['05 01 00 00', 'not-mine'],
    ['05 01 20', 'not-mine'],
    ['05 00', 'not-mine'],
    ['04 01 0050 c0000201 00', 'mine'],
    ['04 01 0050 c0000201', 'unsure'],
    ['04 03 0050 c0000201 00', 'not-mine'],
    ['04 01 0050 c0000201 07 00', 'not-mine'],
    ['06', 'not-mine'],
  ])('probes %s: %s', (octets, verdict) => {
    const buffer = hex(octets);
    expect(socks.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [50_000, 50_001])).toBe(verdict);
  });
});
