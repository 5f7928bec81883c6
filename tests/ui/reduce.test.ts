import { describe, expect, it } from 'vitest';
import { reduce } from '../../src/ui/reduce.ts';
import { detailOf, paneOf, type UiState } from '../../src/ui/state.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';
import type { UiStatus } from '../../src/ui/feed.ts';
import { aState, DONE, LIVE, press } from './frames.ts';

const manyFindings = aSnapshot({ findings: Array.from({ length: 100 }, (_, i) => aFinding({ id: `f${String(i).padStart(3, '0')}` })) });
const findings = (): UiState => press(aState({}, manyFindings), '4');
const cursor = (state: UiState): string | null => {
  const pane = paneOf(state);
  return pane.type === 'list' ? pane.position.id : null;
};
const filter = (state: UiState): string | null => {
  const pane = paneOf(state);
  return pane.type === 'list' ? pane.position.filter : null;
};

describe('the keys', () => {
  it.each([
    ['2', 'devices'],
    ['3', 'destinations'],
    ['4', 'findings'],
    ['6', 'coverage'],
    ['7', 'help'],
    ['?', 'help'],
    ['f1', 'help'],
    ['tab', 'devices'],
    ['back-tab', 'help'],
  ])('%s shows %s', (key, screen) => expect(press(aState(), key).screen).toBe(screen));

  it('takes the digit row of a French keyboard without shift, in French only', () => {
    expect([...'&é"\'(è'].map((key) => press(aState({ language: 'fr' }), key).screen)).toEqual([
      'dashboard',
      'devices',
      'destinations',
      'findings',
      'timeline',
      'help',
    ]);
    expect(press(aState(), 'é').screen).toBe('dashboard');
  });

  it.each([
    [['down'], 'f001'],
    [['j', 'j', 'k'], 'f001'],
    [['up'], 'f000'],
    [['G'], 'f099'],
    [['end', 'home'], 'f000'],
    [['G', 'g'], 'f000'],
    [['page-down'], 'f016'],
    [['page-down', 'page-up'], 'f000'],
    [['ctrl-d'], 'f008'],
    [['ctrl-d', 'ctrl-u'], 'f000'],
    [['G', 'down'], 'f099'],
  ])('%j puts the cursor on %s', (keys, id) => expect(cursor(press(findings(), ...keys))).toBe(id));

  it('scrolls text no further than to its end', () => {
    const open = press(findings(), 'enter');
    const end = press(open, 'end');
    expect(paneOf(end)).toEqual(paneOf(press(end, 'down', 'page-down')));
    expect(paneOf(press(end, 'home', 'up'))).toEqual({ type: 'text', scroll: 0 });
    expect(paneOf(end)).not.toEqual(paneOf(open));
  });

  it('opens, goes beside and comes back', () => {
    const open = press(findings(), 'down', 'enter');
    expect(detailOf(open)).toEqual({ kind: 'finding', id: 'f001', scroll: 0 });
    expect(detailOf(press(open, 'right'))?.id).toBe('f002');
    expect(detailOf(press(open, 'left', 'left'))?.id).toBe('f000');
    expect(cursor(press(open, 'right', 'escape'))).toBe('f002');
  });

  it('goes from a device to its findings and back, step by step', () => {
    const deep = press(aState(), 'enter', ']', 'enter');
    expect(deep.path.map(({ kind }) => kind)).toEqual(['device', 'finding']);
    expect(press(deep, 'q').path.map(({ kind }) => kind)).toEqual(['device']);
    expect(press(deep, 'q', 'q').path).toEqual([]);
    expect(press(deep, 'q', 'q').quit).toBeNull();
    expect(press(deep, '3').path).toEqual([]);
  });

  it('turns the tabs of a device round', () => {
    const tabs = ['overview', 'findings', 'destinations', 'connections', 'names', 'notes', 'overview'];
    let state = press(aState(), 'enter');
    for (const tab of tabs) {
      expect(detailOf(state)).toMatchObject({ tab });
      state = press(state, 'tab');
    }
    expect(detailOf(press(aState(), 'enter', '['))).toMatchObject({ tab: 'notes' });
  });

  it('quits by q on a screen and by Ctrl-C anywhere, never by Esc', () => {
    expect(press(aState(), 'q').quit).toBe('key');
    expect(press(aState(), '?', 'q').quit).toBeNull();
    expect(press(aState(), 'escape').quit).toBeNull();
    expect(press(findings(), '/', 'ctrl-c').quit).toBe('interrupt');
  });

  it('goes back from help to what was open', () => {
    const open = press(findings(), 'enter');
    expect(press(open, '?', '?')).toEqual(open);
    expect(press(open, '?', 'escape')).toEqual(open);
  });

  it('filters while the filter is typed', () => {
    const typed = press(aState(), '4', '/', 'q', '1', 'backspace', 'backspace', 'a', 'd');
    expect(filter(typed)).toBe('ad');
    expect(typed.quit).toBeNull();
    expect(filter(press(typed, 'enter'))).toBe('ad');
    expect(press(typed, 'enter').mode).toEqual({ type: 'browse' });
    expect(filter(press(typed, 'escape'))).toBe('');
    expect(filter(press(typed, 'enter', 'escape'))).toBe('');
    expect(filter(press(typed, 'ctrl-u'))).toBe('');
    expect(press(aState(), '6', '/').mode.type).toBe('browse');
  });

  it('bounds what a filter holds', () => {
    expect(filter(press(findings(), 'f', ...Array.from({ length: 100 }, () => 'x')))).toHaveLength(64);
  });

  it('sorts, and starts again at the top', () => {
    const sorted = press(findings(), 'G', 's');
    expect(paneOf(sorted)).toMatchObject({ position: { sort: 1, index: 0, id: 'f000' } });
    expect(paneOf(press(findings(), 'S'))).toMatchObject({ position: { reversed: true, id: 'f099' } });
    expect(press(findings(), 's', 's', 's', 's', 's', 's')).toMatchObject({ lists: { findings: { sort: 0 } } });
  });

  it('changes the language', () => {
    expect(press(aState(), 'L').language).toBe('fr');
    expect(press(aState(), 'L', 'L').language).toBe('en');
  });

  it('bounds how deep one goes', () => {
    const deep = Array.from({ length: 30 }).reduce<UiState>((state) => press(state, 'enter'), aState());
    expect(deep.path.length).toBeLessThanOrEqual(8);
  });

  it.each(['enter', 'down', 'G', 's', 'S', 'right'])('%s does no harm where there is nothing', (key) => {
    const empty = aState({}, aSnapshot({ devices: [], destinations: [], findings: [] }));
    expect(press(empty, key).path).toEqual([]);
  });
});

describe('the feed', () => {
  const newer = aSnapshot({ findings: [] });

  it('is shown, unless the picture is frozen', () => {
    const fed = reduce(aState(), { type: 'feed', snapshot: newer, status: DONE });
    expect(fed.snapshot).toBe(newer);
    const frozen = reduce(press(aState(), ' '), { type: 'feed', snapshot: newer, status: { ...DONE, frames: 9 } });
    expect(frozen.snapshot).not.toBe(newer);
    expect(frozen.status.frames).toBe(9);
    expect(press(frozen, ' ').snapshot).toBe(newer);
  });

  it('keeps the cursor with its row when rows come in above it', () => {
    const before = press(findings(), 'down');
    const more = aSnapshot({ findings: [aFinding({ id: 'e000' }), ...manyFindings.findings] });
    expect(cursor(press(reduce(before, { type: 'feed', snapshot: more, status: DONE }), 'down'))).toBe('f002');
  });
});

describe('the mouse', () => {
  const list = { line: 5, top: 10 };
  const mouse = (state: UiState, button: 'left' | 'wheel-up' | 'wheel-down', line = 0): UiState =>
    reduce(state, { type: 'key', key: { name: 'mouse', button, line, column: 3 }, extent: { content: 100, page: 16, list } });
  const on = (): UiState => ({ ...findings(), mouse: true });

  it('puts the cursor where it is clicked, and opens what is clicked again', () => {
    const clicked = mouse(on(), 'left', 7);
    expect(paneOf(clicked)).toMatchObject({ position: { id: 'f012', index: 12, top: 10 } });
    expect(detailOf(mouse(clicked, 'left', 7))).toMatchObject({ kind: 'finding', id: 'f012' });
  });

  it.each([0, 4, 21, 300])('does nothing on line %i, where no row is', (line) => expect(mouse(on(), 'left', line)).toEqual(on()));

  it('goes along with the wheel', () => {
    expect(cursor(mouse(on(), 'wheel-down'))).toBe('f003');
    expect(cursor(mouse(mouse(on(), 'wheel-down'), 'wheel-up'))).toBe('f000');
  });

  it('does what is clicked does: names of screens, tabs, keys', () => {
    const targets = [
      { line: 1, from: 0, to: 8, does: { action: 'devices' as const } },
      { line: 4, from: 10, to: 20, does: { tab: 'findings' as const } },
    ];
    const click = (state: UiState, line: number, column: number): UiState =>
      reduce(state, { type: 'key', key: { name: 'mouse', button: 'left', line, column }, extent: { content: 9, page: 9, targets } });
    expect(click(on(), 1, 7).screen).toBe('devices');
    expect(click(on(), 1, 8).screen).toBe('findings');
    const device = { ...press(aState(), '2', 'enter'), mouse: true };
    expect(detailOf(click(device, 4, 10))).toMatchObject({ tab: 'findings' });
    expect(detailOf(click(device, 4, 9))).toMatchObject({ tab: 'overview' });
  });

  it('is nothing where it was not asked for', () => expect(mouse(findings(), 'left', 7)).toEqual(findings()));
});

describe('a resize', () => {
  it('keeps everything else', () => {
    const before = press(findings(), 'down', 'enter');
    expect(reduce(before, { type: 'resize', columns: 1, rows: 1 })).toEqual({ ...before, columns: 1, rows: 1 });
  });
});

describe('an engine that falls silent', () => {
  const feed = (state: UiState, more: Partial<UiStatus>): UiState =>
    reduce(state, { type: 'feed', snapshot: state.latest, status: { ...LIVE, ...more } });
  it('is told of in the last line, once, and not again after the next key', () => {
    const silent = feed(aState({ status: LIVE, reply: { type: 'mark', refusal: null } }), { heardMs: 1_700_000_000_000 });
    expect(silent.told).toEqual({ key: 'ui.told.silent', parameters: { at: '22:13:20' }, good: false });
    expect(silent.reply).toBeNull();
    const still = feed(press(silent, 'down'), { heardMs: 1_700_000_000_000 });
    expect(still.told).toBeNull();
    expect(feed(still, {}).told).toMatchObject({ key: 'ui.told.heard', good: true });
    expect(feed(still, { heardMs: 1_700_000_000_000, state: 'lost', done: true }).told).toMatchObject({ key: 'ui.told.lost' });
  });
});

describe('where only a card is shown', () => {
  const key = (state: UiState, character: string): UiState =>
    reduce(state, { type: 'key', key: { name: 'character', character }, extent: { content: 4, page: 4, small: true } });

  it('nothing is said of rows that are out of sight', () => {
    for (const character of ['x', 'a', 'R', 'N', 'p', 'm', '4', '/', ':', 'e']) expect(key(findings(), character)).toEqual(findings());
  });

  it('q leads out from wherever one was, and the picture can be frozen', () => {
    expect(key(press(findings(), 'enter'), 'q').quit).toBe('key');
    expect(key(press(aState({ status: LIVE }), '?'), 'q').mode).toEqual({ type: 'leave' });
    expect(key(key(aState({ status: LIVE }), 'q'), 'd').quit).toBe('detach');
    expect(key(findings(), ' ').frozen).toBe(true);
  });
});

describe('what is pasted', () => {
  const paste = (state: UiState, text: string): UiState =>
    reduce(state, { type: 'key', key: { name: 'paste', text }, extent: { content: 4, page: 4 } });

  it('is taken for no keys: nothing is left out, reviewed or ended by it', () => {
    const after = paste(aState({ status: LIVE }), 'xaqs\nd');
    expect({ ...after, told: null }).toEqual(aState({ status: LIVE }));
    expect(after.told?.key).toBe('ui.told.pasted');
    for (const keys of [['q'], ['c'], ['y']]) expect(paste(press(aState({ status: LIVE }), ...keys), 'sd q\n1').quit).toBeNull();
  });

  it('is typed where something is typed, as one line and no longer than that may be', () => {
    expect(filter(paste(press(findings(), '/', 'a'), 'b\nc\x1b'))).toBe('ab c');
    expect(filter(paste(press(findings(), '/'), 'x'.repeat(10_000)))).toHaveLength(64);
    expect(paste(press(aState({ status: LIVE }), 'm'), ' Zoé\tspeaks ').mode).toMatchObject({ text: 'Zoé speaks' });
  });
});
