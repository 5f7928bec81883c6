import { describe, expect, it } from 'vitest';
import type { UiState } from '../../../src/ui/state.ts';
import { statusCard } from '../../../src/ui/view/status-card.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, LIVE, NO_NOTES, press, textOf } from '../frames.ts';

describe('status card', () => {
  const needed = { columns: 60, rows: 16 };

  it('says how it goes and what it needs', () => {
    const text = textOf(statusCard(aState({ columns: 38, rows: 10 }), english, 37, needed));
    for (const part of ['4,400 packets', 'lost 0', '4 findings ▲2 ◆1 ·1', 'Too small: 38x10.', 'Needs 60x16.', 'q quit'])
      expect(text).toContain(part);
  });

  it('shows what is asked, whatever else has no room', () => {
    const asked = press(aState({ status: LIVE }), 'q');
    const lines = (state: UiState): readonly string[] => textOf(statusCard(state, english, 39, needed)).split('\n');
    expect(lines(asked).slice(0, 2).join(' ')).toBe('Leave? s stop and finish  d detach (the capture goes on)  Esc stay');
    expect(lines(press(aState(), '4', '/', 't', 'v'))[0]).toContain('Filter: tv');
    expect(lines(press(asked, 's')).join(' ')).toContain('Ctrl-C again leaves at once');
    expect(lines(press(aState(), 'u'))[0]).toBe('There is nothing to undo.');
    expect(lines(aState({ reply: { type: 'mark', refusal: 'over' } }))[0]).toContain('the session is over');
  });

  it('counts findings as the lists do, without those of devices that are left out', () => {
    const excluded = aSnapshot().findings.map(({ device }) => device!);
    const text = textOf(statusCard(aState({}, aSnapshot({ notes: { ...NO_NOTES, excluded } })), english, 39, needed));
    expect(text).toContain('0 findings');
  });

  it('fits in any width', () => {
    for (let width = 1; width < 60; width += 1) {
      for (const line of textOf(statusCard(aState({ columns: width + 1 }), french, width, needed)).split('\n'))
        expect(line.length).toBeLessThanOrEqual(width);
    }
  });
});
