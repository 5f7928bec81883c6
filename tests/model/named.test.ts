import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { bestClaim } from '../../src/model/device.ts';
import { withNames } from '../../src/model/named.ts';
import { aDevice, aSnapshot } from '../builders/snapshot.ts';

const NO_NOTES = { marks: [], names: [], reviews: [], recordings: [] };
const device = aDevice();
const named = (name: string, id: DeviceId = device.id): Snapshot =>
  aSnapshot({ devices: [device], notes: { ...NO_NOTES, names: [{ device: id, name }] } });

describe('names', () => {
  it('that people gave stand before all others, which are kept', () => {
    const { hostname } = withNames(named('Ben')).devices[0]!;
    expect(hostname.map(({ value, source }) => [value, source])).toEqual([['Ben', 'user'], ['talking-bear', 'dhcp.hostname']]); // prettier-ignore
    expect(bestClaim(withNames(named('Ben')).devices[0]!.hostname)?.value).toBe('Ben');
  });

  it('give the same objects as long as nothing changes', () => {
    const snapshot = named('Ben');
    expect(withNames(snapshot)).toBe(withNames(snapshot));
    expect(withNames(named('Ben')).devices[0]).toBe(withNames(named('Ben')).devices[0]);
    expect(withNames(named('Eve')).devices[0]!.hostname[0]!.value).toBe('Eve');
  });

  it('change nothing where nobody gave any, or to a device that is not there', () => {
    const bare = aSnapshot();
    expect(withNames(bare)).toBe(bare);
    expect(withNames(named('Ben', '02:00:00:00:00:77' as DeviceId)).devices[0]).toBe(device);
  });
});
