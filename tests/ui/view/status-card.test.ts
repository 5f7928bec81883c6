import { describe, expect, it } from 'vitest';
import { statusCard } from '../../../src/ui/view/status-card.ts';
import { aState, english, french, textOf } from '../frames.ts';

describe('status card', () => {
  const needed = { columns: 60, rows: 16 };

  it('says how it goes and what it needs', () => {
    const text = textOf(statusCard(aState({ columns: 38, rows: 10 }), english, 37, needed));
    for (const part of ['4,400 packets', 'lost 0', '4 findings ▲2 ◆1 ·1', 'Too small: 38x10.', 'Needs 60x16.', 'q quit'])
      expect(text).toContain(part);
  });

  it('fits in any width', () => {
    for (let width = 1; width < 60; width += 1) {
      for (const line of textOf(statusCard(aState({ columns: width + 1 }), french, width, needed)).split('\n'))
        expect(line.length).toBeLessThanOrEqual(width);
    }
  });
});
