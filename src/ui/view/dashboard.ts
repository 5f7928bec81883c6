import type { SafeText } from '../../language/safe-text.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rateOf, RECENT_SECONDS, totalRecent } from '../activity.ts';
import { catalogueOf, type SeverityCounts } from '../catalogue.ts';
import { cellsOf, fit } from '../cells.ts';
import { BLANK, join, row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { countMarks, countWords, deviceOrId, placeText, severityMark } from './marks.ts';
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
    line(say('ui.dashboard.traffic'), ...trafficSpans(state, show, width)),
    line(say('ui.dashboard.network'), span(networkText(state.snapshot, show, width - LABEL_CELLS - 2))),
    line(say('report.findings'), countsSpan(show, counts, width - LABEL_CELLS - 2)),
    BLANK,
  ];
}

/** In words where there is room for them, else in signs. */
function countsSpan(show: Show, counts: SeverityCounts, width: number): Span {
  const words = countWords(show, counts);
  if (words === '') return span(show.say('ui.detail.no-findings'));
  return cellsOf(words) <= width ? span(words) : countMarks(show, counts);
}

function trafficSpans({ status, activity }: UiState, show: Show, width: number): readonly Span[] {
  const recent = totalRecent(status, activity);
  const rate = rateOf(recent, RATE_SECONDS);
  const text = `  ${show.rate(rate)}` as SafeText;
  const cells = Math.max(0, Math.min(RECENT_SECONDS, width - LABEL_CELLS - 3 - cellsOf(text)));
  return [span(sparkline(show.glyphs, recent, cells), 'low'), span(text)];
}

/** Whom the network talks to, in as many whole parts as there is room for. */
function networkText(snapshot: Snapshot, show: Show, width: number): SafeText {
  const { devices, destinations } = snapshot;
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
  const parts = [
    show.say('report.count.devices', { count: devices.length }),
    show.say('report.count.destinations', { count: internet }),
    show.say('ui.dashboard.third', { count: third }),
    show.say('ui.dashboard.trackers', { count: trackers }),
  ];
  const text = (count: number): SafeText => join([...parts.slice(0, count)], ', ');
  let kept = parts.length;
  while (kept > 1 && cellsOf(text(kept)) > width) kept -= 1;
  const named = kept === parts.length ? countriesText([...countries].sort(), show, width - cellsOf(text(kept)) - 2) : null;
  return named === null ? text(kept) : join([text(kept), named], ', ');
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

/** The findings that were seen last, newest first. */
export function newestRows({ snapshot }: UiState, show: Show, width: number, height: number): readonly Row[] {
  if (height < 2) return [];
  const { devices } = catalogueOf(snapshot);
  const newest = newestOf(snapshot.findings, height - 1);
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

/** A few of many, without sorting them all. */
function newestOf(findings: readonly Finding[], count: number): readonly Finding[] {
  const newest: Finding[] = [];
  for (const finding of findings) {
    if (newest.length === count && finding.first <= newest.at(-1)!.first) continue;
    const at = newest.findIndex(({ first }) => first < finding.first);
    newest.splice(at < 0 ? newest.length : at, 0, finding);
    if (newest.length > count) newest.pop();
  }
  return newest;
}
