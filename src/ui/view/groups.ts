import { span } from '../row.ts';
import type { CompanyGroup, RuleGroup } from '../groups.ts';
import type { Show } from '../show.ts';
import { severityMark } from './marks.ts';
import type { Column } from './table.ts';

/** Columns of the findings by rule. */
export function ruleColumns(show: Show): readonly Column<RuleGroup>[] {
  return [
    { key: 'ui.column.severity', cells: 4, grow: 0, rank: 0, cell: ({ rule }) => severityMark(show, rule.severity) },
    { key: 'ui.column.finding', cells: 30, grow: 5, rank: 0, cell: ({ rule }) => span(show.text(rule.title)) },
    { key: 'ui.column.findings', cells: 9, grow: 0, rank: 0, align: 'right', cell: ({ findings }) => span(show.integer(findings)) },
    { key: 'ui.column.devices', cells: 9, grow: 0, rank: 1, align: 'right', cell: ({ devices }) => span(show.integer(devices)) },
    { key: 'ui.column.count', cells: 9, grow: 0, rank: 2, align: 'right', cell: ({ count }) => span(show.integer(count)) },
    { key: 'ui.column.first', cells: 23, grow: 0, rank: 3, cell: ({ first }) => span(show.moment(first), 'dim') },
  ];
}

/** Columns of the destinations by company. */
export function companyColumns(show: Show): readonly Column<CompanyGroup>[] {
  const { say } = show;
  return [
    {
      ...{ key: 'ui.column.company', cells: 20, grow: 4, rank: 0 },
      cell: ({ owner }) => (owner === null ? span(say('party.unknown'), 'dim') : span(show.foreign(owner))),
    },
    { key: 'ui.column.party', cells: 7, grow: 1, rank: 2, cell: ({ parties }) => span(say(`ui.party.${parties[0] ?? 'unknown'}`)) },
    {
      ...{ key: 'ui.column.destinations', cells: 6, grow: 0, rank: 0, align: 'right' },
      cell: ({ destinations }) => span(show.integer(destinations)),
    },
    { key: 'ui.column.devices', cells: 9, grow: 0, rank: 3, align: 'right', cell: ({ devices }) => span(show.integer(devices)) },
    {
      ...{ key: 'ui.column.trackers', cells: 9, grow: 0, rank: 1, align: 'right' },
      cell: ({ trackers }) => span(show.integer(trackers), trackers > 0 ? 'medium' : 'plain'),
    },
    { key: 'ui.column.sent', cells: 9, grow: 0, rank: 1, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    { key: 'ui.column.received', cells: 9, grow: 0, rank: 4, align: 'right', cell: ({ octetsDown }) => span(show.octets(octetsDown)) },
  ];
}
