import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../src/ui/view/lists.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { english, textOf } from '../frames.ts';
import { row } from '../../../src/ui/row.ts';

describe('columns', () => {
  const snapshot = aSnapshot();

  it('say everything about a device, a destination and a finding', () => {
    const device = COLUMNS.devices(english, snapshot, null).map(({ cell }) => textOf([row(cell(snapshot.devices[1]!))]));
    expect(device.slice(0, 5)).toEqual(['talking-bear', 'Bear Toys', '192.168.4.20', '▲2 ◆1 ·1', '4']);
    const destination = COLUMNS.destinations(english, snapshot, null).map(({ cell }) => textOf([row(cell(snapshot.destinations[0]!))]));
    expect(destination.slice(0, 7)).toEqual(['api.bear.example', 'talking-bear', 'Bear Toys', 'maker', 'US~', 'READABLE', '▲1']);
    const finding = COLUMNS.findings(english, snapshot, null).map(({ cell }) => textOf([row(cell(snapshot.findings[2]!))]));
    expect(finding.slice(0, 4)).toEqual(['◆ M', '●●○', 'talking-bear', 'Contacts an advertising company']);
  });

  it('do not repeat the device that is open', () => {
    const { id } = snapshot.devices[1]!;
    for (const kind of ['destinations', 'findings'] as const) {
      expect(COLUMNS[kind](english, snapshot, id)).toHaveLength(COLUMNS[kind](english, snapshot, null).length - 1);
    }
  });

  it('say of an unknown maker why it is unknown', () => {
    const maker = COLUMNS.devices(english, snapshot, null)[1]!;
    expect(maker.cell({ ...snapshot.devices[1]!, vendor: [] }).text).toBe('? (random MAC)');
    expect(maker.cell(snapshot.devices[0]!).text).toBe('router of this network');
  });
});
