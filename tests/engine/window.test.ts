import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/model/sighting.ts';
import { WindowState } from '../../src/engine/window.ts';
import { sighting, windowOf } from './fixtures.ts';

function flow(at: number, resp_addr = 'a', octets = 1): Sighting {
  return sighting('flow.start', { proto: 'tcp', resp_addr, octets }, { at, frame: Math.max(1, Math.round(at)) });
}

/** For each moment in turn whether the window held: 'x' or '.'. */
function play(within: string, when: string, sightings: readonly Sighting[]): string {
  const { window, problems } = windowOf('flow.start', within, when);
  expect(problems).toEqual([]);
  const state = new WindowState(window);
  return sightings.map((one) => (state.take(one) === null ? '.' : 'x')).join('');
}

const every = (seconds: number, count: number, start = 0): readonly Sighting[] =>
  Array.from({ length: count }, (_, at) => flow(start + at * seconds));

describe('windows', () => {
  it.each([
    ['three in ten seconds', '10s', '{ count: { at_least: 3 } }', [0, 1, 2, 3], '..xx'],
    ['the window slides', '10s', '{ count: { at_least: 3 } }', [0, 5, 10, 14, 30], '...x.'],
    ['a moment exactly as old as the window is out', '10s', '{ count: { at_least: 2 } }', [0, 10], '..'],
    ['one less than asked', '10s', '{ count: { at_least: 3 } }', [0, 1, 20, 21], '....'],
    ['slightly out of order', '10s', '{ count: { at_least: 3 } }', [5, 3, 4], '..x'],
    ['a straggler older than the window is ignored', '10s', '{ count: { at_least: 2 } }', [100, 80, 95], '..x'],
    ['the clock is set back: the window starts anew', '10s', '{ count: { at_least: 2 } }', [1_000, 1_001, 5, 6, 7], '.x.xx'],
    ['one stamp from the far future does not blind', '10s', '{ count: { at_least: 2 } }', [5, 4e9, 6, 7], '...x'],
    ['negative stamps', '10s', '{ count: { at_least: 2 } }', [-5, -4], '.x'],
  ])('%s', (_name, within, when, moments, held) =>
    expect(
      play(
        within,
        when,
        moments.map((at) => flow(at)),
      ),
    ).toBe(held),
  );

  it.each([
    ['a beacon', '{ count: { at_least: 5 }, period: { jitter_below: 0.1 } }', every(60, 7), '....xxx'],
    ['a burst is no beacon', '{ count: { at_least: 5 }, period: { jitter_below: 0.1 } }', every(0.01, 30), '.'.repeat(30)],
    ['a burst that is asked for', '{ count: { at_least: 5 }, period: { jitter_below: 0.1, at_least: 1ms } }', every(0.01, 6), '....xx'],
    ['too slow', '{ count: { at_least: 5 }, period: { jitter_below: 0.1, at_most: 30s } }', every(60, 9), '.........'],
    ['too fast', '{ count: { at_least: 5 }, period: { jitter_below: 0.1, at_least: 5m } }', every(60, 9), '.........'],
    [
      'irregular',
      '{ count: { at_least: 5 }, period: { jitter_below: 0.1 } }',
      [0, 10, 100, 130, 300, 310, 500, 777].map((at) => flow(at)),
      '........',
    ],
    ['all at one moment', '{ count: { at_least: 4 }, period: { jitter_below: 0.1 } }', every(0, 8), '........'],
  ])('period: %s', (_name, when, sightings, held) => expect(play('1h', when, sightings)).toBe(held));

  it('counts different values, and forgets those that left', () => {
    const sightings = [flow(0, 'a'), flow(1, 'b'), flow(2, 'a'), flow(3, 'c'), flow(60, 'd'), flow(61, 'e')];
    expect(play('10s', '{ distinct: { field: resp_addr, at_least: 3 } }', sightings)).toBe('...x..');
  });

  it('does not lose rare values to a flood of one', () => {
    const flood = [flow(0, 'a'), flow(1, 'b'), ...Array.from({ length: 3_000 }, (_, at) => flow(2 + at / 1_000, 'noise')), flow(8, 'd')];
    expect(play('1h', '{ distinct: { field: resp_addr, at_least: 4 } }', flood).endsWith('.x')).toBe(true);
  });

  it('adds up a field', () => {
    const sightings = [flow(0, 'a', 500), flow(1, 'a', 400), flow(2, 'a', 100), flow(70, 'a', 999), flow(71, 'a', 1)];
    expect(play('1m', '{ rate: { field: octets, per: 1m, at_least: 1000 } }', sightings)).toBe('..x.x');
    expect(play('2m', '{ rate: { field: octets, per: 1m, at_least: 1000 } }', sightings)).toBe('....x');
    expect(play('1m', '{ rate: { per: 1s, at_least: 0.05 } }', sightings)).toBe('..x..');
  });

  it('keeps the sum when more comes than it has room for', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => flow(at / 1_000, 'a', 1));
    const held = play('1m', '{ rate: { field: octets, per: 1m, at_least: 5000 } }', many);
    expect(held).toBe(`${'.'.repeat(4_999)}x`);
  });

  it('holds a bounded number of samples and says what it folded', () => {
    const state = new WindowState(windowOf('flow.start', '1h', '{ distinct: { field: resp_addr, at_least: 1000 } }').window);
    for (let at = 0; at < 5_000; at++) state.take(flow(at / 1_000, `host-${at % 900}`));
    expect(state.size).toBe(1_024);
    expect(state.folded).toBe(5_000 - 1_024);
    const counting = new WindowState(windowOf('flow.start', '1h', '{ count: { at_least: 3 } }').window);
    for (let at = 0; at < 5_000; at++) counting.take(flow(at / 1_000));
    expect(counting.size).toBe(20);
    expect(counting.folded).toBe(0);
  });

  it('counts each observation once and hands over what made it hold', () => {
    const state = new WindowState(windowOf('flow.start', '10s', '{ count: { at_least: 3 } }').window);
    state.take(flow(0));
    state.take(flow(1));
    expect(state.take(flow(2))).toMatchObject({
      count: 3,
      first: 0,
      last: 2_000_000,
      outcomes: [{ held: true, because: 'count at_least 3 within 10s (3)', parts: [] }],
    });
    const next = state.take(flow(3))!;
    expect(next.count).toBe(1);
    expect(next.sightings.map((one) => one.observation.at)).toEqual([3_000_000]);
  });

  it('hands over at most twenty sightings, but counts all', () => {
    const state = new WindowState(windowOf('flow.start', '1h', '{ count: { at_least: 100 } }').window);
    let hit = null;
    for (let at = 0; at < 100; at++) hit = state.take(flow(at));
    expect(hit).toMatchObject({ count: 100, first: 0, last: 99_000_000 });
    expect(hit!.sightings).toHaveLength(20);
  });

  it('counts the times that the clock was set back', () => {
    const state = new WindowState(windowOf('flow.start', '10s', '{ count: { at_least: 2 } }').window);
    for (const at of [1_000, 5, 6, 990, 7]) state.take(flow(at));
    expect(state.jumps).toBe(2);
  });
});
