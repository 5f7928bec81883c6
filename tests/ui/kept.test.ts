import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { hiddenNotes, keptDestinations, keptEvents, keptFindings } from '../../src/ui/kept.ts';
import { aDestination, aDevice, aFinding, aRule, aSnapshot } from '../builders/snapshot.ts';
import { aState, NO_NOTES, press, screenText } from './frames.ts';

const TOY = '02:00:00:00:00:01' as DeviceId;
const PHONE = '02:00:00:00:00:02' as DeviceId;

describe('what is kept in view', () => {
  const snapshot = aSnapshot({
    devices: [aDevice(), aDevice({ id: PHONE, mac: PHONE, hostname: [], model: [] })],
    destinations: [aDestination(), aDestination({ device: PHONE, name: 'chat.example' })],
    findings: [
      aFinding(),
      aFinding({ id: 'phone', device: PHONE }),
      aFinding({ id: 'note', rule: aRule({ severity: 'info' }) }),
      aFinding({ id: 'nobody', device: null }),
    ],
    notes: { ...NO_NOTES, marks: [{ at: 1, text: 'word' }], excluded: [PHONE] },
  });
  const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

  it('is nothing of devices that are left out, unless they are asked for', () => {
    expect(ids(keptFindings(snapshot, null, true))).toEqual(['f0000001', 'note', 'nobody']);
    expect(ids(keptFindings(snapshot, PHONE, true))).toEqual(['phone']);
    expect(keptDestinations(snapshot, null).map(({ device }) => device)).toEqual([TOY]);
    expect(keptDestinations(snapshot, PHONE).map(({ name }) => name)).toEqual(['chat.example']);
    expect(ids(keptEvents(snapshot, null, true)).filter((id) => id.includes('phone') || id.includes(PHONE))).toEqual([]);
    expect(screenText(press(aState({}, snapshot), '4'))).toContain('Findings: 2 of 2');
    expect(screenText(press(aState({}, snapshot), '2'))).toMatch(/\(out\) nameless…/);
  });

  it('leaves notes out where they are not wanted, and says how many', () => {
    expect(ids(keptFindings(snapshot, null, false))).toEqual(['f0000001', 'nobody']);
    expect(hiddenNotes(snapshot, null)).toBe(1);
    expect(hiddenNotes(snapshot, PHONE)).toBe(0);
    expect(ids(keptEvents(snapshot, null, false))).not.toContain('finding note');
  });

  it('of one device, is what happened to it and to everybody', () => {
    expect(ids(keptEvents(snapshot, TOY, true))).toEqual([
      `device ${TOY}`,
      'finding f0000001',
      'finding note',
      'phase 0',
      'phase-end 0',
      'mark 0',
    ]);
  });

  it('is put together once', () => {
    expect(keptFindings(snapshot, null, false)).toBe(keptFindings(snapshot, null, false));
    const plain = aSnapshot();
    expect(keptFindings(plain, null, true)).toBe(plain.findings);
    expect(keptDestinations(plain, null)).toBe(plain.destinations);
  });
});
