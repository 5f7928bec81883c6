import { describe, expect, it } from 'vitest';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';
import { decoded, show } from '../builders/packet-view.ts';

const HELLO = Buffer.from('hello');
const inIp = (protocol: number, payload: Buffer): Buffer => build.ipv4({ protocol }, payload);
const tcpWith = (offset: number): Buffer => {
  const segment = build.tcp({}, HELLO);
  segment[12] = offset << 4;
  return inIp(6, segment);
};

describe('TCP', () => {
  it('begins its payload behind the options', () => {
    expect(show(inIp(6, build.tcp({ options: hex('020405b4 0101') }, HELLO)), 101)).toMatchObject({
      layers: 'ipv4 tcp',
      stop: 'done',
      payload: 'hello',
      claimed: 5,
    });
  });

  it.each([
    ['no room for its header', inIp(6, build.tcp({}).subarray(0, 19)), 'bad-length transport', 'ipv4'],
    ['a snapped header', inIp(6, build.tcp({}, HELLO)).subarray(0, 39), 'truncated transport', 'ipv4'],
    ['a header of 16 octets', tcpWith(4), 'bad-length transport', 'ipv4 tcp'],
    ['a header beyond the packet', tcpWith(7), 'bad-length transport', 'ipv4 tcp'],
  ])('stops at %s', (_name, packet, stop, layers) => {
    expect(show(packet, 101)).toMatchObject({ stop, layers });
  });

  it('has no payload where the header length lies', () => {
    expect(show(tcpWith(15), 101)).toMatchObject({ payload: '', claimed: 0, endpoints: '192.0.2.1 40000 > 198.51.100.2 443' });
  });

  it('keeps the ports where options were snapped', () => {
    const packet = inIp(6, build.tcp({ options: Buffer.alloc(12, 1) }, HELLO)).subarray(0, 44);
    expect(show(packet, 101)).toMatchObject({ layers: 'ipv4 tcp', stop: 'truncated transport', payload: '', claimed: 5 });
  });
});

describe('UDP', () => {
  const udpOf = (length: number): Buffer => inIp(17, build.udp({ length }, HELLO));
  it.each([
    ['as stated', 13, 'done', 'hello', 5],
    ['less than IP has room for', 10, 'done', 'he', 2],
    ['none stated', 0, 'done', 'hello', 5],
    ['more than IP has room for', 2000, 'done', 'hello', 5],
  ])('takes a length %s', (_name, length, stop, payload, claimed) => {
    expect(show(udpOf(length), 101)).toMatchObject({ stop, payload, claimed });
  });

  it('refuses a length below its header', () => {
    expect(show(udpOf(7), 101)).toMatchObject({ layers: 'ipv4', stop: 'bad-length transport' });
  });

  it('refuses a header that is not whole', () => {
    expect(show(inIp(17, Buffer.alloc(7)), 101)).toMatchObject({ layers: 'ipv4', stop: 'bad-length transport' });
    expect(show(udpOf(13).subarray(0, 27), 101)).toMatchObject({ layers: 'ipv4', stop: 'truncated transport' });
  });
});

describe('messages', () => {
  it.each([
    ['icmp', 1, build.ipv4({ protocol: 1 }, build.icmp(8, 0))],
    ['igmp', 2, build.ipv4({ protocol: 2 }, hex('16000000 ef010203'))],
    ['icmp6', 58, build.ipv6({ protocol: 58 }, build.icmp(135, 0, Buffer.alloc(20)))],
  ])('takes the whole %s message for payload', (layer, protocol, packet) => {
    const p = decoded(packet, 101);
    expect([p.stop, p.protocol, p.payloadAt, p.payloadEnd]).toEqual(['done', protocol, p.transportAt, packet.length]);
    expect(show(packet, 101).layers.split(' ')).toContain(layer);
  });

  it.each([
    [1, 3],
    [2, 7],
  ])('needs the fixed part of protocol %i', (protocol, length) => {
    expect(show(build.ipv4({ protocol }, Buffer.alloc(length)), 101)).toMatchObject({ layers: 'ipv4', stop: 'bad-length transport' });
  });
});

it('finds the ports of SCTP', () => {
  const chunk = hex('01000004');
  const packet = inIp(132, Buffer.concat([hex('1388 0b59 00000000 00000000'), chunk]));
  expect(show(packet, 101)).toMatchObject({
    layers: 'ipv4 sctp',
    stop: 'done',
    endpoints: '192.0.2.1 5000 > 198.51.100.2 2905',
    claimed: 4,
  });
  expect(show(packet.subarray(0, 30), 101)).toMatchObject({ layers: 'ipv4', stop: 'truncated transport' });
});
