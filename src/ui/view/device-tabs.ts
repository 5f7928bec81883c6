import { joinParts } from '../../language/format.ts';
import { reviewText } from '../../language/review.ts';
import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import type { Claim, Device } from '../../model/device.ts';
import { isExpired } from '../../model/review.ts';
import { catalogueOf } from '../catalogue.ts';
import type { DeviceTab } from '../device-tab.ts';
import { keyWords } from '../key-labels.ts';
import { join, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { claimText, deviceDetailView } from './device-detail.ts';
import { severityMark } from './marks.ts';
import { fact, heading, paragraph } from './prose.ts';
import { tableRows, type Column } from './table.ts';

/** Rows of a tab that are put into words; of more it is said how many. */
const ROWS_MAX = 500;
/** Addresses that are named beside a name. */
const ADDRESSES_MAX = 2;

/** What a tab of a device shows, where it is no list. */
export function deviceTabView(state: UiState, device: Device, tab: DeviceTab, show: Show, width: number): readonly Row[] {
  if (tab === 'connections') return connectionsView(state, device, show, width);
  if (tab === 'names') return namesView(state, device, show, width);
  if (tab === 'notes') return notesView(state, device, show, width);
  return deviceDetailView(state, device, show, width);
}

/** Its connections, by whom they went to. */
function connectionsView({ snapshot }: UiState, { id }: Device, show: Show, width: number): readonly Row[] {
  const destinations = [...(catalogueOf(snapshot).destinationsOf.get(id) ?? [])].sort((a, b) => b.lastSeen - a.lastSeen);
  if (destinations.length === 0) return paragraph(show.say('ui.tab.connections.none'), width);
  const shown = destinations.slice(0, ROWS_MAX);
  return [
    ...paragraph(show.say('ui.tab.connections.why'), width, 'dim'),
    ...tableRows(show, connectionColumns(show), shown, width, { top: 0, page: shown.length, cursor: -1 }),
    ...more(show, destinations.length - shown.length),
  ];
}

function connectionColumns(show: Show): readonly Column<Destination>[] {
  return [
    { key: 'ui.column.until', cells: 8, grow: 0, rank: 0, cell: ({ lastSeen }) => span(show.clock(lastSeen), 'dim') },
    { key: 'ui.column.since', cells: 8, grow: 0, rank: 4, cell: ({ firstSeen }) => span(show.clock(firstSeen), 'dim') },
    {
      ...{ key: 'ui.column.destination', cells: 20, grow: 4, rank: 0, cut: 'middle' },
      ...{ cell: ({ name }) => span(show.foreign(name)), domain: ({ registrableDomain }) => registrableDomain },
    },
    { key: 'ui.column.ports', cells: 10, grow: 1, rank: 1, cell: ({ ports }) => span(join(ports.map(show.foreign), ' ')) },
    { key: 'ui.column.connections', cells: 7, grow: 0, rank: 0, align: 'right', cell: ({ flows }) => span(show.integer(flows)) },
    { key: 'ui.column.sent', cells: 8, grow: 0, rank: 2, align: 'right', cell: ({ octetsUp }) => span(show.octets(octetsUp)) },
    { key: 'ui.column.received', cells: 8, grow: 0, rank: 3, align: 'right', cell: ({ octetsDown }) => span(show.octets(octetsDown)) },
  ];
}

/** What it is called and who says so; and the names of others that it used, as they came. */
function namesView({ snapshot }: UiState, device: Device, show: Show, width: number): readonly Row[] {
  const named = (catalogueOf(snapshot).destinationsOf.get(device.id) ?? []).filter(({ nameSource }) => nameSource !== 'address');
  const inOrder = [...named].sort((a, b) => a.firstSeen - b.firstSeen || a.firstFrame - b.firstFrame);
  const { hostname, model, vendor, category } = device;
  const own = [
    ...hostname.map((claim) => nameFact(show, 'report.label.hostname', claim, null, width)),
    ...model.map((claim) => nameFact(show, 'report.label.model', claim, null, width)),
    ...vendor.map((claim) => nameFact(show, 'report.label.vendor', claim, null, width)),
    ...category.map((claim) => nameFact(show, 'report.label.category', claim, 'device.', width)),
  ].flat();
  return [
    ...(own.length === 0 ? [] : [...heading(show.say('ui.tab.names.own')).slice(1), ...own]),
    ...heading(show.say('ui.tab.names.asked')),
    ...(inOrder.length === 0 ? paragraph(show.say('ui.tab.names.none'), width) : []),
    ...inOrder.slice(0, ROWS_MAX).flatMap((destination) => paragraph(nameText(destination, show), width)),
    ...more(show, inOrder.length - ROWS_MAX),
  ];
}

function nameFact(show: Show, key: Parameters<Show['say']>[0], claim: Claim, prefix: 'device.' | null, width: number): readonly Row[] {
  const frame = claim.frame === null ? [] : [show.say('ui.tab.names.frame', { frame: claim.frame })];
  return fact(show, show.say(key), join([claimText(show, claim, prefix), show.moment(claim.at), ...frame], ', '), width);
}

function nameText({ name, nameSource, firstSeen, firstFrame, addresses }: Destination, show: Show): SafeText {
  const left = addresses.length - ADDRESSES_MAX;
  const shown = join(
    [...addresses.slice(0, ADDRESSES_MAX).map(show.foreign), ...(left > 0 ? [show.say('ui.more', { count: left })] : [])],
    ' ',
  );
  const parts = [show.foreign(name), show.say(`name-source.${nameSource}`), show.say('ui.tab.names.frame', { frame: firstFrame })];
  return `${show.clock(firstSeen)}  ${join([...parts, ...(addresses.length === 0 ? [] : [shown])], ', ')}` as SafeText;
}

/** What people said of it: its name, whether it is left out, what they think of its findings, and what happened while it was there. */
function notesView(state: UiState, device: Device, show: Show, width: number): readonly Row[] {
  const { snapshot } = state;
  const words = keyWords(state.keys, show);
  const given = device.hostname.filter(({ source }) => source === 'user');
  const excluded = catalogueOf(snapshot).excluded.has(device.id);
  const said = reviewedRows(state, device, show, width);
  const moments = momentRows(state, device, show, width);
  const nothing = given.length === 0 && !excluded && said.length === 0;
  return [
    ...(nothing ? paragraph(show.say('ui.tab.notes.none', words), width) : []),
    ...given.flatMap(({ value }) => fact(show, show.say('ui.tab.notes.name'), show.foreign(value), width)),
    ...(excluded ? fact(show, show.say('ui.detail.shown'), show.say('ui.detail.shown-no', words), width, 'warning') : []),
    ...(said.length === 0 ? [] : [...heading(show.say('ui.tab.notes.said')), ...said]),
    ...(moments.length === 0 ? [] : [...heading(show.say('ui.tab.notes.moments')), ...moments]),
  ];
}

/** Each review of its findings, and below it those that it replaced. */
function reviewedRows({ snapshot, status }: UiState, { id }: Device, show: Show, width: number): readonly Row[] {
  const { findingsOf, reviews, earlierReviews } = catalogueOf(snapshot);
  const said = (findingsOf.get(id) ?? []).filter((finding) => reviews.has(finding.id) || earlierReviews.has(finding.id));
  const rows = said.slice(0, ROWS_MAX).flatMap((finding) => {
    const review = reviews.get(finding.id);
    const before = (earlierReviews.get(finding.id) ?? []).toReversed();
    return [
      row(span(' ' as SafeText), severityMark(show, finding.rule.severity), span(` ${show.text(finding.rule.title)}` as SafeText)),
      ...(review === undefined
        ? []
        : paragraph(
            show.worded(reviewText(show.language, review, isExpired(review, snapshot.captures, status.startedMs))),
            width,
            'plain',
            '     ',
          )),
      ...before.flatMap((one) => {
        const end = show.say('ui.review.ended', { at: show.moment(one.endedMs * 1e3) });
        return paragraph(joinParts(show.language, [show.worded(reviewText(show.language, one, false)), end]), width, 'dim', '     ');
      }),
    ];
  });
  return [...rows, ...more(show, said.length - ROWS_MAX)];
}

/** Phases and marks that lie in the time in which it was seen. */
function momentRows({ snapshot }: UiState, { firstSeen, lastSeen }: Device, show: Show, width: number): readonly Row[] {
  const phases = snapshot.phases.filter(({ first, last }) => last >= firstSeen && first <= lastSeen);
  const marks = (snapshot.notes?.marks ?? []).filter(({ at }) => at >= firstSeen && at <= lastSeen);
  const moments = [
    ...phases.map(({ name, first, last }) => ({
      at: first,
      text: show.say('report.phases.row', { first: show.moment(first), last: show.clock(last), name }),
    })),
    ...marks.map(({ at, text }) => ({ at, text: show.say('report.phases.mark', { at: show.moment(at), text }) })),
  ].sort((a, b) => a.at - b.at);
  return [...moments.slice(0, ROWS_MAX).flatMap(({ text }) => paragraph(text, width)), ...more(show, moments.length - ROWS_MAX)];
}

function more(show: Show, count: number): readonly Row[] {
  return count <= 0 ? [] : [row(span(` ${show.say('ui.more', { count })}` as SafeText, 'dim'))];
}
