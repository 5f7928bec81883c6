import type { SafeText } from '../../src/language/safe-text.ts';
import type { SessionNotes, Snapshot } from '../../src/model/snapshot.ts';
import type { Language } from '../../src/model/text.ts';
import type { UiStatus } from '../../src/ui/feed.ts';
import type { Key, NamedKey } from '../../src/ui/keys.ts';
import { reduce } from '../../src/ui/reduce.ts';
import { clip, type Row } from '../../src/ui/row.ts';
import { makeShow } from '../../src/ui/show.ts';
import { startState, type UiState } from '../../src/ui/state.ts';
import { footView, headView, measure, middleHeight, middleView, smallView } from '../../src/ui/view/screen.ts';
import { aSnapshot } from '../builders/snapshot.ts';

export const DONE: UiStatus = { octetsRead: 8_100_000, octetsTotal: 8_100_000, frames: 4_400, framesPerSecond: 0, done: true };
export const english = makeShow('en', false);
export const french = makeShow('fr', false);

/** What people noted, where nobody noted anything. */
export const NO_NOTES: SessionNotes = { marks: [], names: [], reviews: [], recordings: [] };

/** How a live capture goes. */
export const LIVE: UiStatus = {
  ...{ octetsRead: 8_100_000, octetsTotal: null, frames: 4_400, framesPerSecond: 120, done: false },
  ...{ state: 'capturing', source: 'dumpcap', name: 'wlan0', startedMs: 1_700_000_000_000, backlogFrames: 0, behindMicros: 0 },
  ...{ kernelDrops: 0, interfaceDrops: null, recording: null, storeProblem: null, failure: null, phase: null, notices: [], activity: [] },
};

export const safe = (text: string): SafeText => text as SafeText;

export function aState(more: Partial<UiState> = {}, snapshot: Snapshot = aSnapshot(), language: Language = 'en'): UiState {
  return { ...startState(language, 80, 24, snapshot, DONE), ...more };
}

/** The state after keys: names of keys, or single characters. */
export function press(state: UiState, ...keys: readonly (NamedKey | (string & {}))[]): UiState {
  return keys.reduce((before, name) => {
    const { content, page } = middleView(before, makeShow(before.language, false));
    const key: Key = [...name].length === 1 ? { name: 'character', character: name } : { name: name as NamedKey };
    return reduce(before, { type: 'key', key, extent: { content, page } });
  }, state);
}

export function textOf(rows: readonly Row[]): string {
  return rows.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n');
}

/** All that a state shows, without colours. */
export function screenText(state: UiState, ascii = false): string {
  const show = makeShow(state.language, ascii);
  if (measure(state).small) return textOf(smallView(state, show));
  return textOf([...headView(state, show), ...middleView(state, show).rows, ...footView(state, show)]);
}

/** The lines of a state as they reach the terminal, without Ink and without colours. */
export function plainLines(state: UiState, ascii: boolean): readonly string[] {
  const show = makeShow(state.language, ascii);
  const { width, small } = measure(state);
  const lines = (rows: readonly Row[]): readonly string[] => rows.map((row) => textOf([clip(row, width, show.glyphs.ellipsis)]));
  if (small) return lines(smallView(state, show));
  const middle = lines(middleView(state, show).rows.slice(0, middleHeight(state)));
  const fill = Array.from({ length: middleHeight(state) - middle.length }, () => '');
  return [...lines(headView(state, show)), ...middle, ...fill, ...lines(footView(state, show))];
}
