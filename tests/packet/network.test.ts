import { expect, it } from 'vitest';
import { authenticationLength, enterNetwork, fragment, stepOfVersion } from '../../src/packet/network.ts';
import { LAYER, Packet } from '../../src/packet/packet.ts';
import { STEP } from '../../src/packet/step.ts';
import * as build from '../builders/packet.ts';
import { hex } from '../builders/packet.ts';

const over = (buffer: Buffer): Packet => {
  const p = new Packet();
  p.reset(buffer);
  return p;
};

it('puts an inner IP layer in the place of the outer one', () => {
  const p = over(Buffer.alloc(64));
  p.layers = LAYER.ethernet;
  enterNetwork(p, LAYER.ipv4, 0, 4, 12, 60);
  expect(p.layers).toBe(LAYER.ethernet | LAYER.ipv4);
  p.layers |= LAYER.udp;
  p.transportAt = 20;
  enterNetwork(p, LAYER.ipv6, 20, 16, 28, 44);
  expect(p.layers).toBe(LAYER.ethernet | LAYER.ipv6 | LAYER.tunnel);
  expect([p.networkAt, p.sourceAt, p.destinationAt, p.ipOctets, p.transportAt]).toEqual([20, 28, 44, 44, -1]);
});

it('reads the transport of a first fragment only where it was snapped', () => {
  const p = over(build.udp({}, Buffer.from('hello')));
  p.protocol = 17;
  fragment(p, 0, true, 0, 13, 13);
  expect([p.stop, p.layers]).toEqual(['fragment', LAYER.fragment]);
  const snapped = over(p.buffer);
  snapped.protocol = 17;
  fragment(snapped, 0, true, 0, 13, 1480);
  expect([snapped.stop, snapped.layers]).toEqual(['done', LAYER.fragment | LAYER.udp]);
});

it.each([
  ['06 04 0000 00000001 00000001 000000000000000000000000', 24],
  ['06 00 0000 00000001 00000001', 0],
  ['06 04 0000 00000001 00000001 0000000000000000000000', 0],
  ['06 04 0000', 0],
])('gives the length of the authentication header %s', (text, length) => {
  const p = over(hex(text));
  expect(authenticationLength(p, 0, p.buffer.length)).toBe(length);
});

it.each([
  ['45', STEP.ipv4],
  ['60', STEP.ipv6],
  ['50', STEP.unsupported],
  ['', STEP.unsupported],
])('tells the version of %s', (text, step) => {
  const p = over(hex(text));
  expect(stepOfVersion(p, 0, p.buffer.length)).toBe(step);
});
