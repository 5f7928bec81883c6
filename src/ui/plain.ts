import type { SafeText } from '../language/safe-text.ts';
import { catalogueOf } from './catalogue.ts';
import { keyWords } from './key-labels.ts';
import { keptDevices, keptFindings } from './kept.ts';
import type { ListItems, ListKind } from './lists.ts';
import { choiceText, columnText, modeText, valueText } from './spoken-dialogs.ts';
import { join, type Row } from './row.ts';
import type { Show } from './show.ts';
import { cursorOf, detailOf, paneOf, paneRows, type UiState } from './state.ts';
import { bodyView } from './view/body.ts';
import { summaryRows } from './view/dashboard.ts';
import { emptyRows } from './view/empty.ts';
import { replyText, stoppingText, toldText } from './view/footer.ts';
import { lostParts, sourceName, stateText } from './view/header.ts';
import { listTitle, titleRows } from './view/titles.ts';
import { deviceWords, findingWords, rowWords } from './words.ts';

/** Lines are not broken by us: who reads them knows best how wide they may be. */
const WIDTH = 4_000;
const HEIGHT = 4_000;
/** New things that are told of one by one; of more only their number. */
const NEWS_MAX = 10;

/** What is said when the screens open. */
export function openingLines(state: UiState, show: Show): readonly SafeText[] {
  return [statusLine(state, show), show.say('ui.plain.help', keyWords(state.keys, show)), ...placeLines(state, show)];
}

/** What is said after something happened: only what is new. Every line stands for itself, and none is ever taken back. */
export function spokenLines(before: UiState, after: UiState, show: Show): readonly SafeText[] {
  return [
    ...newsLines(before, after, show),
    ...(before.mode === after.mode && before.hidden === after.hidden ? [] : modeLines(before, after, show)),
    ...(after.reply === null || after.reply === before.reply ? [] : [replyText(after.reply, show)]),
    ...(after.told === null || after.told === before.told ? [] : [toldText(after.told, after.keys, show)]),
    ...(after.stopping && !before.stopping ? [stoppingText(after, show)] : []),
    ...(before.frozen === after.frozen ? [] : [show.say(after.frozen ? 'ui.state.frozen' : 'ui.hint.resume')]),
    ...whereLines(before, after, show),
  ];
}

/** How it goes: the header's words. */
function statusLine(state: UiState, show: Show): SafeText {
  const { snapshot, status } = state;
  const parts = [
    'Mouchard' as SafeText,
    ...(status.name === undefined || status.name === '' ? [] : [sourceName(state, show)]),
    stateText(state, show).text.trim() as SafeText,
    show.say('ui.header.packets', { count: status.frames }),
    ...lostParts(snapshot, status, show).map(({ text }) => text),
    show.say('report.count.devices', { count: keptDevices(snapshot).length }),
    show.say('report.count.findings', { count: keptFindings(snapshot, null, true).length }),
  ];
  return join(parts, ', ');
}

/** What came in since: devices, findings as the lists have them, and when the state of the session changed. */
function newsLines(before: UiState, after: UiState, show: Show): readonly SafeText[] {
  if (before.latest === after.latest && before.status === after.status) return [];
  const { devices, findings } = catalogueOf(before.latest);
  const newDevices = after.latest.devices.filter(({ id }) => !devices.has(id));
  const newFindings = keptFindings(after.latest, null, after.showsNotes).filter(({ id }) => !findings.has(id));
  const news = [
    ...newDevices.map((device) => (): SafeText => show.say('ui.plain.device', { words: deviceWords(show, after, device) })),
    ...newFindings.map((finding) => (): SafeText => show.say('ui.plain.finding', { words: findingWords(show, after, finding) })),
  ];
  const left = news.length - NEWS_MAX;
  const changed = stateText(before, show).role !== stateText(after, show).role || before.status.done !== after.status.done;
  return [
    ...news.slice(0, NEWS_MAX).map((line) => line()),
    ...(left > 0 ? [show.say('ui.more', { count: left })] : []),
    ...(changed || before.status.kernelDrops !== after.status.kernelDrops ? [statusLine(after, show)] : []),
  ];
}

function modeLines(before: UiState, after: UiState, show: Show): readonly SafeText[] {
  if (after.mode.type === 'columns') return [columnText(after, after.mode, show)];
  if (after.mode.type === 'device') return [choiceText(after, after.mode, show, before.mode.type !== 'device')];
  if (after.mode.type === 'values') return [valueText(after.mode, show, before.mode.type !== 'values')];
  if (after.mode.type === 'browse') return before.mode.type === 'filter' ? placeLines(after, show) : [];
  const asked =
    before.mode.type === after.mode.type &&
    'purpose' in before.mode &&
    'purpose' in after.mode &&
    before.mode.purpose === after.mode.purpose;
  return [modeText(after, show, !asked)];
}

/** Where one is, said again when that changed: the whole of a new place, else the row that one came to. */
function whereLines(before: UiState, after: UiState, show: Show): readonly SafeText[] {
  const place = (state: UiState): string =>
    JSON.stringify([state.screen, state.path.map(({ kind, id }) => [kind, id]), tabOf(state), state.language]);
  if (place(before) !== place(after)) return placeLines(after, show);
  const [old, now] = [paneOf(before), paneOf(after)];
  if (old.type !== 'list' || now.type !== 'list') return [];
  if (old.position.filter !== now.position.filter)
    return after.mode.type === 'filter' ? [modeText(after, show, false)] : placeLines(after, show);
  if (before.only !== after.only || before.showsNotes !== after.showsNotes) return placeLines(after, show);
  if (old.position.sort !== now.position.sort || old.position.reversed !== now.position.reversed) return placeLines(after, show);
  return old.position.id === now.position.id && old.position.index === now.position.index ? [] : rowLine(after, show);
}

function tabOf(state: UiState): string {
  const detail = detailOf(state);
  return detail?.kind === 'device' ? detail.tab : '';
}

/** All of a text, or the title of a list with its row under the cursor. */
function placeLines(state: UiState, show: Show): readonly SafeText[] {
  const pane = paneOf(state);
  if (pane.type === 'text')
    return bodyView({ ...state, rows: HEIGHT }, show, WIDTH, HEIGHT)
      .rows.map(lineOf)
      .filter((line) => line !== '');
  const title = lineOf(listTitle(state, pane, paneRows(state, pane), show, WIDTH));
  const where = detailOf(state) === null ? [show.say(`ui.screen.${state.screen}`)] : titleRows(state, show, WIDTH).map(lineOf);
  const summary = pane.kind === 'dashboard' ? summaryRows(state, show, WIDTH).map(lineOf) : [];
  return [...where, ...summary.filter((line) => line !== ''), title, ...rowLine(state, show)];
}

function rowLine(state: UiState, show: Show): readonly SafeText[] {
  const pane = paneOf(state);
  if (pane.type !== 'list') return [];
  const rows = paneRows(state, pane);
  if (rows.length === 0)
    return emptyRows(state, pane, show, WIDTH)
      .map(lineOf)
      .filter((line) => line !== '');
  const at = cursorOf(rows, pane.position);
  const words = rowWords(show, state, pane.kind, rows[at] as ListItems[ListKind]);
  return [show.say('ui.plain.row', { number: at + 1, all: rows.length, words })];
}

/** A row of a screen as one line: what stands apart there is parted by a colon here. */
function lineOf({ spans }: Row): SafeText {
  return spans
    .map(({ text }) => text)
    .join('')
    .trim()
    .replace(/ ,/g, ',')
    .replace(/ {2,}/g, ': ') as SafeText;
}
