import { describe, expect, it } from 'vitest';
import { PARTIES } from '../../../src/model/destination.ts';
import { COLUMNS, columnsOf } from '../../../src/ui/view/lists.ts';
import { aDestination, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, textOf } from '../frames.ts';
import { row } from '../../../src/ui/row.ts';

describe('columns', () => {
  const snapshot = aSnapshot();
  const state = aState({}, snapshot);

  it('say everything about a device, a destination and a finding', () => {
    const device = COLUMNS.devices(english, state, null).map(({ cell }) => textOf([row(cell(snapshot.devices[1]!, 20))]));
    expect(device.slice(0, 5)).toEqual(['talking-bear', 'Bear Toys', '192.168.4.20', '▲2 ◆1 ·1', '4']);
    const destination = COLUMNS.destinations(english, state, null).map(({ cell }) => textOf([row(cell(snapshot.destinations[0]!, 20))]));
    expect(destination.slice(0, 7)).toEqual(['api.bear.example', 'talking-bear', 'Bear Toys', 'maker', 'US~', 'READABLE', '▲1']);
    const finding = COLUMNS.findings(english, state, null).map(({ cell }) => textOf([row(cell(snapshot.findings[2]!, 20))]));
    expect(finding.slice(0, 4)).toEqual(['◆ M', '●●○', 'talking-bear', 'Contacts an advertising company']);
  });

  it('do not repeat the device that is open, nor show what the user hid', () => {
    const { id } = snapshot.devices[1]!;
    for (const kind of ['destinations', 'findings'] as const) {
      expect(columnsOf(english, state, kind, id)).toHaveLength(COLUMNS[kind](english, state, null).length - 1);
    }
    const hidden = { ...state, hidden: { ...state.hidden, devices: ['ui.column.maker'] } };
    expect(columnsOf(english, hidden, 'devices', null).map(({ key }) => key)).not.toContain('ui.column.maker');
  });

  it('say of an unknown maker why it is unknown', () => {
    const maker = COLUMNS.devices(english, state, null)[1]!;
    expect(maker.cell({ ...snapshot.devices[1]!, vendor: [] }, 20).text).toBe('? (random MAC)');
    expect(maker.cell(snapshot.devices[0]!, 20).text).toBe('router of this network');
  });

  it('have room for the mark of a tracker beside every word for a company, in both languages', () => {
    for (const show of [english, french])
      for (const party of PARTIES) {
        const column = COLUMNS.destinations(show, state, null).find(({ key }) => key === 'ui.column.party')!;
        const { text } = column.cell(aDestination({ party, tracker: true }), column.cells);
        expect(text.length, text).toBeLessThanOrEqual(column.cells);
      }
  });
});
