import { describe, expect, it } from 'vitest';
import { DEVICE_SHAPE } from '../../src/model/sighting.ts';
import { DeviceEntry } from '../../src/inventory/device-entry.ts';

const claim = (
  value: string,
  source: string,
  confidence = 0.5,
): { value: string; source: string; confidence: number; at: number; frame: null } => ({ value, source, confidence, at: 0, frame: null });

describe('device entry', () => {
  it('gives the same facts until something changes', () => {
    const device = new DeviceEntry('00:11:22:00:00:01', true, false, 8, 5);
    const facts = device.facts(false, false, true, true);
    expect(Object.keys(facts).sort()).toEqual(Object.keys(DEVICE_SHAPE).sort());
    expect(device.facts(false, false, true, true)).toBe(facts);
    expect(device.facts(true, false, true, true)).toMatchObject({ address_carries_mac: true });
    expect(device.facts(false, true, true, true)).toMatchObject({ resolvers_known: true });
    expect(device.facts(false, false, true, false)).toMatchObject({ originator: true, sender: false });
    expect(device.facts(false, false, false, true)).toMatchObject({ originator: false, sender: true });
    device.claim('hostname', claim('lamp', 'dhcp.hostname'));
    expect(device.facts(false, true, true, true)).toMatchObject({ hostname: 'lamp', vendor: null });
  });

  it('keeps claims that disagree, shows the most confident, takes none twice and not without end', () => {
    const device = new DeviceEntry('00:11:22:00:00:01', true, false, 8, 5);
    expect([
      device.claim('model', claim('A', 'x', 0.4)),
      device.claim('model', claim('B', 'y', 0.6)),
      device.claim('model', claim('A', 'x', 0.9)),
    ]).toEqual([true, true, false]);
    expect(device.facts(false, false, true, true).model).toBe('B');
    for (let i = 0; i < 50; i += 1) device.claim('model', claim(`M${i}`, 'z'));
    expect(device.claims.model).toHaveLength(16);
    expect(device.claim('vendor', claim('   ', 'x'))).toBe(false);
  });

  it('was seen from the earliest to the latest moment, in whatever order', () => {
    const device = new DeviceEntry('00:11:22:00:00:01', true, false, 8, 5);
    for (const at of [9, 3, 7]) device.seen(at);
    expect(device.device([])).toMatchObject({ firstSeen: 3, lastSeen: 9 });
  });

  it('hears each saying once', () => {
    const device = new DeviceEntry('00:11:22:00:00:01', true, false, 8, 5);
    expect([device.heard('a'), device.heard('a'), device.heard('b')]).toEqual([true, false, true]);
  });
});
