import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import { bestClaim, type Device, type DeviceId } from '../../model/device.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { catalogueOf, countSeverities, findingsAt } from '../catalogue.ts';
import type { ListItems, ListKind } from '../lists.ts';
import { join, span } from '../row.ts';
import type { Show } from '../show.ts';
import { countMarks, deviceOrId, deviceText, partyText, placeText, protectionOf, severityMark } from './marks.ts';
import type { Column } from './table.ts';

type ColumnsOf = { readonly [K in ListKind]: (show: Show, snapshot: Snapshot, device: DeviceId | null) => readonly Column<ListItems[K]>[] };

/** Columns of the lists. With a device given, the column that would repeat it is left out. */
export const COLUMNS: ColumnsOf = { devices: deviceColumns, destinations: destinationColumns, findings: findingColumns };

function deviceColumns(show: Show, snapshot: Snapshot): readonly Column<Device>[] {
  const { countsOf, destinationsOf } = catalogueOf(snapshot);
  const { say } = show;
  return [
    { title: say('ui.column.name'), cells: 15, grow: 3, rank: 0, cell: (device) => span(deviceText(show, device)) },
    { title: say('ui.column.maker'), cells: 14, grow: 2, rank: 3, cell: (device) => span(makerText(show, device)) },
    {
      title: say('ui.column.address'),
      cells: 15,
      grow: 1,
      rank: 4,
      cut: 'middle',
      cell: ({ addresses }) => span(show.foreign(addresses[0] ?? '')),
    },
    {
      ...{ title: say('ui.column.findings'), cells: 12, grow: 1, rank: 0 },
      cell: ({ id }) => countMarks(show, countsOf.get(id) ?? countSeverities([])),
    },
    {
      ...{ title: say('ui.column.destinations'), cells: 5, grow: 0, rank: 2, align: 'right' },
      cell: ({ id }) => span(show.integer(destinationsOf.get(id)?.length ?? 0)),
    },
    { title: say('ui.column.sent'), cells: 8, grow: 0, rank: 1, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    {
      title: say('ui.column.received'),
      cells: 8,
      grow: 0,
      rank: 5,
      align: 'right',
      cell: ({ octetsDown }) => span(show.octets(octetsDown)),
    },
    { title: say('ui.column.last'), cells: 23, grow: 0, rank: 6, cell: ({ lastSeen }) => span(show.moment(lastSeen), 'dim') },
  ];
}

function destinationColumns(show: Show, snapshot: Snapshot, device: DeviceId | null): readonly Column<Destination>[] {
  const { devices } = catalogueOf(snapshot);
  const { say } = show;
  const columns: readonly (Column<Destination> | null)[] = [
    { title: say('ui.column.destination'), cells: 20, grow: 4, rank: 0, cut: 'middle', cell: ({ name }) => span(show.foreign(name)) },
    device !== null
      ? null
      : { title: say('ui.column.device'), cells: 12, grow: 1, rank: 5, cell: (item) => span(deviceOrId(show, devices, item.device)) },
    {
      title: say('ui.column.company'),
      cells: 11,
      grow: 1,
      rank: 3,
      cell: ({ owner }) => span(owner === null ? say('ui.unknown') : show.foreign(owner)),
    },
    {
      ...{ title: say('ui.column.party'), cells: 7, grow: 0, rank: 1 },
      cell: (item) => span(partyText(show, item), item.tracker ? 'medium' : 'plain'),
    },
    { title: say('ui.column.country'), cells: 4, grow: 0, rank: 4, cell: ({ country }) => span(countryText(show, country)) },
    { title: say('ui.column.content'), cells: 10, grow: 0, rank: 2, cell: (item) => protectionCell(show, item) },
    {
      title: say('ui.column.findings'),
      cells: 7,
      grow: 1,
      rank: 1,
      cell: (item) => countMarks(show, countSeverities(findingsAt(snapshot, item))),
    },
    { title: say('ui.column.sent'), cells: 8, grow: 0, rank: 3, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    {
      title: say('ui.column.received'),
      cells: 8,
      grow: 0,
      rank: 6,
      align: 'right',
      cell: ({ octetsDown }) => span(show.octets(octetsDown)),
    },
    {
      title: say('ui.column.purpose'),
      cells: 20,
      grow: 2,
      rank: 7,
      cell: ({ roles }) =>
        span(
          join(
            roles.map((role) => say(`role.${role}`)),
            ', ',
          ),
        ),
    },
  ];
  return columns.filter((column) => column !== null);
}

function findingColumns(show: Show, snapshot: Snapshot, device: DeviceId | null): readonly Column<Finding>[] {
  const { devices } = catalogueOf(snapshot);
  const { say } = show;
  const columns: readonly (Column<Finding> | null)[] = [
    { title: say('ui.column.severity'), cells: 4, grow: 0, rank: 0, cell: ({ rule }) => severityMark(show, rule.severity) },
    { title: say('ui.column.confidence'), cells: 5, grow: 0, rank: 1, cell: ({ rule }) => span(show.glyphs.confidence[rule.confidence]) },
    device !== null
      ? null
      : { title: say('ui.column.device'), cells: 13, grow: 1, rank: 2, cell: (item) => span(deviceOrId(show, devices, item.device)) },
    { title: say('ui.column.finding'), cells: 28, grow: 5, rank: 0, cell: ({ rule }) => span(show.text(rule.title)) },
    { title: say('ui.column.destination'), cells: 18, grow: 2, rank: 3, cut: 'middle', cell: (item) => span(placeText(show, item)) },
    { title: say('ui.column.count'), cells: 6, grow: 0, rank: 1, align: 'right', cell: ({ count }) => span(show.integer(count)) },
    { title: say('ui.column.first'), cells: 23, grow: 0, rank: 5, cell: ({ first }) => span(show.moment(first), 'dim') },
  ];
  return columns.filter((column) => column !== null);
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
