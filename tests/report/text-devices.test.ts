import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { writeDevices } from '../../src/report/text-devices.ts';
import { viewOf, writtenBy } from '../builders/page-of.ts';
import { aDevice, aSnapshot } from '../builders/snapshot.ts';

const written = (more: Partial<Snapshot> = {}, verbose = false): string => writtenBy(writeDevices, viewOf(aSnapshot(more), { verbose }));
const numbered = (i: number): DeviceId => `02:00:00:00:01:${String(i).padStart(2, '0')}` as DeviceId;

describe('writeDevices', () => {
  it.each([
    ['a MAC that tells nothing', 'MAC 02:00:00:00:00:01 (chosen at random by the device: it does not tell the maker)'],
    ['addresses', 'Addresses 192.168.4.20, fe80::1'],
    ['the maker with the source', 'Maker Bear Toys (told by you; certain)'],
    ['the kind in words', 'Kind toy (the device announces it (mDNS); uncertain)'],
    ['volume', 'Traffic 123 kB sent, 7.89 MB received, in 4,321 packets'],
    ['the router', 'Router Works – router of this network MAC 02:00:00:00:00:fe Addresses'],
    ['a register with its date', 'Maker Router Works (register of MAC addresses, IEEE registry 2026-06; likely)'],
    ['that a device spoke to nobody', 'No destination of this device was seen.'],
  ])('tells %s', (_name, expected) => {
    expect(written()).toContain(expected);
  });

  it('puts routers last', () => {
    expect(written()).toMatch(/talking-bear MAC.*router of this network/);
  });

  it('says so where there are no devices', () => {
    expect(written({ devices: [] })).toContain('No device of the home network was seen.');
  });

  it('tells a device without MAC by its address', () => {
    const id = 'ip:192.0.2.9' as DeviceId;
    expect(written({ devices: [aDevice({ id, mac: id })] })).toContain('MAC not in this capture');
  });

  it('shows the first of many, and all where everything is wanted', () => {
    const devices = Array.from({ length: 22 }, (_, i) =>
      aDevice({ id: numbered(i), mac: numbered(i), addresses: Array.from({ length: 9 }, (_unused, n) => `10.0.0.${n}`) }),
    );
    expect(written({ devices })).toContain('and 2 more devices');
    expect(written({ devices })).toContain('10.0.0.5, …');
    expect(written({ devices }, true)).toContain('02:00:00:00:01:21');
  });
});
