import { describe, expect, it } from 'vitest';
import * as places from '../../src/ui/places.ts';
import { detailOf, paneOf } from '../../src/ui/state.ts';
import { aState, LIVE, press } from './frames.ts';

describe('places', () => {
  it('lead back step by step, never out', () => {
    const deep = press(aState(), '2', 'enter');
    expect(places.back(deep).path).toEqual([]);
    expect(places.back(places.back(deep))).toMatchObject({ screen: 'devices', quit: null });
    expect(places.back(press(aState(), '4', '?')).screen).toBe('findings');
  });

  it('are left at once, or after a question while frames come in', () => {
    expect(places.leave(aState()).quit).toBe('key');
    expect(places.leave(aState({ status: LIVE }))).toMatchObject({ quit: null, mode: { type: 'leave' } });
  });

  it('go round', () => {
    expect(places.turn(aState(), -1).screen).toBe('help');
    expect(detailOf(places.turnTab(press(aState(), '2', 'enter'), 1))).toMatchObject({ tab: 'findings' });
    expect(places.toggleHelp(places.toggleHelp(aState())).screen).toBe('dashboard');
  });

  it('group, filter and choose only where there is a list', () => {
    expect(paneOf(places.toggleGroups(places.toScreen(aState(), 'findings')))).toMatchObject({ kind: 'rules' });
    const coverage = places.toScreen(aState(), 'coverage');
    expect([places.startFilter(coverage), places.chooseColumns(coverage), places.toggleGroups(coverage)]).toEqual([
      coverage,
      coverage,
      coverage,
    ]);
  });

  it('stand still and go on, in either language', () => {
    expect(places.freeze(aState()).frozen).toBe(true);
    expect(places.freeze(places.freeze(aState())).frozen).toBe(false);
    expect(places.turnLanguage(aState()).language).toBe('fr');
  });
});
