import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import { cellsOf, cutEnd } from '../cells.ts';
import { LIST_TITLES } from '../columns.ts';
import { DEVICE_TABS, type DeviceTab } from '../device-tab.ts';
import { hiddenNotes } from '../kept.ts';
import { firstKey } from '../key-labels.ts';
import { listLength } from '../lists.ts';
import type { Target } from '../reduce.ts';
import { row, span, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { sortLabel } from '../sorts.ts';
import * as states from '../state.ts';
import { detailOf, paneOf, paneRows, type Detail, type ListPane, type UiState } from '../state.ts';
import { countMarks, countWords, deviceOrId, deviceText, reviewMark } from './marks.ts';

/** Where one is, over what is open: `Devices › talking-bear`, which of how many it is, and the tabs of a device. */
export function titleRows(state: UiState, show: Show, width: number): readonly Row[] {
  const detail = detailOf(state);
  if (detail === null) return [];
  const { glyphs } = show;
  const crumbs = [show.say(`ui.screen.${state.screen}`), ...state.path.map((one) => detailTitle(state, one, show))];
  const place = placeWords(state, detail, show);
  const left = Math.max(1, width - place.reduce((sum, { text }) => sum + cellsOf(text), 0));
  const title = row(span(cutEnd(` ${crumbs.join(` ${glyphs.into} `)}` as SafeText, left, glyphs.ellipsis), 'title'), ...place);
  return detail.kind === 'device' ? [title, row(...tabSpans(state, detail, show, width))] : [title];
}

/** What was said of a finding, and which of the list it is. */
function placeWords(state: UiState, detail: Detail, show: Show): readonly Span[] {
  const excluded = detail.kind === 'device' && catalogueOf(state.snapshot).excluded.has(detail.id);
  const said = detail.kind === 'finding' ? [reviewMark(show, state, detail.id)] : [];
  const list = paneOf({ ...state, path: state.path.slice(0, -1) });
  const rows = list.type === 'list' && list.kind === `${detail.kind}s` ? paneRows(state, list) : [];
  const at = rows.findIndex(({ id }) => id === detail.id);
  return [
    ...(excluded ? [span(`  ${show.say('ui.device.excluded')}` as SafeText, 'warning')] : []),
    ...said.map(({ text, role }) => span(`  ${text}` as SafeText, role)),
    ...(at < 0 ? [] : [span(`  ${show.say('ui.detail.place', { number: at + 1, all: rows.length })}` as SafeText, 'dim')]),
  ];
}

function detailTitle({ snapshot, hides }: UiState, detail: Detail, show: Show): SafeText {
  const { devices, destinations, findings } = catalogueOf(snapshot);
  // What has gone has only its identity left, which would tell what is hidden.
  const gone = hides ? show.say('ui.unknown') : show.foreign(detail.id);
  if (detail.kind === 'device') {
    const device = devices.get(detail.id);
    return device === undefined ? gone : deviceText(show, device);
  }
  const name = detail.kind === 'destination' ? destinations.get(detail.id)?.name : findings.get(detail.id)?.rule.id;
  return name === undefined ? gone : show.foreign(name);
}

/** The tabs of a device in as many words as there is room for: with how much each holds, without, or in short. */
function tabSpans(state: UiState, detail: DeviceDetail, show: Show, width: number): readonly Span[] {
  const counts = tabCounts(state, detail);
  const spans = (textOf: (tab: DeviceTab) => string): readonly Span[] =>
    DEVICE_TABS.map((tab) => {
      const text = textOf(tab);
      return span((tab === detail.tab ? `[${text}] ` : ` ${text}  `) as SafeText, tab === detail.tab ? 'title' : 'plain');
    });
  const name = (tab: DeviceTab): SafeText => show.say(`ui.tab.${tab}`);
  const count = (tab: DeviceTab): string => (counts[tab] === null ? '' : ` ${show.integer(counts[tab])}`);
  const ways = [(tab: DeviceTab) => `${name(tab)}${count(tab)}`, name].map(spans);
  const cells = (way: readonly Span[]): number => way.reduce((sum, { text }) => sum + cellsOf(text), 0) - 1;
  return ways.find((way) => cells(way) <= width) ?? spans((tab) => show.say(`ui.tab-short.${tab}`));
}

type DeviceDetail = Extract<Detail, { kind: 'device' }>;

/** How much stands under each tab; null where that is no number. */
function tabCounts({ snapshot, showsNotes }: UiState, { id }: DeviceDetail): Readonly<Record<DeviceTab, number | null>> {
  const length = (kind: 'findings' | 'destinations'): number => listLength(snapshot, kind, { device: id, notes: showsNotes });
  const destinations = catalogueOf(snapshot).destinationsOf.get(id) ?? [];
  return {
    ...{ overview: null, findings: length('findings'), destinations: length('destinations') },
    ...{ connections: destinations.reduce((sum, { flows }) => sum + flows, 0), names: null, notes: null },
  };
}

/** Where the tabs of the device that is open can be clicked. */
export function deviceTabTargets(state: UiState, show: Show, width: number, line: number): readonly Target[] {
  const detail = detailOf(state);
  if (detail?.kind !== 'device' || state.mode.type !== 'browse') return [];
  let from = 0;
  return tabSpans(state, detail, show, width).map(({ text }, i) => {
    const target = { line, from, to: from + cellsOf(text), does: { tab: DEVICE_TABS[i]! } };
    from = target.to;
    return target;
  });
}

/** What is listed, how many of how many, in which order, what is left out; and how many rows came since it was sorted. */
export function listTitle(state: UiState, pane: ListPane, rows: readonly { readonly id: string }[], show: Show, width: number): Row {
  const { say } = show;
  const { kind, position } = pane;
  const { counts: all } = catalogueOf(state.snapshot);
  const counts = kind === 'findings' && pane.device === null ? (state.showsNotes ? all : { ...all, info: 0 }) : null;
  const fresh = position.settled === 0 ? 0 : states.newRows(position, rows);
  const key = firstKey(state.keys, 'new', show) ?? say('ui.none');
  const news = fresh === 0 ? ('' as SafeText) : (` ${say('ui.list.new', { count: fresh, new: key })} ` as SafeText);
  const line = (words: SafeText | null): SafeText => ` ${titleParts(state, pane, rows.length, words, show).join('  ')} ` as SafeText;
  const room = Math.max(0, width - cellsOf(news));
  // Where there is no room for words, signs count as well; order and filter are never pushed out by them.
  const ways = counts === null ? [null] : [countWords(show, counts), countMarks(show, counts).text, null];
  const fitting = ways.map(line).find((text) => cellsOf(text) <= room) ?? line(null);
  return row(span(cutEnd(fitting, room, show.glyphs.ellipsis), 'title'), span(news, 'warning'));
}

function titleParts(state: UiState, pane: ListPane, shown: number, words: SafeText | null, show: Show): readonly SafeText[] {
  const { say, glyphs } = show;
  const { kind, position, device } = pane;
  const { snapshot, showsNotes, path } = state;
  const all = listLength(snapshot, kind, { device, notes: showsNotes });
  const notes = (kind === 'findings' || kind === 'rules') && !showsNotes ? hiddenNotes(snapshot, device) : 0;
  const key = firstKey(state.keys, 'notes', show) ?? say('ui.none');
  return [
    say('ui.list.title', { name: say(LIST_TITLES[kind]), shown, all }),
    ...(words === null || words === '' ? [] : [`(${words})` as SafeText]),
    `${say('ui.list.sort', { sort: say(sortLabel(kind, position.sort)) })} ${position.reversed ? glyphs.rising : glyphs.falling}`.trimEnd() as SafeText,
    ...(device === null || path.length > 0
      ? []
      : [say('ui.list.device', { device: deviceOrId(show, catalogueOf(snapshot).devices, device) })]),
    ...(position.filter === '' ? [] : [say('ui.list.filter', { filter: position.filter })]),
    ...(notes === 0 ? [] : [say('ui.list.notes', { count: notes, notes: key })]),
  ];
}
