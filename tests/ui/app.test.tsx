import { render } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Language } from '../../src/model/text.ts';
import { App } from '../../src/ui/app.tsx';
import { FrameSink } from '../../src/ui/frame-sink.ts';
import { makeShow } from '../../src/ui/show.ts';
import type { UiState } from '../../src/ui/state.ts';
import { englishIn } from '../builders/catalogue.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aSnapshot, snapshotSaying } from '../builders/snapshot.ts';
import { aState, plainLines, press } from './frames.ts';

const SIZES = [
  [60, 16],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const MODES = ['color', 'mono', 'ascii'] as const;
/** Keys from the start to each screen and detail. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  dashboard: ['1'],
  devices: ['2'],
  destinations: ['3'],
  findings: ['4'],
  rules: ['4', 'b'],
  companies: ['3', 'b'],
  timeline: ['5'],
  'a zoomed timeline': ['5', '+', '+', 'left'],
  coverage: ['6'],
  help: ['7'],
  device: ['2', 'enter'],
  'findings of a device': ['2', 'enter', ']'],
  'destinations of a device': ['2', 'enter', ']', ']'],
  'connections of a device': ['2', 'enter', '[', '[', '['],
  'names of a device': ['2', 'enter', '[', '['],
  'notes of a device': ['2', 'enter', '['],
  destination: ['3', 'enter'],
  finding: ['4', 'enter'],
  'end of a finding': ['4', 'enter', 'end'],
  'a filter': ['4', '/', 'x'],
  'a filter that means nothing': ['4', '/', 'c', 'o', 'n', 'f', ':', '9'],
  columns: ['4', 'c', 'down', ' '],
  mark: ['1', 'm', 'h', 'i'],
  'name of a device': ['2', 'R', 'B'],
  'an exception': ['4', 'x', 'o', 'k', 'enter', '2', '0'],
  frozen: ['2', ' '],
};

/** What Ink makes of a state. */
function frameOf(state: UiState, mode: (typeof MODES)[number]): readonly string[] {
  let frame: readonly string[] = [];
  const sink = new FrameSink(state.columns, state.rows, (lines) => (frame = lines));
  const shows = { en: makeShow('en', mode === 'ascii'), fr: makeShow('fr', mode === 'ascii') };
  const store = { current: () => state, subscribe: () => () => undefined };
  const stdout = sink as unknown as NodeJS.WriteStream;
  const { unmount } = render(<App store={store} shows={shows} color={mode === 'color'} sink={sink} />, {
    stdout,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const shown = frame;
  unmount();
  return shown;
}

function stateAt(keys: readonly string[], columns: number, rows: number, language: Language, snapshot: Snapshot = aSnapshot()): UiState {
  return press(aState({ columns, rows }, snapshot, language), ...keys);
}

/** What must hold of every frame. */
function expectSound(lines: readonly string[], { columns, rows }: UiState, mode: (typeof MODES)[number]): void {
  expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(Math.max(1, columns - 1));
  const text = lines.join('\n');
  const bare = mode === 'color' ? text.replace(/\x1b\[\d+m/g, '') : text; // eslint-disable-line no-control-regex -- our own colours
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(bare).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
  expect(bare).not.toMatch(/undefined|\[object|NaN|(?:ui|report|severity|role|party)\.[a-z]/);
  if (mode === 'ascii') expect(bare).toMatch(/^[\x20-\x7e\n]*$/);
}

describe.each(MODES)('every screen, %s', (mode) => {
  describe.each(['en', 'fr'] as const)('in %s', (language) => {
    it.each(SIZES)('at %i by %i', (columns, rows) => {
      for (const keys of Object.values(PLACES)) {
        const state = stateAt(keys, columns, rows, language);
        const lines = frameOf(state, mode);
        expectSound(lines, state, mode);
        expect(lines.length, keys.join(' ')).toBe(rows - 1);
      }
    });
  });

  it('is shown at any size', () => {
    for (const [columns, rows] of [
      [1, 1],
      [2, 2],
      [1, 40],
      [400, 1],
      [10, 5],
      [59, 16],
      [60, 15],
      [400, 120],
    ] as const) {
      // prettier-ignore
      for (const keys of Object.values(PLACES)) {
        const state = stateAt(keys, columns, rows, 'fr');
        expectSound(plainLines(state, mode === 'ascii'), state, mode);
      }
      const state = stateAt([], columns, rows, 'en');
      expectSound(frameOf(state, mode), state, mode);
    }
  });
});

describe('the screens', () => {
  it('have colours where asked for, and not one code where not', () => {
    const state = stateAt(['4'], 80, 24, 'en');
    expect(frameOf(state, 'color').join('')).toContain('\x1b[31m');
    expect(frameOf(state, 'mono').join('')).not.toContain('\x1b');
  });

  it('say the same in every mode', () => {
    const state = stateAt(['4', 'enter'], 80, 24, 'en');
    // eslint-disable-next-line no-control-regex -- our own colours
    const bare = frameOf(state, 'color').map((line) => line.replace(/\x1b\[\d+m/g, '').trimEnd());
    expect(bare).toEqual(frameOf(state, 'mono').map((line) => line.trimEnd()));
  });

  it('have no English in French', () => {
    for (const keys of Object.values(PLACES)) {
      for (const line of frameOf(stateAt(keys, 200, 60, 'fr'), 'mono')) {
        // Conditions and names of lists stand as the rule files have them.
        if (!/ (?:is|in) "|rules\/|src\//.test(line)) expect(englishIn(line), line).toBeNull();
      }
    }
  });

  it('lose nothing to a screen that fails', () => {
    const state = stateAt(['4'], 80, 24, 'en');
    const broken = { ...state, snapshot: { ...state.snapshot, findings: null } as unknown as Snapshot };
    const text = frameOf({ ...broken, screen: 'findings' }, 'mono').join('\n');
    expect(text).toContain('This screen failed');
    expect(text).toContain('[4 Findings]');
    expect(text).toContain('q quit');
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 24)), text]))('are not moved by %s', (_name, text) => {
    for (const keys of Object.values(PLACES)) {
      const state = stateAt(keys, 80, 24, 'en', snapshotSaying(text));
      expectSoundHostile(plainLines(state, false), state);
    }
    const finding = stateAt(['4', 'enter'], 80, 24, 'en', snapshotSaying(text));
    expect(frameOf(finding, 'mono').map((line) => line.trimEnd())).toEqual(plainLines(finding, false).map((line) => line.trimEnd()));
  });
});

function expectSoundHostile(lines: readonly string[], { columns, rows }: UiState): void {
  expect(lines.length).toBe(rows - 1);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns - 1);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(lines.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
}
