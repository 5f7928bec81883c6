import { describe, expect, it } from 'vitest';
import { backMax, cellAt, eventDevice, eventsOf, sessionSpan, windowOf, ZOOM_MAX } from '../../src/ui/timeline.ts';
import { aSnapshot, START } from '../builders/snapshot.ts';
import { aState, NO_NOTES, press } from './frames.ts';

describe('timeline', () => {
  const snapshot = aSnapshot({ notes: { ...NO_NOTES, marks: [{ at: START + 5, text: 'hello' }] } });

  it('knows what happened', () => {
    const events = eventsOf(snapshot);
    expect(events.map(({ kind }) => kind)).toEqual(['device', 'device', 'finding', 'finding', 'finding', 'finding', 'phase-start', 'phase-end', 'mark']); // prettier-ignore
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(eventsOf(snapshot)).toBe(events);
    expect([0, 2, 8].map((i) => eventDevice(events[i]!))).toEqual(['02:00:00:00:00:fe', '02:00:00:00:00:01', null]);
  });

  it('spans all that was seen', () => {
    expect(sessionSpan(snapshot)).toEqual({ from: START, to: START + 751_000_000 });
    expect(sessionSpan(aSnapshot({ captures: [], devices: [], phases: [] }))).toBeNull();
  });

  it.each([
    [0, 0, 0, 800],
    [1, 0, 400, 800],
    [1, 1, 200, 600],
    [1, 2, 0, 400],
    [1, 9, 0, 400],
    [3, 0, 700, 800],
  ])('halved %i times and %i back shows %i to %i', (zoom, back, from, to) => {
    expect(windowOf({ from: 0, to: 800 }, zoom, back)).toEqual({ from, to });
  });

  it.each([
    [0, 0],
    [99, 9],
    [50, 5],
    [100, 9],
    [101, null],
    [-1, null],
  ])('%i of 100 is in cell %j of 10', (at, cell) => expect(cellAt({ from: 0, to: 100 }, 10, at)).toBe(cell));

  it('is zoomed and walked along by keys, within its bounds', () => {
    const at = (...keys: readonly string[]) => press(aState(), '5', ...keys).timeline;
    expect(at('+')).toEqual({ zoom: 1, back: 0 });
    expect(at('+', 'left', 'left', 'left')).toEqual({ zoom: 1, back: backMax(1) });
    expect(at('+', 'left', 'right', 'right')).toEqual({ zoom: 1, back: 0 });
    expect(at('+', 'left', '+')).toEqual({ zoom: 2, back: 3 });
    expect(at('-', 'left')).toEqual({ zoom: 0, back: 0 });
    expect(at(...Array.from({ length: 30 }, () => '+')).zoom).toBe(ZOOM_MAX);
    expect(at('+', '+', 'left', '-', '-')).toEqual({ zoom: 0, back: 0 });
    expect(press(aState(), '4', '+').timeline).toEqual({ zoom: 0, back: 0 });
  });
});
