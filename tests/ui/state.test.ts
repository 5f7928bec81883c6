import { describe, expect, it } from 'vitest';
import { cursorOf, detailOf, LIST_START, paneOf, windowTop, withPosition, withScroll } from '../../src/ui/state.ts';
import { aState, press } from './frames.ts';

const ROWS = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

describe('state', () => {
  it.each([
    [{ id: null }, 0],
    [{ id: 'c', index: 2 }, 2],
    [{ id: 'c', index: 0 }, 2],
    [{ id: 'gone', index: 1 }, 1],
    [{ id: 'gone', index: 9 }, 3],
  ])('keeps the cursor %j with its row', (position, cursor) => expect(cursorOf(ROWS, { ...LIST_START, ...position })).toBe(cursor));

  it('has a cursor even where there are no rows', () => expect(cursorOf([], { ...LIST_START, id: 'a', index: 3 })).toBe(0));

  it.each([
    [0, 0, 5, 10, 0],
    [0, 5, 5, 10, 1],
    [4, 2, 5, 10, 2],
    [8, 9, 5, 10, 5],
    [3, 0, 5, 2, 0],
    [0, 3, 0, 4, 3],
  ])('window from %i with cursor %i, page %i of %i rows starts at %i', (top, cursor, page, length, expected) => {
    expect(windowTop(top, cursor, page, length)).toBe(expected);
  });

  it('moves in what is open innermost', () => {
    const open = press(aState(), 'enter', ']');
    expect(paneOf(open)).toMatchObject({ type: 'list', kind: 'findings', device: '02:00:00:00:00:01' });
    expect(detailOf(withPosition(open, { ...LIST_START, index: 3 }))).toMatchObject({ findings: { index: 3 }, destinations: { index: 0 } });
    expect(paneOf(withScroll(press(open, 'enter'), 7))).toEqual({ type: 'text', scroll: 7 });
    expect(paneOf(withScroll(press(aState(), '6'), 2))).toEqual({ type: 'text', scroll: 2 });
  });

  it('leaves alone what does not scroll or has no rows', () => {
    const list = aState();
    const text = press(list, '6');
    expect(withScroll(list, 4)).toBe(list);
    expect(withPosition(text, LIST_START)).toBe(text);
  });
});
