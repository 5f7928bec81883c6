import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Language } from '../../model/text.ts';
import { rateOf, RECENT_SECONDS, totalRecent } from '../activity.ts';
import { catalogueOf, type SeverityCounts } from '../catalogue.ts';
import { cellsOf, cutHost, fit } from '../cells.ts';
import { keptDestinations, keptDevices, keptFindings } from '../kept.ts';
import { protectionOf } from '../../model/protection.ts';
import { BLANK, join, row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { SORTS } from '../sorts.ts';
import type { UiState } from '../state.ts';
import { sessionSpan } from '../timeline.ts';
import { countMarks, countWords, deviceOrId, partyText, placeText, severityMark } from './marks.ts';
import { sparkline } from './sparkline.ts';

const LABEL_CELLS = 11;
const RATE_SECONDS = 3;
/** Countries that are named; the others are counted. */
const COUNTRIES_MAX = 6;

/** How the network is doing: traffic of the last minute, whom it talks to, what was found. */
export function summaryRows(state: UiState, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const counts = catalogueOf(state.snapshot).counts;
  const line = (label: SafeText, ...spans: readonly Span[]): Row =>
    row(span(` ${fit(label, LABEL_CELLS, show.glyphs.ellipsis)} ` as SafeText, 'dim'), ...spans);
  return [
    line(say('ui.dashboard.traffic'), ...(state.status.done ? [span(totalText(state.snapshot, show))] : trafficSpans(state, show, width))),
    line(say('ui.dashboard.content'), ...contentSpans(state.snapshot, show, width - LABEL_CELLS - 2)),
    line(say('ui.dashboard.network'), span(networkText(state.snapshot, show, width - LABEL_CELLS - 2))),
    line(say('report.findings'), ...countsSpans(state.snapshot, show, counts, width - LABEL_CELLS - 2)),
    BLANK,
  ];
}

/** In words where there is room for them, else in signs; and how many are not listed, or left out with their device: none that is counted is no good news. */
function countsSpans(snapshot: Snapshot, show: Show, counts: SeverityCounts, width: number): readonly Span[] {
  const leftOut = snapshot.findings.length - keptFindings(snapshot, null, true).length;
  const unlisted = snapshot.coverage.limits.find(({ code }) => code === 'findings-limited')?.count ?? 0;
  const others = [
    ...(unlisted === 0 ? [] : [show.say('ui.dashboard.unlisted', { count: unlisted })]),
    ...(leftOut === 0 ? [] : [show.say('ui.dashboard.left-out', { count: leftOut })]),
  ];
  const also = others.length === 0 ? null : join(others, ', ');
  const words = countWords(show, counts);
  if (words === '') return [also === null ? span(show.say('ui.detail.no-findings')) : span(also, 'dim')];
  const behind = also === null ? ('' as SafeText) : (`, ${also}` as SafeText);
  const shown = cellsOf(words) + cellsOf(behind) <= width ? span(words) : countMarks(show, counts);
  return [shown, span(behind, 'dim')];
}

function trafficSpans({ status, activity }: UiState, show: Show, width: number): readonly Span[] {
  const recent = totalRecent(status, activity);
  const rate = rateOf(recent, RATE_SECONDS);
  const text = `  ${show.rate(rate)}` as SafeText;
  const cells = Math.max(0, Math.min(RECENT_SECONDS, width - LABEL_CELLS - 3 - cellsOf(text)));
  return [span(sparkline(show.glyphs, recent, cells), 'low'), span(text)];
}

/** Of what is over: how much it was, and over which time. */
function totalText({ captures, coverage }: Snapshot, show: Show): SafeText {
  const octets = captures.reduce((sum, capture) => sum + capture.octets, 0);
  const span_ = sessionSpan({ captures, devices: [], phases: [] });
  const packets = show.say('report.count.packets', { count: coverage.framesRead });
  return join([show.octets(octets), packets, ...(span_ === null ? [] : [show.duration(span_.to - span_.from)])], ', ');
}

const BAR_CELLS = 20;

/** What could be read of the content, what is encrypted, and what cannot be told; with a bar where there is room. */
function contentSpans({ coverage }: Snapshot, show: Show, width: number): readonly Span[] {
  const { payloadOctets, readableOctets, encryptedOctets } = coverage;
  if (payloadOctets === 0) return [span(show.say('ui.dashboard.no-content'))];
  const share = (octets: number): SafeText => show.share(octets, payloadOctets);
  const opaque = Math.max(0, payloadOctets - readableOctets - encryptedOctets);
  const readable = show.say('ui.dashboard.readable', { share: share(readableOctets) });
  const rest = [
    `, ${show.say('ui.dashboard.encrypted', { share: share(encryptedOctets) })}` as SafeText,
    ...(opaque === 0 ? [] : [`, ${show.say('ui.dashboard.opaque', { share: share(opaque) })}` as SafeText]),
  ];
  // In as many whole parts as there is room for.
  while (rest.length > 0 && cellsOf(join([readable, ...rest])) > width) rest.pop();
  const words = [span(readable, readableOctets > 0 ? 'warning' : 'plain'), ...rest.map((part) => span(part))];
  const { bar, barRest } = show.glyphs;
  const filled = Math.round((readableOctets / payloadOctets) * BAR_CELLS);
  const drawn = `${bar.repeat(filled)}${barRest.repeat(BAR_CELLS - filled)}`;
  const room = drawn !== '' && words.reduce((sum, { text }) => sum + cellsOf(text), 0) + BAR_CELLS + 2 <= width;
  return room ? [span(`${drawn}  ` as SafeText, 'low'), ...words] : words;
}

/** Whom the network talks to, in as many whole parts as there is room for. */
function networkText(snapshot: Snapshot, show: Show, width: number): SafeText {
  const destinations = keptDestinations(snapshot, null);
  let third = 0;
  let trackers = 0;
  let internet = 0;
  const countries = new Set<string>();
  for (const { party, tracker, country, scope } of destinations) {
    if (party === 'third') third += 1;
    if (tracker) trackers += 1;
    if (scope === 'internet') internet += 1;
    if (country !== null) countries.add(country);
  }
  const whole = [
    show.say('report.count.devices', { count: keptDevices(snapshot).length }),
    show.say('ui.dashboard.internet', { count: internet }),
    show.say('ui.dashboard.trackers', { count: trackers }),
    show.say('ui.dashboard.third', { count: third }),
  ];
  // The list below counts the devices as well, so they go first where there is no room for all.
  const ways = [whole, ...[4, 3, 2].map((end) => whole.slice(1, end)), whole.slice(0, 1)].map((parts) => join(parts, ', '));
  const fitting = ways.find((text) => cellsOf(text) <= width) ?? ways.at(-1)!;
  const named = fitting === ways[0] ? countriesText([...countries].sort(), show, width - cellsOf(fitting) - 2) : null;
  return named === null ? fitting : join([fitting, named], ', ');
}

/** As many countries as there is room for, and how many more; null where there is none, or no room for one. */
function countriesText(names: readonly string[], show: Show, width: number): SafeText | null {
  for (let count = Math.min(names.length, COUNTRIES_MAX); count > 0; count -= 1) {
    const left = names.length - count;
    const more = left > 0 ? ` ${show.say('ui.more', { count: left })}` : '';
    const text = `${join(names.slice(0, count).map(show.foreign), ' ')}~${more}` as SafeText;
    if (cellsOf(text) <= width) return text;
  }
  return null;
}

/** The destinations that one would look at first: in the order of risk, as their own list begins. */
export function riskiestRows({ snapshot, language }: UiState, show: Show, width: number, height: number): readonly Row[] {
  const rows = height < 2 ? [] : riskiestOf(snapshot, language, height - 1);
  if (rows.length === 0) return [];
  const { devices } = catalogueOf(snapshot);
  const cells = { device: Math.max(10, Math.floor(width / 6)), name: Math.max(16, Math.floor(width / 3)) };
  const shown = rows.map((destination) => {
    const { name, registrableDomain, owner, country, tracker } = destination;
    const host = cutHost(show.foreign(name), cells.name, show.glyphs.ellipsis, registrableDomain);
    const who = join([partyText(show, destination), ...(owner === null ? [] : [show.foreign(owner)])], ', ');
    return row(
      span(`  ${fit(deviceOrId(show, devices, destination.device), cells.device, show.glyphs.ellipsis)} ` as SafeText),
      span(`${fit(host, cells.name, show.glyphs.ellipsis)} ` as SafeText),
      span(`${country === null ? '?  ' : `${show.foreign(country)}~`} ` as SafeText),
      span(`${show.say(`ui.protection.${protectionOf(destination)}`)}  ` as SafeText),
      span(who, tracker ? 'medium' : 'dim'),
    );
  });
  return [row(span(` ${show.say('ui.dashboard.riskiest')}` as SafeText, 'title')), ...shown];
}

const RISKIEST = new WeakMap<Snapshot, readonly Destination[]>();

/** Looked for once a snapshot: there may be thousands of destinations, and four snapshots a second. */
function riskiestOf(snapshot: Snapshot, language: Language, count: number): readonly Destination[] {
  let riskiest = RISKIEST.get(snapshot);
  if (riskiest === undefined || riskiest.length < Math.min(count, snapshot.destinations.length)) {
    riskiest = firstOf(keptDestinations(snapshot, null), count, SORTS.destinations[0].compare(snapshot, language));
    RISKIEST.set(snapshot, riskiest);
  }
  return riskiest.slice(0, count);
}

/** The findings that were seen last, newest first. */
export function newestRows({ snapshot, showsNotes }: UiState, show: Show, width: number, height: number): readonly Row[] {
  if (height < 2) return [];
  const { devices } = catalogueOf(snapshot);
  const newest = newestOf(keptFindings(snapshot, null, showsNotes), height - 1);
  if (newest.length === 0) return [];
  const deviceCells = Math.max(10, Math.floor(width / 6));
  const rows = newest.map((finding) =>
    row(
      span(`  ${show.clock(finding.first)} ` as SafeText, 'dim'),
      severityMark(show, finding.rule.severity),
      span(` ${fit(deviceOrId(show, devices, finding.device), deviceCells, show.glyphs.ellipsis)} ` as SafeText),
      span(show.text(finding.rule.title)),
      span((finding.destination === null ? '' : `  ${placeText(show, finding)}`) as SafeText, 'dim'),
    ),
  );
  return [row(span(` ${show.say('ui.dashboard.newest')}` as SafeText, 'title')), ...rows];
}

const NEWEST = new WeakMap<readonly Finding[], readonly Finding[]>();

/** Looked for once for each list of findings: a key draws the same list again. */
function newestOf(findings: readonly Finding[], count: number): readonly Finding[] {
  let newest = NEWEST.get(findings);
  if (newest === undefined || newest.length < Math.min(count, findings.length)) {
    newest = firstOf(findings, count, (a, b) => b.first - a.first);
    NEWEST.set(findings, newest);
  }
  return newest.slice(0, count);
}

/**
 * A few of many, without sorting them all: those that an order puts first, of equals those that stand first. Gone through from the end,
 * where what is newest mostly stands: what comes after it is then passed over at once.
 */
function firstOf<T>(items: readonly T[], count: number, compare: (a: T, b: T) => number): readonly T[] {
  const first: T[] = [];
  for (let i = items.length - 1; i >= 0; i -= 1) {
    const item = items[i]!;
    if (first.length === count && compare(item, first.at(-1)!) > 0) continue;
    const at = first.findIndex((other) => compare(other, item) >= 0);
    first.splice(at < 0 ? first.length : at, 0, item);
    if (first.length > count) first.pop();
  }
  return first;
}
