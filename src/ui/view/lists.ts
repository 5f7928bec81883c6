import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import { bestClaim, type Device, type DeviceId } from '../../model/device.ts';
import type { Finding } from '../../model/finding.ts';
import { phaseAt } from '../../model/phase.ts';
import { rateOf, recentOf } from '../activity.ts';
import { catalogueOf, countSeverities, destinationOf, findingsAt, severityRank } from '../catalogue.ts';
import type { ListItems, ListKind } from '../lists.ts';
import { protectionOf } from '../../model/protection.ts';
import { join, span } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { eventDevice, type TimelineEvent } from '../timeline.ts';
import { companyColumns, ruleColumns } from './groups.ts';
import { countMarks, deviceOrId, deviceText, partyText, placeText, reviewMark, severityMark } from './marks.ts';
import { sparkline } from './sparkline.ts';
import type { Column } from './table.ts';

type ColumnsOf = { readonly [K in ListKind]: (show: Show, state: UiState, device: DeviceId | null) => readonly Column<ListItems[K]>[] };

/** Columns of the lists. With a device given, the column that would repeat it is left out. */
export const COLUMNS: ColumnsOf = {
  dashboard: dashboardColumns,
  devices: deviceColumns,
  destinations: destinationColumns,
  findings: findingColumns,
  timeline: eventColumns,
  rules: ruleColumns,
  companies: companyColumns,
};

/** The columns of a list that the user has not hidden. */
export function columnsOf<K extends ListKind>(
  show: Show,
  state: UiState,
  kind: K,
  device: DeviceId | null,
): readonly Column<ListItems[K]>[] {
  const hidden = new Set<string>(state.hidden[kind]);
  const columns = COLUMNS[kind](show, state, device) as readonly Column<ListItems[K]>[];
  return columns.filter(({ key }) => !hidden.has(key) && !(device !== null && key === 'ui.column.device'));
}

/** Seconds over which the rate beside a sparkline is taken. */
const RATE_SECONDS = 3;

/** Of what goes on, the last minute; of what is over, how much there was in all. */
function volumeColumns(show: Show, { status, activity }: UiState): readonly Column<Device>[] {
  if (!status.done) {
    return [
      {
        ...{ key: 'ui.column.activity', cells: 12, grow: 2, rank: 3 },
        cell: ({ id }, cells) => span(sparkline(show.glyphs, recentOf(status, activity, id), Math.min(60, cells)), 'low'),
      },
      {
        ...{ key: 'ui.column.rate', cells: 9, grow: 0, rank: 2, align: 'right' },
        cell: ({ id }) => span(show.rate(rateOf(recentOf(status, activity, id), RATE_SECONDS))),
      },
    ];
  }
  return [
    { key: 'ui.column.sent', cells: 8, grow: 0, rank: 2, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    { key: 'ui.column.received', cells: 8, grow: 0, rank: 3, align: 'right', cell: ({ octetsDown }) => span(show.octets(octetsDown)) },
  ];
}

function dashboardColumns(show: Show, state: UiState): readonly Column<Device>[] {
  const { countsOf, destinationsOf, findingsOf } = catalogueOf(state.snapshot);
  return [
    { key: 'ui.column.name', cells: 14, grow: 2, rank: 0, cell: (device) => nameCell(show, state, device) },
    ...volumeColumns(show, state),
    {
      ...{ key: 'ui.column.destinations', cells: 5, grow: 0, rank: 1, align: 'right' },
      cell: ({ id }) => span(show.integer(destinationsOf.get(id)?.length ?? 0)),
    },
    {
      ...{ key: 'ui.column.findings', cells: 9, grow: 0, rank: 0 },
      cell: ({ id }, cells) => countMarks(show, countsOf.get(id) ?? countSeverities([]), cells),
    },
    {
      ...{ key: 'ui.column.worst', cells: 18, grow: 4, rank: 1 },
      cell: ({ id }) => {
        const worst = worstOf(findingsOf.get(id) ?? []);
        return worst === null ? span(show.say('ui.none'), 'dim') : span(show.text(worst.rule.title), worst.rule.severity);
      },
    },
  ];
}

/** The worst finding of a device: by harm, then by which was first. */
function worstOf(findings: readonly Finding[]): Finding | null {
  let worst: Finding | null = null;
  for (const finding of findings) {
    const harm = severityRank(finding.rule.severity);
    const known = worst === null ? -1 : severityRank(worst.rule.severity);
    if (harm > known || (harm === known && finding.first < worst!.first)) worst = finding;
  }
  return worst;
}

/** A device that people left out stands in the list, and is told apart. */
function nameCell(show: Show, { snapshot }: UiState, device: Device): ReturnType<typeof span> {
  const name = deviceText(show, device);
  if (!catalogueOf(snapshot).excluded.has(device.id)) return span(name);
  return span(`(${show.say('ui.device.excluded-short')}) ${name}` as SafeText, 'dim');
}

function deviceColumns(show: Show, state: UiState): readonly Column<Device>[] {
  const { countsOf, destinationsOf } = catalogueOf(state.snapshot);
  return [
    { key: 'ui.column.name', cells: 15, grow: 3, rank: 0, cell: (device) => nameCell(show, state, device) },
    { key: 'ui.column.maker', cells: 14, grow: 2, rank: 3, cell: (device) => span(makerText(show, device)) },
    {
      ...{ key: 'ui.column.address', cells: 15, grow: 1, rank: 4, cut: 'middle' },
      cell: ({ addresses }) => span(show.foreign(addresses[0] ?? '')),
    },
    {
      ...{ key: 'ui.column.findings', cells: 12, grow: 1, rank: 0 },
      cell: ({ id }, cells) => countMarks(show, countsOf.get(id) ?? countSeverities([]), cells),
    },
    {
      ...{ key: 'ui.column.destinations', cells: 5, grow: 0, rank: 2, align: 'right' },
      cell: ({ id }) => span(show.integer(destinationsOf.get(id)?.length ?? 0)),
    },
    { key: 'ui.column.sent', cells: 8, grow: 0, rank: 1, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    { key: 'ui.column.received', cells: 8, grow: 0, rank: 5, align: 'right', cell: ({ octetsDown }) => span(show.octets(octetsDown)) },
    { key: 'ui.column.last', cells: 23, grow: 0, rank: 6, cell: ({ lastSeen }) => span(show.moment(lastSeen), 'dim') },
  ];
}

function destinationColumns(show: Show, { snapshot }: UiState): readonly Column<Destination>[] {
  const { devices } = catalogueOf(snapshot);
  const { say } = show;
  return [
    {
      ...{ key: 'ui.column.destination', cells: 20, grow: 4, rank: 0, cut: 'middle' },
      ...{ cell: ({ name }) => span(show.foreign(name)), domain: ({ registrableDomain }) => registrableDomain },
    },
    { key: 'ui.column.device', cells: 12, grow: 1, rank: 5, cell: (item) => span(deviceOrId(show, devices, item.device)) },
    {
      ...{ key: 'ui.column.company', cells: 11, grow: 1, rank: 3 },
      cell: ({ owner }) => span(owner === null ? say('ui.unknown') : show.foreign(owner)),
    },
    {
      ...{ key: 'ui.column.party', cells: 8, grow: 0, rank: 1 },
      cell: (item) => span(partyText(show, item), item.tracker ? 'medium' : 'plain'),
    },
    { key: 'ui.column.country', cells: 4, grow: 0, rank: 4, cell: ({ country }) => span(countryText(show, country)) },
    { key: 'ui.column.content', cells: 10, grow: 0, rank: 2, cell: (item) => protectionCell(show, item) },
    {
      ...{ key: 'ui.column.findings', cells: 8, grow: 1, rank: 1 },
      cell: (item, cells) => countMarks(show, countSeverities(findingsAt(snapshot, item)), cells),
    },
    { key: 'ui.column.sent', cells: 8, grow: 0, rank: 3, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    { key: 'ui.column.received', cells: 8, grow: 0, rank: 6, align: 'right', cell: ({ octetsDown }) => span(show.octets(octetsDown)) },
    { key: 'ui.column.purpose', cells: 20, grow: 2, rank: 7, cell: ({ roles }) => span(rolesText(show, roles)) },
  ];
}

function rolesText({ say }: Show, roles: Destination['roles']): SafeText {
  return join(
    roles.map((role) => say(`role.${role}`)),
    ', ',
  );
}

function findingColumns(show: Show, state: UiState): readonly Column<Finding>[] {
  const { devices } = catalogueOf(state.snapshot);
  return [
    { key: 'ui.column.severity', cells: 4, grow: 0, rank: 0, cell: ({ rule }) => severityMark(show, rule.severity) },
    { key: 'ui.column.confidence', cells: 5, grow: 0, rank: 2, cell: ({ rule }) => span(show.glyphs.confidence[rule.confidence]) },
    { key: 'ui.column.device', cells: 13, grow: 1, rank: 3, cell: (item) => span(deviceOrId(show, devices, item.device)) },
    { key: 'ui.column.finding', cells: 28, grow: 5, rank: 0, cell: ({ rule }) => span(show.text(rule.title)) },
    {
      ...{ key: 'ui.column.destination', cells: 18, grow: 2, rank: 4, cut: 'middle' },
      cell: (item) => span(placeText(show, item)),
      domain: (item) => destinationOf(state.snapshot, item)?.registrableDomain ?? null,
    },
    { key: 'ui.column.count', cells: 9, grow: 0, rank: 2, align: 'right', cell: ({ count }) => span(show.integer(count)) },
    { key: 'ui.column.review', cells: 8, grow: 0, rank: 1, cell: ({ id }) => reviewMark(show, state, id) },
    { key: 'ui.column.first', cells: 23, grow: 0, rank: 5, cell: ({ first }) => span(show.moment(first), 'dim') },
  ];
}

function eventColumns(show: Show, { snapshot }: UiState): readonly Column<TimelineEvent>[] {
  const { devices } = catalogueOf(snapshot);
  return [
    { key: 'ui.column.time', cells: 8, grow: 0, rank: 0, cell: ({ at }) => span(show.clock(at), 'dim') },
    {
      ...{ key: 'ui.column.severity', cells: 4, grow: 0, rank: 0 },
      cell: (event) => (event.kind === 'finding' ? severityMark(show, event.finding.rule.severity) : span('' as SafeText)),
    },
    {
      ...{ key: 'ui.column.device', cells: 13, grow: 1, rank: 2 },
      cell: (event) => {
        const device = eventDevice(event);
        return span(device === null ? ('' as SafeText) : deviceOrId(show, devices, device));
      },
    },
    {
      key: 'ui.column.event',
      cells: 30,
      grow: 6,
      rank: 0,
      cell: (event) => span(eventText(show, event), isNote(event) ? 'title' : 'plain'),
    },
    {
      ...{ key: 'ui.column.phase', cells: 14, grow: 1, rank: 3 },
      cell: ({ at }) => span(show.foreign(phaseAt(snapshot.phases, at)?.name ?? ''), 'dim'),
    },
  ];
}

function isNote({ kind }: TimelineEvent): boolean {
  return kind !== 'device' && kind !== 'finding';
}

/** What happened, in words. */
export function eventText(show: Show, event: TimelineEvent): SafeText {
  switch (event.kind) {
    case 'finding': {
      const { finding } = event;
      const where = finding.destination === null ? '' : ` ${show.glyphs.arrow} ${placeText(show, finding)}`;
      return `${show.text(finding.rule.title)}${where}` as SafeText;
    }
    case 'device':
      return show.say('ui.event.device');
    default:
      return show.say(`ui.event.${event.kind}`, { text: event.text });
  }
}

function makerText(show: Show, device: Device): SafeText {
  if (device.gateway) return show.say('report.device.gateway');
  const vendor = bestClaim(device.vendor);
  if (vendor !== null) return show.foreign(vendor.value);
  return show.say(device.randomised ? 'ui.device.random-mac' : 'ui.unknown');
}

/** An estimate from the address, and marked as one. */
function countryText(show: Show, country: string | null): SafeText {
  return country === null ? show.say('ui.unknown') : (`${show.foreign(country)}~` as SafeText);
}

function protectionCell(show: Show, destination: Destination): ReturnType<typeof span> {
  const protection = protectionOf(destination);
  return span(show.say(`ui.protection.${protection}`), protection === 'readable' || protection === 'mixed' ? 'warning' : 'plain');
}
