import { describe, expect, it } from 'vitest';
import { LAYER, Packet } from '../../src/packet/packet.ts';
import { CARRIERS } from '../builders/frames.ts';
import { decoded } from '../builders/packet-view.ts';

describe('Packet', () => {
  it('gives every layer a bit of its own', () => {
    const bits = Object.values(LAYER);
    expect(bits.reduce((a, b) => a | b, 0)).toBe(bits.reduce((a, b) => a + b, 0));
  });

  it('has a set of layers only where all are there', () => {
    const p = decoded(CARRIERS[0]![2]);
    expect(p.has(LAYER.ethernet | LAYER.ipv4 | LAYER.tcp)).toBe(true);
    expect(p.has(LAYER.ipv4 | LAYER.udp)).toBe(false);
  });

  it('is as new after a reset', () => {
    const p = decoded(CARRIERS[0]![2]);
    const fresh = new Packet();
    p.reset(fresh.buffer);
    expect(p).toEqual(fresh);
  });

  it('copies every field', () => {
    const p = decoded(CARRIERS[0]![2]);
    const copy = new Packet();
    copy.copy(p);
    expect(copy).toEqual(p);
    expect(copy).not.toEqual(new Packet());
  });
});
