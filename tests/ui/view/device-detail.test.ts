import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../src/model/device.ts';
import { deviceDetailView } from '../../../src/ui/view/device-detail.ts';
import { aClaim, aDevice, aFinding, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, textOf } from '../frames.ts';

describe('one device', () => {
  const snapshot = aSnapshot();
  const device = snapshot.devices[1]!;

  it('is shown with who says what of it', () => {
    const text = textOf(deviceDetailView(aState({}, snapshot), device, english, 100));
    expect(text).toContain('talking-bear (the device said so (DHCP); likely)');
    expect(text).toContain('Bear Toys (told by you; certain)');
    expect(text).toContain('toy (the device announces it (mDNS); uncertain)');
    expect(text).toContain('2 high, 1 medium, 1 note');
    expect(text).toContain('ads.tracker.example (other T, Ad Example)');
    expect(textOf(deviceDetailView(aState({}, snapshot), device, french, 100))).toContain('jouet');
  });

  it('shows claims that disagree, the most believed first', () => {
    const two = {
      ...device,
      vendor: [aClaim('Weak', { confidence: 0.2 }), aClaim('Strong', { confidence: 0.99, source: 'Hand-written note' })],
    };
    expect(textOf(deviceDetailView(aState({}, snapshot), two, english, 100))).toMatch(/Strong \(Hand-written note; certain\)\n\s+Weak/);
  });

  it('counts what it does not show', () => {
    const findings = Array.from({ length: 9 }, (_, i) => aFinding({ id: `f${i}` }));
    expect(textOf(deviceDetailView(aState({}, aSnapshot({ findings })), device, english, 100))).toContain('… 4 more');
  });

  it('says so where there is nothing', () => {
    const lonely = aSnapshot({ findings: [], destinations: [] });
    const text = textOf(
      deviceDetailView(aState({}, lonely), aDevice({ id: 'ip:192.168.4.9' as DeviceId, mac: 'ip:192.168.4.9' }), english, 100),
    );
    expect(text).toContain('none in what could be seen');
    expect(text).toContain('No destination of this device was seen.');
    expect(text).toContain('not in this capture');
  });
});
