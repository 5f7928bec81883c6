import { describe, expect, it } from 'vitest';
import { problemLine, rulePack } from '../../src/cli/rule-pack.ts';

describe('rulePack', () => {
  it('loads the built-in rules', () => {
    expect(rulePack([], 'en').rules.length).toBeGreaterThanOrEqual(35);
  });
});

describe('problemLine', () => {
  const problem = {
    file: 'a\x1b.yaml',
    line: 3,
    column: 5,
    message: { en: 'Unknown key', fr: 'Clé inconnue' },
    expected: 'id | on',
    nearest: 'id',
  };
  it.each([
    ['en', 'a\\x1b.yaml:3:5: Unknown key (expected: id | on) (did you mean id?)'],
    ['fr', 'a\\x1b.yaml:3:5: Clé inconnue (attendu : id | on) (vouliez-vous dire id ?)'],
  ] as const)('%s', (language, line) => {
    expect(problemLine(problem, language).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(line);
  });
});
