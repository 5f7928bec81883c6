import { describe, expect, it } from 'vitest';
import { Reporter } from '../../src/engine/problem.ts';
import { yamlReason } from '../../src/engine/yaml-reason.ts';
import { readYaml } from '../../src/engine/yaml-tree.ts';
import { englishIn } from '../builders/catalogue.ts';

describe('yamlReason', () => {
  it.each([
    ['a: "b', 'a quotation mark is not closed', 'un guillemet n’est pas fermé'],
    ["a: 'b", 'a quotation mark is not closed', 'un guillemet n’est pas fermé'],
    ['a: [b', 'a bracket is not closed', 'un crochet ou une accolade n’est pas fermé'],
    ['a: [b c: d, "e" "f"]', 'a comma is missing', 'il manque une virgule'],
    ['a: 1\n b: 2', 'not indented as its neighbours', 'n’est pas celui de ses voisines'],
    ['a:\n  - b\n - c', 'not indented as its neighbours', 'n’est pas celui de ses voisines'],
    ['a:\n\t- b', 'not with tabs', 'pas avec des tabulations'],
    ['a: 1\nb\nc: 2', 'a colon is missing', 'il manque les deux-points'],
    ['a: "\\q"', 'follow a backslash', 'barre oblique inverse'],
    ['a: \u0001', 'cannot be printed', 'non imprimables'],
    ['a: !<x', 'tags and directives', 'les étiquettes et les directives'],
    ['a: &', 'anchors and aliases', 'les ancres et les alias'],
    ['%YAML 9.9\n---\na: 1', 'tags and directives', 'les étiquettes et les directives'],
    ['a: |0\n  b', 'the head of a text', 'l’en-tête d’un texte'],
    [`${'['.repeat(200)}`, 'nested too deeply', 'trop imbriquées'],
  ])('says of %j in both languages what is wrong', (text, en, fr) => {
    const reporter = new Reporter('F', text);
    readYaml(text, reporter);
    expect(reporter.problems[0]!.message.en).toContain(en);
    expect(reporter.problems[0]!.message.fr).toContain(fr);
    for (const { message } of reporter.problems) expect(englishIn(message.fr)).toBeNull();
  });

  it('has words for what it does not know', () => {
    expect(yamlReason('toString').fr).toBe('ceci ne peut pas être lu');
  });
});
