import type { Device } from './device.ts';
import type { Snapshot } from './snapshot.ts';

const NAMED_DEVICES = new WeakMap<Device, Device>();
const NAMED_SNAPSHOTS = new WeakMap<Snapshot, Snapshot>();

/** The snapshot with the names that people gave to devices as what is believed most of them. The same snapshot gives the same object. */
export function withNames(snapshot: Snapshot): Snapshot {
  const names = snapshot.notes?.names ?? [];
  if (names.length === 0) return snapshot;
  let named = NAMED_SNAPSHOTS.get(snapshot);
  if (named === undefined) {
    const given = new Map(names.map(({ device, name }) => [device, name]));
    const devices = snapshot.devices.map((device) => {
      const name = given.get(device.id);
      return name === undefined ? device : withName(device, name);
    });
    NAMED_SNAPSHOTS.set(snapshot, (named = { ...snapshot, devices }));
  }
  return named;
}

function withName(device: Device, name: string): Device {
  const known = NAMED_DEVICES.get(device);
  if (known?.hostname[0]?.value === name) return known;
  const others = device.hostname.filter(({ source }) => source !== 'user');
  const claim = { value: name, source: 'user', confidence: 1, at: device.firstSeen, frame: null };
  const named = { ...device, hostname: [claim, ...others] };
  NAMED_DEVICES.set(device, named);
  return named;
}
