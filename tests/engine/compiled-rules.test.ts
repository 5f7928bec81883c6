import { describe, expect, it } from 'vitest';
import { compiledHash, readCompiled, writeCompiled } from '../../src/engine/compiled-rules.ts';
import { loadRules } from '../../src/engine/loader.ts';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';
import { VOCABULARY } from './fixtures.ts';

const BUILT_IN = new URL('../../rules', import.meta.url).pathname;

describe('compiled rules', () => {
  it('are the very rules that they were made of, wherever they lie now', () => {
    const { rules } = loadRules([BUILT_IN], vocabulary());
    const compiled = writeCompiled(rules, BUILT_IN, 'abc');
    expect(readCompiled(compiled, BUILT_IN, 'abc')).toStrictEqual(rules);
    expect(readCompiled(compiled, '/elsewhere', 'abc')![0]!.file).toBe(rules[0]!.file.replace(BUILT_IN, '/elsewhere'));
  });

  it('have their tests on a line of their own, which is not read before they are asked for', () => {
    const { rules } = loadRules([BUILT_IN], vocabulary());
    const [line, tests, ...more] = writeCompiled(rules, BUILT_IN, 'abc').split('\n');
    expect(more).toEqual([]);
    expect(line).not.toContain('"tests"');
    const read = readCompiled(`${line!}\n${tests!.slice(0, -1)}`, BUILT_IN, 'abc')!;
    expect(read.map(({ summary }) => summary)).toStrictEqual(rules.map(({ summary }) => summary));
    expect(() => read[0]!.tests).toThrow(SyntaxError);
  });

  it('are not taken where the hash is another', () => {
    expect(readCompiled(writeCompiled([], '/rules', 'abc'), '/rules', 'abd')).toBeNull();
    expect(readCompiled('', '/rules', 'abc')).toBeNull();
  });

  const file = { path: 'a/b.yaml', octets: Buffer.from('id: b') };
  const context = { vocabulary: VOCABULARY, frameworks: ['gdpr'] };
  it.each([
    ['octets', [{ ...file, octets: Buffer.from('id: c') }], context],
    ['a path', [{ ...file, path: 'a/c.yaml' }], context],
    ['a further file', [file, file], context],
    ['no file', [], context],
    ['frameworks', [file], { ...context, frameworks: null }],
    ['the vocabulary', [file], { ...context, vocabulary: {} }],
  ])('the hash hangs on %s', (_what, files, of) => {
    expect(compiledHash(files, of)).not.toBe(compiledHash([file], context));
  });
});
