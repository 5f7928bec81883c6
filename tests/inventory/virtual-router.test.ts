import { describe, expect, it } from 'vitest';
import { isVirtualRouter } from '../../src/inventory/virtual-router.ts';
import { LAMP, World } from './world.ts';

describe('isVirtualRouter', () => {
  it.each([
    ['00:00:5e:00:01:67', true],
    ['00:00:5e:00:02:01', true],
    ['00:00:0c:07:ac:01', true],
    ['00:00:0c:9f:f0:01', true],
    ['00:05:73:a0:00:01', true],
    ['00:07:b4:00:01:02', true],
    ['00:00:5e:00:03:01', false],
    ['00:00:0c:08:ac:01', false],
    ['00:05:73:a1:00:01', false],
    [LAMP, false],
  ])('%s: %s', (mac, expected) => {
    expect(isVirtualRouter(mac)).toBe(expected);
  });

  it('keeps such a router out of what is held against devices', () => {
    const world = new World();
    const view = world.flow([LAMP, '10.0.0.2'], ['00:00:5e:00:01:67', '10.9.0.1'], 80);
    const answers = world.observation('flow.end', {}, view);
    expect(world.inventory.otherSighting(answers, view, 0)).toBeNull();
    expect(world.inventory.devices().map(({ mac, gateway }) => [mac, gateway])).toEqual([
      ['00:00:5e:00:01:67', true],
      [LAMP, false],
    ]);
  });
});
