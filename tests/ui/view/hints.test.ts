import { describe, expect, it } from 'vitest';
import { KeyMap } from '../../../src/ui/key-map.ts';
import type { UiState } from '../../../src/ui/state.ts';
import { hintsOf } from '../../../src/ui/view/hints.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, LIVE, NO_NOTES, press } from '../frames.ts';

const hints = (state: UiState): string =>
  hintsOf(state, english)
    .map(({ keys, meaning }) => `${keys} ${english.say(meaning)}`)
    .join('  ');

describe('the keys that matter', () => {
  it.each([
    [['4'], ['⏎ open', 'a reviewed', 'x exception', 'N note', 'd device', 'b group', 'i show notes', 'w Wireshark', 'c columns']],
    [['4', 'i'], ['i hide notes']],
    [
      ['4', 'enter'],
      ['↑↓ scroll', '←→ next, previous', 'Esc back', 'a reviewed', 'x exception'],
    ],
    [['2'], ['⏎ open', 'R name', 'x leave out']],
    [
      ['2', 'enter'],
      ['↑↓ scroll', '[ ] tabs', 'R name', 'x leave out'],
    ],
    [
      ['2', 'enter', ']'],
      ['⏎ open', '[ ] tabs', 'a reviewed'],
    ],
    [['5'], ['+ - zoom', '←→ earlier, later', 'd device']],
    [['3'], ['b group', 'd device']],
    [['?'], ['↑↓ scroll', 'Esc back']],
  ])('after %j are %j and others', (keys, wanted) => {
    const text = hints(press(aState(), ...keys));
    for (const hint of wanted) expect(text).toContain(hint);
  });

  it('are none that would only say that nothing can be done', () => {
    const closed = hints(press(aState({ asks: false }), '4'));
    expect(closed).not.toMatch(/reviewed|exception|note {2}/);
    expect(hints(press(aState({}, aSnapshot({ findings: [] })), '4'))).not.toContain('open');
    expect(hints(aState())).not.toMatch(/mark|undo/);
    expect(hints(aState({ status: LIVE }))).toContain('m mark');
    expect(hints(press(aState({ keys: new KeyMap({ save: [] }) }), '4'))).not.toContain('save');
  });

  it('name no other order where there is none', () => {
    expect(hints(press(aState(), '4'))).toContain('s sort');
    expect(hints(press(aState(), '5'))).not.toContain('s sort');
  });

  it('say what they would do now', () => {
    const notes = { ...NO_NOTES, excluded: ['02:00:00:00:00:01' as never] };
    expect(hints(press(aState({}, aSnapshot({ notes })), '2'))).toContain('x take back in');
    expect(hints(press(aState(), '2', 'x'))).toContain('u undo');
    expect(hints(press(aState({ keys: new KeyMap({ review: ['f5'] }) }), '4'))).toContain('F5 reviewed');
  });
});
