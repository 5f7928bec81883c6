import { describe, expect, it } from 'vitest';
import { decode } from '../../src/packet/decode.ts';
import { descend } from '../../src/packet/descend.ts';
import { LAYER, Packet } from '../../src/packet/packet.ts';
import { CARRIERS, TEREDO, UDP_TUNNELS } from '../builders/frames.ts';
import * as build from '../builders/packet.ts';
import { decoded, show, view } from '../builders/packet-view.ts';

const ALL = [...CARRIERS, ...UDP_TUNNELS.map(([name, , frame]) => [name, 1, frame] as const), ['Teredo', 1, TEREDO] as const];

/** Decodes to the innermost packet; offsets are given relative to `start`, so that results at two places compare. */
function innermost(buffer: Buffer, start: number, end: number, linkType: number): string {
  const p = new Packet();
  decode(p, buffer, start, end, linkType);
  while (descend(p));
  for (const at of [
    p.sourceMacAt,
    p.destinationMacAt,
    p.networkAt,
    p.sourceAt,
    p.destinationAt,
    p.transportAt,
    p.payloadAt,
    p.payloadEnd,
  ]) {
    if (at !== -1 && (at < start || at > end)) throw new Error(`offset ${at} is outside [${start}, ${end})`);
  }
  if (p.payloadAt > p.payloadEnd || p.payloadEnd - p.payloadAt > p.payloadLength) throw new Error('payload bounds are crossed');
  return JSON.stringify(view(p));
}

/** The frame with the same octet all around it, decoded. */
function among(octet: number, frame: Buffer, linkType: number): string {
  const around = Buffer.alloc(frame.length + 256, octet);
  frame.copy(around, 128);
  return innermost(around, 128, 128 + frame.length, linkType);
}

/** A small generator of fixed sequence (Numerical Recipes' constants). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}

describe('decode', () => {
  it.each(CARRIERS)('finds the segment in %s', (_name, linkType, frame) => {
    const shown = show(frame, linkType);
    expect(shown).toMatchObject({ stop: 'done', payload: 'hello', claimed: 5 });
    expect(shown.endpoints).toBe('192.0.2.1 50000 > 198.51.100.2 80');
  });

  it('leaves unknown link types alone', () => {
    expect(show(CARRIERS[0]![2], 187)).toMatchObject({ layers: '', stop: 'unsupported link' });
  });

  it('forgets the frame before', () => {
    const p = decoded(CARRIERS[0]![2]);
    decode(p, Buffer.alloc(3), 0, 3, 1);
    const fresh = new Packet();
    decode(fresh, p.buffer, 0, 3, 1);
    expect(p).toEqual(fresh);
  });

  it('takes a frame that claims to end behind its buffer for what is there', () => {
    const p = new Packet();
    const frame = CARRIERS[0]![2];
    decode(p, frame, 0, frame.length + 100, 1);
    expect(p.payloadEnd).toBe(frame.length);
  });

  it('keeps to the frame at every length of every frame', () => {
    for (const [name, linkType, frame] of ALL) {
      for (let length = 0; length <= frame.length; length += 1) {
        const part = frame.subarray(0, length);
        expect(among(0x00, part, linkType), `${name} cut to ${length}`).toBe(among(0xff, part, linkType));
      }
    }
  });

  it('keeps to the frame through 20,000 mutations', () => {
    const next = numbers(7);
    let survived = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const [name, linkType, frame] = ALL[next() % ALL.length]!;
      const mutated = Buffer.from(frame);
      for (let flips = 1 + (next() % 4); flips > 0; flips -= 1) mutated[(next() >>> 8) % mutated.length] = next() >>> 16;
      const shown = among(0x00, mutated, linkType);
      if (shown !== among(0xff, mutated, linkType)) throw new Error(`${name}: ${mutated.toString('hex')}`);
      if (shown.includes('"stop":"done"')) survived += 1;
    }
    expect(survived).toBeGreaterThan(5_000);
    expect(survived).toBeLessThan(19_500);
  });

  it('stops at the ninth encapsulation', () => {
    const nested = (count: number): Buffer => {
      let packet = build.ipv4({}, build.udp({}));
      for (let i = 0; i < count; i += 1) packet = build.ipv4({ protocol: 4 }, packet);
      return packet;
    };
    expect(show(nested(8), 101)).toMatchObject({ stop: 'done', depth: 8 });
    expect(show(nested(64), 101)).toMatchObject({ stop: 'too-deep tunnel', depth: 8 });
  });

  it('allocates nothing for good traffic', () => {
    const frames = [
      CARRIERS[0]![2],
      build.ethernet({}, build.ipv6({}, build.udp({}, Buffer.from('x')))),
      build.ethernet({ type: 0x0806 }, build.arp({})),
    ];
    const p = new Packet();
    const run = (count: number): number => {
      let seen = 0;
      for (let i = 0; i < count; i += 1) {
        const frame = frames[i % 3]!;
        decode(p, frame, 0, frame.length, 1);
        seen += p.layers & LAYER.tcp;
      }
      return seen;
    };
    run(100_000);
    const before = process.memoryUsage().heapUsed;
    expect(run(1_000_000)).toBeGreaterThan(0);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
  });
});
