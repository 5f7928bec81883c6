import { expect, it } from 'vitest';
import { Packet } from '../../src/packet/packet.ts';
import { next, STEP } from '../../src/packet/step.ts';
import { walk } from '../../src/packet/walk.ts';
import * as build from '../builders/packet.ts';
import { view } from '../builders/packet-view.ts';

const walked = (step: number, buffer: Buffer): Packet => {
  const p = new Packet();
  p.reset(buffer);
  walk(p, next(p, step, 0, buffer.length));
  return p;
};

it.each(Object.entries(STEP).filter(([name]) => name !== 'done'))('has an answer to %s without octets', (_name, step) => {
  const p = walked(step, Buffer.alloc(0));
  expect(p.stop).not.toBe('done');
  expect(p.layers).toBe(0);
});

it('stops at once where nothing follows', () => {
  expect(walked(STEP.done, Buffer.alloc(0)).stop).toBe('done');
});

it.each([
  ['control', STEP.control],
  ['unsupported', STEP.unsupported],
])('ends with %s', (stop, step) => {
  expect(walked(step, Buffer.alloc(9)).stop).toBe(stop);
});

it('tells IPv4 from IPv6 by the packet', () => {
  expect(view(walked(STEP.ip, build.ipv4({}, build.udp({})))).layers).toBe('ipv4 udp');
  expect(view(walked(STEP.ip, build.ipv6({}, build.udp({})))).layers).toBe('ipv6 udp');
  expect(view(walked(STEP.ip, Buffer.alloc(40, 0x77))).stop).toBe('bad-value network');
});

it('ends on 64 kB of headers within headers', () => {
  const buffer = Buffer.alloc(65_536);
  for (let at = 0; at + 4 <= buffer.length; at += 4) buffer.writeUInt32BE(0x0f00880b, at);
  const p = walked(STEP.ciscoHdlc, buffer);
  expect(p.stop).toBe('truncated');
});
