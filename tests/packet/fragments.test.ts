import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';
import { decode } from '../../src/packet/decode.ts';
import { Fragments } from '../../src/packet/fragments.ts';
import { Packet } from '../../src/packet/packet.ts';
import * as build from '../builders/packet.ts';
import { view } from '../builders/packet-view.ts';

const SECOND = 1_000_000;

interface Part {
  readonly offset: number;
  readonly more: boolean;
  readonly octets: Buffer;
  readonly id?: number;
}

const v4 = (f: Part): Buffer => build.ethernet({}, build.ipv4(f, f.octets));
const v6 = (f: Part): Buffer => build.ethernet({}, build.ipv6({ extensions: [build.extension(0), build.fragmentHeader(f)] }, f.octets));

/** Offers the frame to the reassembly as the pipeline does. */
function offer(fragments: Fragments, p: Packet, frame: Buffer, timestamp = 0): boolean {
  decode(p, frame, 0, frame.length, 1);
  return fragments.offer(p, timestamp);
}

/** A UDP datagram cut into parts of `length` octets. */
function cut(datagram: Buffer, length: number, id = 1): Part[] {
  const parts: Part[] = [];
  for (let offset = 0; offset < datagram.length; offset += length) {
    parts.push({ offset, more: offset + length < datagram.length, octets: datagram.subarray(offset, offset + length), id });
  }
  return parts;
}

const TEXT = 'the quick brown fox jumps over the lazy dog';
const DATAGRAM = build.udp({ sourcePort: 1000, destinationPort: 2000 }, Buffer.from(TEXT));

describe('Fragments', () => {
  it.each([
    ['IPv4', v4],
    ['IPv6', v6],
  ] as const)('puts %s together in any order', (_name, wrap) => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ];
    for (const order of orders) {
      const fragments = new Fragments(BUDGET);
      const p = new Packet();
      const frames = cut(DATAGRAM, 16).map(wrap);
      const answers = order.map((i) => offer(fragments, p, frames[i]!));
      expect(answers).toEqual([false, false, false, true]);
      const shown = view(p);
      expect(shown).toMatchObject({ stop: 'done', payload: TEXT, claimed: TEXT.length, macs: `${build.MAC_A} > ${build.MAC_B}` });
      expect(shown.layers).toContain('udp fragment');
      expect(shown.endpoints).toMatch(/ 1000 > .* 2000$/);
      expect(fragments.octets).toBe(0);
      expect(fragments.trackers).toBe(0);
      expect(fragments.counters.reassembled).toBe(1);
    }
  });

  it('states the length of the whole', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    for (const part of cut(DATAGRAM, 24)) offer(fragments, p, v4(part));
    expect(p.ipOctets).toBe(20 + DATAGRAM.length);
    for (const part of cut(DATAGRAM, 24)) offer(fragments, p, v6(part));
    expect(p.ipOctets).toBe(40 + DATAGRAM.length);
  });

  it('keeps the options of the first fragment only', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    const [first, second] = cut(DATAGRAM, 32);
    offer(fragments, p, v4(second!));
    const frame = build.ethernet({}, build.ipv4({ ...first!, options: build.hex('94040000') }, first!.octets));
    expect(offer(fragments, p, frame)).toBe(true);
    expect(view(p).payload).toBe(TEXT);
  });

  it('keeps datagrams of other identification, protocol or endpoints apart', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    const [first, second] = cut(DATAGRAM, 32);
    offer(fragments, p, v4(first!));
    const others = [{ id: 2 }, { protocol: 6 }, { source: '192.0.2.9' }, { destination: '192.0.2.9' }];
    for (const other of others)
      expect(offer(fragments, p, build.ethernet({}, build.ipv4({ ...second!, ...other }, second!.octets)))).toBe(false);
    expect(fragments.trackers).toBe(5);
    expect(offer(fragments, p, v4(second!))).toBe(true);
  });

  it('takes no packet that is no fragment', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    expect(offer(fragments, p, build.ethernet({}, build.ipv4({}, DATAGRAM)))).toBe(false);
    expect(view(p).payload).toBe(TEXT);
  });

  it('unwraps a tunnel that was cut, and fragments within it', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    const inner = cut(DATAGRAM, 32).map((part) => build.ipv4(part, part.octets));
    const outer = inner.flatMap((packet, i) =>
      cut(packet, 24, 10 + i).map((part) => build.ethernet({}, build.ipv4({ ...part, protocol: 4 }, part.octets))),
    );
    const answers = outer.map((frame) => offer(fragments, p, frame));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(answers.at(-1)).toBe(true);
    expect(view(p)).toMatchObject({ payload: TEXT, depth: 1, macs: `${build.MAC_A} > ${build.MAC_B}` });
  });

  it('reads the ports of a first fragment that was snapped, and holds nothing of it', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    const frame = v4(cut(DATAGRAM, 32)[0]!).subarray(0, 50);
    expect(offer(fragments, p, frame)).toBe(false);
    expect(view(p)).toMatchObject({ stop: 'done', endpoints: '192.0.2.1 1000 > 198.51.100.2 2000' });
    const later = v4(cut(DATAGRAM, 32)[1]!);
    expect(offer(fragments, p, later.subarray(0, later.length - 1))).toBe(false);
    expect(fragments.counters.unusable).toBe(1);
    expect(fragments.trackers).toBe(0);
  });

  it.each([
    ['no octets', { offset: 8, more: true, octets: Buffer.alloc(0) }],
    ['no multiple of eight', { offset: 0, more: true, octets: Buffer.alloc(12) }],
    ['beyond the greatest length', { offset: 65_528, more: false, octets: Buffer.alloc(64) }],
  ])('refuses a fragment of %s', (_name, part) => {
    const fragments = new Fragments(BUDGET);
    expect(offer(fragments, new Packet(), v4(part))).toBe(false);
    expect(fragments.counters.unusable).toBe(1);
    expect(fragments.octets).toBe(0);
  });
});

describe('bounds of Fragments', () => {
  it('gives up what is not whole in time', () => {
    const fragments = new Fragments(BUDGET);
    const p = new Packet();
    const [first, second] = cut(DATAGRAM, 32).map(v4);
    offer(fragments, p, first!, 0);
    expect(offer(fragments, p, second!, 30 * SECOND + 1)).toBe(false);
    expect(fragments.counters.expired).toBe(1);
    expect(offer(fragments, p, first!, 60 * SECOND)).toBe(true);
  });

  it('gives up what is left when the clock is set back', () => {
    const fragments = new Fragments(BUDGET);
    const p = new Packet();
    const [first, second] = cut(DATAGRAM, 32).map(v4);
    offer(fragments, p, first!, 86_400 * SECOND);
    expect(offer(fragments, p, second!, 0)).toBe(false);
    expect(fragments.counters.expired).toBe(1);
  });

  it('counts once what was refused and then ran out of time', () => {
    const fragments = new Fragments(BUDGET);
    const p = new Packet();
    for (const frame of cut(Buffer.alloc(8 * 70, 1), 8).map(v4)) offer(fragments, p, frame);
    fragments.finish();
    expect(fragments.counters).toMatchObject({ tooMany: 1, expired: 0 });
    expect(fragments.trackers).toBe(0);
  });

  it('drops the oldest where there are too many trackers', () => {
    const fragments = new Fragments({ ...BUDGET, fragmentTrackersMax: 4 });
    const p = new Packet();
    const parts = (id: number): Buffer[] => cut(DATAGRAM, 32, id).map(v4);
    for (let id = 0; id < 6; id += 1) offer(fragments, p, parts(id)[0]!);
    expect(fragments.trackers).toBe(4);
    expect(fragments.counters.dropped).toBe(2);
    expect(offer(fragments, p, parts(1)[1]!)).toBe(false);
    expect(offer(fragments, p, parts(5)[1]!)).toBe(true);
  });

  it('holds no more octets than allowed, whatever comes', () => {
    const fragments = new Fragments({ ...BUDGET, fragmentOctetsMax: 20_000 });
    const p = new Packet();
    for (let i = 0; i < 2_000; i += 1) {
      offer(fragments, p, v4({ id: i % 300, offset: (i % 50) * 40, more: true, octets: Buffer.alloc(8 + (i % 5) * 64) }));
      expect(fragments.octets).toBeLessThanOrEqual(20_000);
    }
    expect(fragments.counters.dropped).toBeGreaterThan(100);
  });

  it('refuses a datagram of too many pieces, and all that still comes of it', () => {
    const fragments = new Fragments(BUDGET);
    const p = new Packet();
    const parts = cut(Buffer.alloc(8 * 70, 1), 8).map(v4);
    expect(parts.map((frame) => offer(fragments, p, frame))).not.toContain(true);
    expect(fragments.counters.tooMany).toBe(1);
    expect(fragments.octets).toBe(0);
    expect(fragments.trackers).toBe(1);
  });

  it('makes no IPv4 packet longer than its length field can say', () => {
    const fragments = new Fragments(BUDGET);
    const p = new Packet();
    const whole = Buffer.alloc(65_530);
    const answers = cut(whole, 32_768).map((part) => offer(fragments, p, v4(part)));
    expect(answers).not.toContain(true);
    expect(fragments.counters).toMatchObject({ reassembled: 0, unusable: 1 });
    const long = cut(whole, 32_768).map((part) => offer(fragments, p, v6(part)));
    expect(long).toEqual([false, true]);
  });
});

const WORDS = 4;
/** Every run of words [start, end) in a window of four, but the whole, which would be no fragment. */
const RUNS: readonly (readonly [number, number])[] = [0, 1, 2, 3].flatMap((start) =>
  [1, 2, 3, WORDS].filter((end) => end > start && end - start < WORDS).map((end) => [start, end] as const),
);

/** Three fragments, each of a letter of its own; one that reaches the end of the window is the last. */
function threes(): (readonly (readonly [number, number])[])[] {
  return RUNS.flatMap((a) => RUNS.flatMap((b) => RUNS.map((c) => [a, b, c] as const)));
}

describe('overlaps', () => {
  it('keeps the first copy of every octet in IPv4', () => {
    const p = new Packet();
    let whole = 0;
    for (const runs of threes()) {
      const fragments = new Fragments(BUDGET);
      const model = Array<string>(WORDS).fill('');
      let answer = false;
      runs.forEach(([start, end], i) => {
        if (answer) return;
        const letter = 'abc'[i]!;
        for (let w = start; w < end; w += 1) model[w] ||= letter;
        answer = offer(fragments, p, v4({ offset: start * 8, more: end < WORDS, octets: Buffer.alloc((end - start) * 8, letter) }));
        expect(answer, JSON.stringify(runs)).toBe(model.every((w) => w !== ''));
      });
      if (!answer) continue;
      whole += 1;
      expect(p.buffer.latin1Slice(p.transportAt, p.transportAt + WORDS * 8), JSON.stringify(runs)).toBe(
        model.map((w) => w.repeat(8)).join(''),
      );
    }
    expect(whole).toBeGreaterThan(100);
  });

  it('throws the datagram away in IPv6, save for repetitions', () => {
    const p = new Packet();
    let refused = 0;
    for (const runs of threes()) {
      const fragments = new Fragments(BUDGET);
      const seen: (readonly [number, number])[] = [];
      let isRefused = false;
      let answer = false;
      runs.forEach((run, i) => {
        if (answer) return;
        const [start, end] = run;
        const isRepeated = seen.some(([s, e]) => s === start && e === end);
        if (!isRepeated && seen.some(([s, e]) => s < end && start < e)) isRefused = true;
        seen.push(run);
        const covered = new Set(seen.flatMap(([s, e]) => [0, 1, 2, 3].filter((w) => w >= s && w < e)));
        answer = offer(fragments, p, v6({ offset: start * 8, more: end < WORDS, octets: Buffer.alloc((end - start) * 8, 'abc'[i]) }));
        expect(answer, JSON.stringify(runs)).toBe(!isRefused && covered.size === WORDS);
      });
      if (isRefused) refused += 1;
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('keeps to the first statement of the length', () => {
    const p = new Packet();
    const fragments = new Fragments(BUDGET);
    const part = (offset: number, length: number, more: boolean): boolean =>
      offer(fragments, p, v4({ offset, more, octets: Buffer.alloc(length, 0x61) }));
    expect([part(16, 8, false), part(24, 8, false), part(8, 8, false), part(0, 16, true)]).toEqual([false, false, false, true]);
    expect(fragments.counters.overlaps).toBe(2);
    expect(p.ipOctets).toBe(44);
  });
});
