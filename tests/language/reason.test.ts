import { describe, expect, it } from 'vitest';
import { reasonText } from '../../src/language/reason.ts';

describe('reasonText', () => {
  it.each([
    ['has_password is true (true)', 'has_password is true (true)', 'has_password vaut true (true)'],
    ['body_octets at_least 1 (177)', 'body_octets is at least 1 (177)', 'body_octets vaut au moins 1 (177)'],
    ['method in ["PUT","POST"] ("PUT")', 'method is one of ["PUT","POST"] ("PUT")', 'method est parmi ["PUT","POST"] ("PUT")'],
    ['count 31 (at least 20)', 'count 31 (at least 20)', 'count 31 (at least 20)'],
    ['all', 'all', 'all'],
  ])('%s', (reason, en, fr) => {
    expect(reasonText('en', reason, 200)).toBe(en);
    expect(reasonText('fr', reason, 200)).toBe(fr);
  });

  it('shows what is hidden in the value, and cuts what is long', () => {
    expect(reasonText('en', 'name is "x" ("\u001b[2J\u202e")', 200)).toBe('name is "x" ("\\x1b[2J\\u202e")');
    expect(reasonText('en', `name is "${'x'.repeat(10_000)}" ("x")`, 50).length).toBeLessThan(120);
  });
});
