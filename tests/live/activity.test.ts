import { describe, expect, it } from 'vitest';
import { Activity } from '../../src/live/activity.ts';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import type { Device, DeviceId } from '../../src/model/device.ts';

const device = (id: string, octets: number): Device => ({ id: id as DeviceId, octetsUp: octets, octetsDown: 0 }) as Device;
const last = (activity: Activity, id: string, count: number): readonly number[] | undefined =>
  activity.list.find((each) => each.device === id)?.octets.slice(-count);

describe('Activity', () => {
  it('counts second by second, the newest last, and seconds in which nobody looked as nothing', () => {
    const activity = new Activity();
    activity.take([device('a', 100)], 0);
    activity.take([device('a', 150)], 1);
    activity.take([device('a', 170)], 2);
    expect(last(activity, 'a', 3)).toEqual([0, 50, 20]);
    activity.take([device('a', 200)], 5);
    expect(last(activity, 'a', 6)).toEqual([0, 50, 20, 0, 0, 30]);
    expect(activity.list[0]!.octets).toHaveLength(LIVE_BOUNDS.activitySeconds);
  });

  it('stays the same list within a second', () => {
    const activity = new Activity();
    activity.take([device('a', 100)], 0);
    activity.take([device('a', 150)], 1);
    const { list } = activity;
    activity.take([device('a', 190)], 1);
    expect(activity.list).toBe(list);
    activity.take([device('a', 190)], 2);
    expect(last(activity, 'a', 2)).toEqual([50, 40]);
  });

  it('takes a device that comes later with all that it has carried, and figures that fall as nothing', () => {
    const activity = new Activity();
    activity.take([], 0);
    activity.take([device('b', 70)], 1);
    activity.take([device('b', 10)], 2);
    expect(last(activity, 'b', 2)).toEqual([70, 0]);
  });

  it('leaves out who has been silent for the whole time, and is bounded', () => {
    const activity = new Activity();
    const flood = Array.from({ length: LIVE_BOUNDS.activityDevicesMax + 50 }, (_device, n) => device(`d${n}`, 10));
    activity.take([], 0);
    activity.take(flood, 1);
    expect(activity.list).toHaveLength(LIVE_BOUNDS.activityDevicesMax);
    activity.take([...flood, device('new', 5)], 1 + LIVE_BOUNDS.activitySeconds);
    expect(activity.list.map((each) => each.device)).toContain('new');
    expect(activity.list.length).toBeLessThanOrEqual(LIVE_BOUNDS.activityDevicesMax);
    expect(last(activity, 'd0', 1)).toBeUndefined();
  });
});
