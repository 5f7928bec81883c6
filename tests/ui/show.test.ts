import { describe, expect, it } from 'vitest';
import { makeShow } from '../../src/ui/show.ts';
import { HOSTILE } from '../builders/hostile.ts';

describe('show', () => {
  it('speaks the language asked for', () => {
    expect(makeShow('en', false).say('ui.quit')).toBe('quit');
    expect(makeShow('fr', false).say('ui.quit')).toBe('quitter');
    expect(makeShow('fr', false).text({ en: 'a', fr: 'b\n  c' })).toBe('b c');
  });

  it('shows unknown codes as they are', () => {
    expect(makeShow('en', false).code('limit.', 'never-heard')).toBe('never-heard');
    expect(makeShow('en', false).code('role.', 'ads')).toBe('advertising');
  });

  it.each(['en', 'fr'] as const)('uses nothing but ASCII where asked to (%s)', (language) => {
    const show = makeShow(language, true);
    const texts = [
      show.say('ui.empty.filtered'),
      show.say('ui.coverage.why'),
      show.say('ui.help.limits'),
      show.octets(1_234_567),
      show.share(1, 3),
    ];
    for (const text of [...texts, ...HOSTILE.map(show.foreign)]) expect(text).toMatch(/^[\x20-\x7e]*$/);
  });

  it('keeps words readable in ASCII', () => {
    expect(makeShow('en', true).foreign('Zoé’s œuvre → 汉')).toBe("Zoe's oeuvre -> ?");
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 20), text]))('lets no control character of %j through', (_name, text) => {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(makeShow('en', false).foreign(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
  });
});
