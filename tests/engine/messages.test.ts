import { describe, expect, it } from 'vitest';
import { MESSAGES, shown } from '../../src/engine/messages.ts';

describe('messages', () => {
  it('are different in both languages and never empty', () => {
    for (const [name, make] of Object.entries(MESSAGES)) {
      const text = (make as (...values: unknown[]) => { en: string; fr: string })('a', 'b', 'c');
      expect(text.en, name).not.toBe('');
      expect(text.fr, name).not.toBe('');
      expect(text.fr, name).not.toBe(text.en);
    }
  });

  it('name what was probably meant', () => {
    expect(MESSAGES.unknownKey('hsot', 'host').en).toBe('Unknown key "hsot"; did you mean "host"?');
    expect(MESSAGES.unknownKey('zebra', null).fr).toBe('Clé inconnue "zebra"');
  });

  it('escape and cut what the file says', () => {
    expect(shown('\u001b[2J')).toBe('"\\u001b[2J"');
    expect(shown('x'.repeat(10_000)).length).toBeLessThan(90);
  });
});
