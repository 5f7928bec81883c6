import { describe, expect, it } from 'vitest';
import { act } from '../../src/ui/act.ts';
import { ACTION_NAMES } from '../../src/ui/actions.ts';
import { aState, press } from './frames.ts';

const extent = { content: 100, page: 10 };

describe('what actions do', () => {
  it('is the same as what their keys do', () => {
    expect(act(aState(), 'findings', extent).screen).toBe('findings');
    expect(act(aState(), 'quit', extent).quit).toBe('key');
    expect(act(press(aState(), '5'), 'zoom-in', extent).timeline.zoom).toBe(1);
    expect(act(press(aState(), '5', '+', '+'), 'left', extent).timeline.back).toBe(1);
  });

  it('is nothing that fails anywhere', () => {
    for (const screen of '1234567') {
      for (const action of ACTION_NAMES) {
        const after = act(press(aState(), screen, 'enter'), action, extent);
        expect(after.screen, action).toBeTypeOf('string');
      }
    }
  });
});
