import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { Concealer, HIDDEN } from '../../src/ui/conceal.ts';
import { aDestination, aDevice, aFinding, aSnapshot } from '../builders/snapshot.ts';
import { LIVE, NO_NOTES } from './frames.ts';

const other = aDevice({ id: '02:00:00:00:00:02' as DeviceId, mac: '02:00:00:00:00:02', hostname: [] });
const snapshot = aSnapshot({
  devices: [aDevice(), other],
  destinations: [aDestination(), aDestination({ device: other.id }), aDestination({ name: '198.51.100.7' })],
  findings: [aFinding(), aFinding({ id: 'f2', device: '02:00:00:00:00:09' as DeviceId })],
  notes: { ...NO_NOTES, names: [{ device: other.id, name: 'Anna’s bear' }] },
});

describe('Concealer', () => {
  it('gives devices and servers numbers, the same server the same', () => {
    const { devices, destinations, findings } = new Concealer().snapshot(snapshot);
    expect(devices.map(({ hostname }) => hostname[0]!.value)).toEqual(['D1', 'D2']);
    expect(destinations.map(({ name }) => name)).toEqual(['S1', 'S1', 'S2']);
    expect(findings.map(({ destination }) => destination)).toEqual(['S1', 'S1']);
  });

  it('leaves nothing by which a person, a device or a server could be known, but the identities that lists need', () => {
    const hidden = new Concealer().snapshot(snapshot);
    const shown = JSON.stringify({
      ...hidden,
      devices: hidden.devices.map((device) => ({ ...device, id: '' })),
      destinations: hidden.destinations.map((one) => ({ ...one, id: '', device: '' })),
      // The second finding is of a device that the snapshot does not have: its identity would be shown.
      findings: hidden.findings.map((finding, i) => (i === 0 ? { ...finding, device: '' } : finding)),
    });
    expect(shown).not.toMatch(/talking-bear|02:00:00|192\.168|203\.0\.113|198\.51|bear\.example|fe80|Bear 2|Anna|\/child/);
    expect(shown).toMatch(/Bear Toys.*cleartext-profile/);
  });

  it('leaves of a reason its field and its operator', () => {
    const [evidence] = new Concealer().snapshot(snapshot).findings[0]!.evidence;
    expect(evidence.because).toMatchObject({ because: 'all', parts: [{ because: 'destination.scope is ***' }, { because: 'not' }] });
    expect(evidence.fields).toEqual({ method: HIDDEN, host: HIDDEN, target: HIDDEN });
  });

  it('keeps figures, identities and what has not changed', () => {
    const concealer = new Concealer();
    const first = concealer.snapshot(snapshot);
    const second = concealer.snapshot({ ...snapshot });
    expect(second).not.toBe(first);
    expect(second.devices[0]).toBe(first.devices[0]);
    expect(second.findings[0]).toBe(first.findings[0]);
    expect(first.devices[0]).toMatchObject({ id: '02:00:00:00:00:01', octetsUp: 123_456 });
    expect(concealer.snapshot(snapshot)).toBe(first);
    expect(concealer.snapshot(first)).toBe(first);
  });

  it('gives back what it hid', () => {
    const concealer = new Concealer();
    expect(concealer.reveal(concealer.snapshot(snapshot))).toBe(snapshot);
    expect(concealer.reveal(snapshot)).toBe(snapshot);
    expect(concealer.reveal(concealer.status(LIVE))).toBe(LIVE);
  });

  it('hides where a recording goes and what failed', () => {
    const recording = { folder: '/home/anna', files: 1, frames: 1, octets: 1, missing: 0, problem: null, freeOctets: 1 };
    const failure = { code: 'no-permission', interface: 'wlan0', detail: '/home/anna', mend: [['chown', 'anna']] };
    const hidden = JSON.stringify(new Concealer().status({ ...LIVE, name: 'anna.pcap', paused: 'anna', recording, failure }));
    expect(hidden).not.toContain('anna');
    expect(hidden).not.toContain('wlan0');
  });
});
