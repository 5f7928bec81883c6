import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { EMPTY_ACTIVITY, noteActivity, rateOf, recentOf, RECENT_SECONDS, totalRecent, type Activity } from '../../src/ui/activity.ts';
import { aCapture, aDevice, aSnapshot, START } from '../builders/snapshot.ts';
import { DONE, LIVE } from './frames.ts';

const SECOND = 1_000_000;
const device = aDevice();

/** The network when a device has sent so many octets, so many seconds after the start. */
function at(seconds: number, octets: number): Snapshot {
  return aSnapshot({ captures: [aCapture({ last: START + seconds * SECOND })], devices: [{ ...device, octetsUp: octets, octetsDown: 0 }] });
}

const watched = (...steps: readonly (readonly [number, number])[]): Activity =>
  steps.reduce((activity, [seconds, octets]) => noteActivity(activity, at(seconds, octets), false), EMPTY_ACTIVITY);
const recent = (activity: Activity): readonly number[] => recentOf(DONE, activity, device.id);

describe('activity', () => {
  it('counts nothing of what was there before it watched', () => {
    expect(recent(watched([0, 5_000]))).toEqual([]);
    expect(recent(watched([0, 5_000], [1, 5_100]))).toEqual([50, 50]);
  });

  it('puts what was added evenly over the time between', () => {
    expect(recent(watched([0, 0], [4, 500]))).toEqual([100, 100, 100, 100, 100]);
    expect(recent(watched([0, 0], [0.5, 10], [1, 10], [2, 30]))).toEqual([10, 10, 10]);
  });

  it('puts what comes in live where it came in, after whatever silence', () => {
    const live = noteActivity(watched([0, 0]), at(30, 500), true);
    expect(recent(live)).toEqual([...Array.from({ length: 30 }, () => 0), 500]);
    expect(live.devices.get(device.id)!.cells).toEqual([...Array.from({ length: 30 }, () => 0), 500]);
  });

  it('forgets all but the last minute', () => {
    const long = watched([0, 0], [1, 100], [200, 100], [201, 162]);
    expect(recent(long)).toHaveLength(RECENT_SECONDS);
    expect(recent(long).reduce((sum, octets) => sum + octets, 0)).toBe(62);
  });

  it('keeps every octet of the session in cells that widen', () => {
    const steps = Array.from({ length: 500 }, (_, i): readonly [number, number] => [i * 7, i * 10]);
    const activity = watched(...steps);
    const { cells } = activity.devices.get(device.id)!;
    expect(cells.length).toBeLessThanOrEqual(240);
    expect(activity.width).toBe(16 * SECOND);
    expect(Math.round(cells.reduce((sum, octets) => sum + octets, 0))).toBe(4_990);
  });

  it('stands still while nothing happens, and does not mind a clock that goes back or leaps', () => {
    const before = watched([0, 0], [10, 100]);
    expect(noteActivity(before, at(10, 100), false).devices.get(device.id)).toBe(before.devices.get(device.id));
    expect(recent(noteActivity(before, at(3, 150), false))).toHaveLength(recent(before).length);
    const leapt = noteActivity(before, at(1e9, 200), false);
    expect(leapt.devices.get(device.id)!.cells.length).toBeLessThanOrEqual(240);
    expect(noteActivity(EMPTY_ACTIVITY, aSnapshot({ captures: [] }), true)).toBe(EMPTY_ACTIVITY);
  });

  it('believes the engine before itself', () => {
    const counted = { ...LIVE, activity: [{ device: device.id, octets: [1, 2, 3] }] };
    expect(recentOf(counted, watched([0, 0], [1, 100]), device.id)).toEqual([1, 2, 3]);
    expect(totalRecent(counted, EMPTY_ACTIVITY).slice(-4)).toEqual([0, 1, 2, 3]);
    expect(totalRecent(DONE, watched([0, 0], [1, 100])).slice(-3)).toEqual([0, 50, 50]);
    expect(rateOf([9, 2, 4], 2)).toBe(3);
    expect(rateOf([], 3)).toBe(0);
  });
});
