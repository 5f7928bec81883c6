import { describe, expect, it } from 'vitest';
import { Reporter } from '../../src/engine/problem.ts';
import { readYaml } from '../../src/engine/yaml-tree.ts';

function problems(text: string): readonly string[] {
  const reporter = new Reporter('f.yaml', text);
  expect(readYaml(text, reporter)).toBeNull();
  return reporter.problems.map((one) => `${one.line}:${one.column} ${one.message.en}`);
}

describe('YAML tree', () => {
  it('knows where each value stands', () => {
    const text = 'a: 1\nb: ["x", yes]\nc:\nd: |\n  long\n';
    const reporter = new Reporter('f.yaml', text);
    expect(readYaml(text, reporter)).toEqual({
      type: 'map',
      at: 0,
      entries: [
        { key: 'a', keyAt: 0, value: { type: 'scalar', at: 3, value: 1 } },
        {
          key: 'b',
          keyAt: 5,
          value: {
            type: 'list',
            at: 8,
            items: [
              { type: 'scalar', at: 9, value: 'x' },
              { type: 'scalar', at: 14, value: 'yes' },
            ],
          },
        },
        { key: 'c', keyAt: 19, value: { type: 'scalar', at: 19, value: null } },
        { key: 'd', keyAt: 22, value: { type: 'scalar', at: expect.any(Number), value: 'long\n' } },
      ],
    });
    expect(reporter.problems).toEqual([]);
  });

  it.each([
    ['NO', 'NO'],
    ['yes', 'yes'],
    ['0777', 777],
    ['0x10', 16],
    ['true', true],
    ['~', null],
    ['2024-01-01', '2024-01-01'],
    ['12:30', '12:30'],
    ["'5'", '5'],
  ])('core schema: %s is %j', (text, value) => {
    expect(readYaml(text, new Reporter('f.yaml', text))).toMatchObject({ type: 'scalar', value });
  });

  it('keeps a key named __proto__ as a key', () => {
    const text = '__proto__: { polluted: true }';
    expect(readYaml(text, new Reporter('f.yaml', text))).toMatchObject({ type: 'map', entries: [{ key: '__proto__' }] });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', '3:1 The key "a" stands here twice'],
    ['a repeated __proto__', '__proto__: 1\n__proto__: 2\n', '2:1 The key "__proto__" stands here twice'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'A file holds one document only'],
    ['an anchor', 'a: &x 1\n', '1:4 Anchors and aliases are not allowed'],
    ['an alias', 'a: *x\n', '1:4 Anchors and aliases are not allowed'],
    ['a tag', 'a: !!js/function x\n', '1:4 Tags are not allowed'],
    ['a core tag', 'a: !!str 5\n', '1:4 Tags are not allowed'],
    ['a list as a key', '? [a]\n: 1\n', '1:3 A key must be text'],
    ['nothing', '', '1:1 The file is empty'],
    ['a comment only', '# nothing\n', '1:1 The file is empty'],
    ['broken flow', 'a: [1, 2\nb: }\n', '2:1 Not valid YAML'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:'],
    ['NUL', 'a: \u0000\n', 'Not valid YAML'],
  ])('refuses %s', (_name, text, message) => expect(problems(text).join('\n')).toContain(message));
});

describe('YAML bombs', () => {
  const alias = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`),
  ].join('\n');
  it.each([
    ['aliases of aliases', alias, '1:4'],
    ['200,000 open lists', `a: ${'['.repeat(200_000)}`, '1:'],
    ['deep block nesting', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), ':'],
    ['a scalar of 5 MB', `a: ${'x'.repeat(5_000_000)}`, '1:1 The file is longer'],
    ['many keys', Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join('\n'), 'More than 20000 values'],
  ])('refuses %s', (_name, text, message) => expect(problems(text).join('\n')).toContain(message));
});
