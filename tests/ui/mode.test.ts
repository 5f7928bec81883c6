import { describe, expect, it } from 'vitest';
import { BROWSING, LINE_MAX } from '../../src/ui/mode.ts';
import { aState, press } from './frames.ts';

describe('mode', () => {
  it('is walking about at first', () => expect(aState().mode).toBe(BROWSING));

  it('bounds a line that is typed', () => {
    const typed = press(aState(), 'm', ...Array.from({ length: LINE_MAX + 20 }, () => 'é'));
    expect(typed.mode).toMatchObject({ type: 'prompt', text: 'é'.repeat(LINE_MAX) });
  });
});
