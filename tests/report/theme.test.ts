import { describe, expect, it } from 'vitest';
import type { SafeText } from '../../src/language/safe-text.ts';
import { paint } from '../../src/report/theme.ts';

const TEXT = 'x' as SafeText;

describe('paint', () => {
  it('colours and ends its colour', () => {
    expect(paint(TEXT, 'high', true)).toBe('\x1b[31mx\x1b[0m');
    expect(paint(TEXT, 'heading', true)).toBe('\x1b[1;4mx\x1b[0m');
  });

  it.each([
    ['without colours', TEXT, 'high', false],
    ['where there is nothing to mark', TEXT, 'plain', true],
    ['where there is no text', '' as SafeText, 'high', true],
  ] as const)('leaves a text alone %s', (_name, text, tone, color) => {
    expect(paint(text, tone, color)).toBe(text);
  });
});
