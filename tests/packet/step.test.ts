import { expect, it } from 'vitest';
import { Packet } from '../../src/packet/packet.ts';
import { deeper, next, STEP, stopped } from '../../src/packet/step.ts';

it('numbers every step once', () => {
  expect(new Set(Object.values(STEP)).size).toBe(Object.keys(STEP).length);
});

it('says where the next layer lies', () => {
  const p = new Packet();
  expect(next(p, STEP.ipv4, 14, 60)).toBe(STEP.ipv4);
  expect([p.nextAt, p.nextEnd, p.depth]).toEqual([14, 60, 0]);
});

it('goes eight encapsulations deep', () => {
  const p = new Packet();
  for (let i = 0; i < 8; i += 1) expect(deeper(p, STEP.vlan, 0, 0)).toBe(STEP.vlan);
  expect(deeper(p, STEP.vlan, 0, 0)).toBe(STEP.done);
  expect([p.depth, p.stop, p.stopLayer]).toEqual([8, 'too-deep', 'tunnel']);
});

it('keeps the reason for an end', () => {
  const p = new Packet();
  expect(stopped(p, 'encrypted', 'link')).toBe(STEP.done);
  expect([p.stop, p.stopLayer]).toEqual(['encrypted', 'link']);
});
