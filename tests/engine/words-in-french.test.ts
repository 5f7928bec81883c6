import { describe, expect, it } from 'vitest';
import { compilePattern, INSTRUCTIONS_MAX, PATTERN_MAX } from '../../src/engine/pattern.ts';
import { flawInFrench, typeInFrench } from '../../src/engine/words-in-french.ts';

describe('typeInFrench', () => {
  it.each([
    ['integer 1..1000000', 'un nombre entier de 1 à 1000000'],
    ['number 0..0.5', 'un nombre de 0 à 0.5'],
    ['string', 'un texte'],
    ['a mapping', 'une table'],
    ['low | medium | high', 'low | medium | high'],
    ['"string"', '"string"'],
    ['toString', 'toString'],
  ])('%s', (type, french) => {
    expect(typeInFrench(type)).toBe(french);
  });
});

describe('flawInFrench', () => {
  it.each([
    ['(a', 'il manque la fin, « ) »'],
    ['[a', 'il manque la fin, « ] »'],
    ['a)', 'une parenthèse fermante est de trop'],
    ['a\\', 'il finit par une barre oblique inverse'],
    ['\\y', 'une barre oblique inverse est suivie'],
    ['*', 'il n’y a rien à répéter'],
    ['a{2000}', 'une répétition n’est pas valable'],
    ['[z-a]', 'un ensemble de caractères'],
    ['(?=a)', 'n’est pas prise en charge'],
    ['(?P<n>a)(?P<n>b)', 'n’est pas prise en charge'],
    ['a'.repeat(PATTERN_MAX + 1), `il dépasse ${PATTERN_MAX} caractères`],
    ['(a|b|c){300}', `il demande plus de ${INSTRUCTIONS_MAX} instructions`],
  ])('says why %j is refused', (source, french) => {
    const compiled = compilePattern(source);
    expect('flaw' in compiled ? flawInFrench(compiled.flaw) : 'not refused').toContain(french);
  });

  it('has words for what it does not know', () => {
    expect(flawInFrench('something new')).toBe('il n’est pas valable');
  });
});
