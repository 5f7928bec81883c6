import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import type { Device } from '../../model/device.ts';
import type { Finding } from '../../model/finding.ts';
import type { Micros } from '../../model/observation.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Activity } from '../activity.ts';
import { catalogueOf, findingsAt, severityRank } from '../catalogue.ts';
import { cellsOf, cutEnd, cutHost, fit } from '../cells.ts';
import { keptDevices, keptFindings } from '../kept.ts';
import { BLANK, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { cellAt, sessionSpan, windowOf, type Span } from '../timeline.ts';
import { deviceOrId, deviceText } from './marks.ts';
import { levelOf } from './sparkline.ts';

/** Of a device's name; hosts get more where there is room. */
const LABEL_CELLS = 15;
const HOST_CELLS_MAX = 30;
const VOLUME_CELLS = 9;
/** Cells between the times on the axis. */
const TICK_CELLS = 16;
/** Rows that are not lanes: the title, the axis, phases, marks, findings, an empty line. */
const FIXED_ROWS = 6;

/** The session from left to right: its phases and marks, when findings were made, and a lane for each device; or for one and its destinations. */
export function timelineRows(state: UiState, show: Show, width: number, height: number): readonly Row[] {
  const whole = sessionSpan(state.snapshot);
  if (whole === null) return [];
  const labels = state.only === null ? LABEL_CELLS : Math.max(LABEL_CELLS, Math.min(HOST_CELLS_MAX, Math.floor(width / 4)));
  const cells = Math.max(8, width - labels - VOLUME_CELLS - 3);
  const window = windowOf(whole, state.timeline.zoom, state.timeline.back);
  const lane: Lane = (label, line, volume = '' as SafeText) =>
    row(
      span(` ${fit(label, labels, show.glyphs.ellipsis)} ` as SafeText, 'dim'),
      span(line as SafeText),
      span(` ${fit(volume, VOLUME_CELLS, show.glyphs.ellipsis, 'right')}` as SafeText, 'dim'),
    );
  const lanes = lanesOf(state, show, window, cells, labels, lane);
  const shown = lanes.slice(0, Math.max(0, height - FIXED_ROWS));
  const left = lanes.length - shown.length;
  const findings = keptFindings(state.snapshot, state.only, state.showsNotes);
  return [
    titleRow(state, window, show, width),
    lane('' as SafeText, axis(show, window, cells)),
    lane(show.say('ui.timeline.phases'), phaseCells(state.snapshot, show, window, cells)),
    lane(show.say('ui.timeline.marks'), markCells(state.snapshot, show, window, cells)),
    lane(show.say('report.findings'), findingCells(findings, show, window, cells)),
    ...shown.map((draw) => draw()),
    left > 0 ? row(span(` ${show.say('ui.more', { count: left })}` as SafeText, 'dim')) : BLANK,
  ];
}

/** One line over time: whose it is, what happened, and how much it was in all. */
type Lane = (label: SafeText, line: string, volume?: SafeText) => Row;

/** Each lane is drawn only where there is room for it. */
function lanesOf(
  { snapshot, activity, only }: UiState,
  show: Show,
  window: Span,
  cells: number,
  labels: number,
  lane: Lane,
): readonly (() => Row)[] {
  const { devices, destinationsOf } = catalogueOf(snapshot);
  const ofDevice = (device: Device) => (): Row => {
    const volume = show.octets(device.octetsUp + device.octetsDown);
    return lane(deviceText(show, device), deviceCells(device, activity, show, window, cells), volume);
  };
  if (only === null) {
    return [...keptDevices(snapshot)].sort((a, b) => a.firstSeen - b.firstSeen).map(ofDevice);
  }
  const device = devices.get(only);
  const destinations = [...(destinationsOf.get(only) ?? [])].sort((a, b) => b.octetsUp + b.octetsDown - a.octetsUp - a.octetsDown);
  const ofDestination = (destination: Destination) => (): Row => {
    const { name, registrableDomain, octetsUp, octetsDown } = destination;
    const label = cutHost(show.foreign(name), labels, show.glyphs.ellipsis, registrableDomain);
    return lane(label, destinationCells(snapshot, destination, show, window, cells), show.octets(octetsUp + octetsDown));
  };
  return [...(device === undefined ? [] : [ofDevice(device)]), ...destinations.map(ofDestination)];
}

/** When a destination was in use, and what was found of it then. How much went when is not known of it. */
function destinationCells(snapshot: Snapshot, destination: Destination, show: Show, window: Span, cells: number): string {
  const { firstSeen, lastSeen } = destination;
  const found = findingCells(findingsAt(snapshot, destination), show, window, cells);
  return [...found].map((sign, i) => (sign === ' ' ? presence(window, cells, i, firstSeen, lastSeen, show) : sign)).join('');
}

/** Whether something was there in a cell. */
function presence({ from, to }: Span, cells: number, cell: number, first: Micros, last: Micros, { glyphs }: Show): SafeText {
  const step = (to - from) / cells;
  const start = from + cell * step;
  return start + step > first && start <= last ? glyphs.present : glyphs.nothing;
}

/** Which stretch of time, and of which device, as far as there is room. */
function titleRow({ snapshot, only }: UiState, window: Span, show: Show, width: number): Row {
  const whose = only === null ? show.say('ui.device.all') : deviceOrId(show, catalogueOf(snapshot).devices, only);
  const text = show.say('ui.timeline.title', {
    from: show.moment(window.from),
    to: show.clock(window.to),
    duration: show.duration(window.to - window.from),
  });
  const device = `  ${show.say('ui.list.device', { device: whose })}` as SafeText;
  const room = width - cellsOf(text) - 1;
  return row(span(` ${text}` as SafeText, 'title'), span(only === null && cellsOf(device) > room ? ('' as SafeText) : cutEnd(device, room, show.glyphs.ellipsis), 'title')); // prettier-ignore
}

/** Times at regular distances; each stands where its moment is. */
function axis(show: Show, { from, to }: Span, cells: number): string {
  let text = '';
  for (let at = 0; at + 8 <= cells; at += TICK_CELLS) {
    text += fit(show.clock(from + ((to - from) * at) / cells), Math.min(TICK_CELLS, cells - at), show.glyphs.ellipsis);
  }
  return text.padEnd(cells);
}

/** A line for each phase, with its name in it as far as there is room; a later one stands over an earlier one. */
function phaseCells({ phases }: Snapshot, show: Show, window: Span, cells: number): string {
  const line = Array.from({ length: cells }, () => ' ');
  for (const { name, first, last } of phases) {
    if (last < window.from || first > window.to) continue;
    const start = cellAt(window, cells, Math.max(first, window.from))!;
    const end = cellAt(window, cells, Math.min(last, window.to))!;
    const length = end - start + 1;
    const inside = length < 4 ? show.glyphs.phase.repeat(length) : `|${labelled(show, name, length - 2)}|`;
    for (const [i, character] of [...inside].entries()) line[start + i] = character;
  }
  return line.join('').slice(0, cells);
}

/** A name followed by a line. Only names of one cell a character are put into it, as each takes the place of one. */
function labelled(show: Show, name: string, cells: number): string {
  const text = [...show.foreign(name)].map((character) => (/^[\x20-\x7e\u00a1-\u024f]$/.test(character) ? character : '?')).join('');
  return text.slice(0, cells) + show.glyphs.phase.repeat(Math.max(0, cells - text.length));
}

function markCells({ notes }: Snapshot, show: Show, window: Span, cells: number): string {
  return scattered(
    (notes?.marks ?? []).map(({ at }) => [at, show.glyphs.mark]),
    window,
    cells,
  );
}

/** Findings of which each piece of evidence has its sign; where there are more, only when they were first seen. */
const EVIDENCE_OF_MAX = 1_000;

/** The worst finding in each cell. */
function findingCells(findings: readonly Finding[], show: Show, window: Span, cells: number): string {
  const inHarm = [...findings].sort((a, b) => severityRank(a.rule.severity) - severityRank(b.rule.severity));
  return scattered(
    inHarm.flatMap(({ first, evidence, rule }) => {
      const times = findings.length > EVIDENCE_OF_MAX ? [first] : [first, ...evidence.map(({ at }) => at)];
      return times.map((at): readonly [Micros, SafeText] => [at, show.glyphs.severity[rule.severity]]);
    }),
    window,
    cells,
  );
}

/** Signs at their moments; a later one in the list stands over an earlier one. */
function scattered(signs: readonly (readonly [Micros, SafeText])[], window: Span, cells: number): string {
  const line = Array.from({ length: cells }, () => ' ');
  for (const [at, sign] of signs) {
    const cell = cellAt(window, cells, at);
    if (cell !== null) line[cell] = sign;
  }
  return line.join('');
}

/** Volume over time as far as these screens watched; before that, only when the device was there. */
function deviceCells(device: Device, activity: Activity, show: Show, window: Span, cells: number): string {
  const { glyphs } = show;
  const series = activity.devices.get(device.id);
  const step = (window.to - window.from) / cells;
  const volumes = Array.from({ length: cells }, (_, i): number | null => {
    const from = window.from + i * step;
    if (series === undefined || activity.at === null || from + step <= activity.start || from > activity.at) return null;
    return octetsBetween(series.cells, activity.start, activity.width, from, from + step);
  });
  const peak = volumes.reduce<number>((highest, volume) => Math.max(highest, volume ?? 0), 0);
  return volumes
    .map((volume, i) => {
      if (volume !== null && peak > 0) return levelOf(glyphs.levels, volume, peak);
      return presence(window, cells, i, device.firstSeen, device.lastSeen, show);
    })
    .join('');
}

/** What of the counted cells falls between two moments; a cell counts by its part that does. */
function octetsBetween(counted: readonly number[], start: Micros, width: Micros, from: Micros, to: Micros): number {
  let sum = 0;
  const first = Math.max(0, Math.floor((from - start) / width));
  const last = Math.min(counted.length - 1, Math.floor((to - start) / width));
  for (let i = first; i <= last; i += 1) {
    const low = start + i * width;
    const part = Math.min(to, low + width) - Math.max(from, low);
    if (part > 0) sum += (counted[i]! * part) / width;
  }
  return sum;
}
