import { expect, it } from 'vitest';
import { etherPayload, stepOfEtherType } from '../../src/packet/ether-type.ts';
import { Packet } from '../../src/packet/packet.ts';
import { STEP } from '../../src/packet/step.ts';

it.each([
  [0x0800, 'ipv4'],
  [0x86dd, 'ipv6'],
  [0x0806, 'arp'],
  [0x8100, 'vlan'],
  [0x88a8, 'vlan'],
  [0x9100, 'vlan'],
  [0x8863, 'control'],
  [0x8864, 'pppoe'],
  [0x8847, 'mpls'],
  [0x8848, 'mpls'],
  [0x6558, 'ethernet'],
  [0x88e5, 'macsec'],
  [0x888e, 'unsupported'],
  [0x88cc, 'unsupported'],
] as const)('knows EtherType %i as %s', (type, name) => {
  expect(stepOfEtherType(type)).toBe(STEP[name]);
});

it('takes small values for a length, cut to the frame', () => {
  const p = new Packet();
  expect(etherPayload(p, 46, 14, 1000)).toBe(STEP.llc);
  expect([p.nextAt, p.nextEnd]).toEqual([14, 60]);
  expect(etherPayload(p, 1500, 14, 60)).toBe(STEP.llc);
  expect(p.nextEnd).toBe(60);
  expect(etherPayload(p, 1501, 14, 60)).toBe(STEP.unsupported);
});

it('counts tags as encapsulations, and networks not', () => {
  const p = new Packet();
  etherPayload(p, 0x8100, 0, 0);
  etherPayload(p, 0x0800, 0, 0);
  expect(p.depth).toBe(1);
});
