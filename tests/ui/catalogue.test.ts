import { describe, expect, it } from 'vitest';
import { catalogueOf, countSeverities, destinationOf, deviceName, findingsAt, severityRank } from '../../src/ui/catalogue.ts';
import { aDevice, aFinding, aSnapshot } from '../builders/snapshot.ts';

describe('catalogue', () => {
  const snapshot = aSnapshot();
  const catalogue = catalogueOf(snapshot);

  it('is made once for a snapshot', () => {
    expect(catalogueOf(snapshot)).toBe(catalogue);
    expect(catalogueOf(aSnapshot())).not.toBe(catalogue);
  });

  it('counts by severity, in all and by device', () => {
    expect(catalogue.counts).toEqual({ info: 1, low: 0, medium: 1, high: 2, critical: 0 });
    expect(catalogue.countsOf.get('02:00:00:00:00:01')).toEqual(catalogue.counts);
    expect(countSeverities([])).toEqual({ info: 0, low: 0, medium: 0, high: 0, critical: 0 });
  });

  it('finds what belongs together', () => {
    const destination = snapshot.destinations[0]!;
    expect(findingsAt(snapshot, destination).map(({ id }) => id)).toEqual(['f0000001']);
    expect(destinationOf(snapshot, snapshot.findings[0]!)).toBe(destination);
    expect(destinationOf(snapshot, aFinding({ destination: null }))).toBeNull();
    expect(destinationOf(snapshot, aFinding({ destination: 'nowhere.example' }))).toBeNull();
  });

  it('names devices by what they say of themselves', () => {
    expect(deviceName(aDevice())).toBe('talking-bear');
    expect(deviceName(aDevice({ hostname: [] }))).toBe('Bear 2');
    expect(deviceName(aDevice({ hostname: [], model: [] }))).toBe('02:00:00:00:00:01');
  });

  it('orders severities by harm', () => expect(severityRank('critical')).toBeGreaterThan(severityRank('high')));
});
