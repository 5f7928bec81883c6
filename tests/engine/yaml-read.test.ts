import { describe, expect, it } from 'vitest';
import { Reporter } from '../../src/engine/problem.ts';
import { readDuration, readInteger, readList, readMap, readNumber, readOneOf, readOperand, readText } from '../../src/engine/yaml-read.ts';
import type { YamlNode } from '../../src/engine/yaml-tree.ts';
import { readYaml } from '../../src/engine/yaml-tree.ts';

function run<T>(yaml: string, read: (node: YamlNode, reporter: Reporter) => T): { value: T; problems: readonly string[] } {
  const reporter = new Reporter('f.yaml', yaml);
  const value = read(readYaml(yaml, reporter)!, reporter);
  return {
    value,
    problems: reporter.problems.map((one) => `${one.line}:${one.column} ${one.message.en} [${one.expected}] ${one.nearest}`),
  };
}

describe('reading values', () => {
  it.each<[string, string, (node: YamlNode, reporter: Reporter) => unknown, unknown, string | null]>([
    ['text', '" a "', readText, 'a', null],
    ['blank text', '" "', readText, null, '1:1 The text is empty [string] null'],
    ['number for text', '5', readText, null, '1:1 Expected string, found 5 [string] null'],
    ['integer', '7', (node: YamlNode, reporter: Reporter) => readInteger(node, reporter, 1, 9), 7, null],
    [
      'fraction',
      '7.5',
      (node: YamlNode, reporter: Reporter) => readInteger(node, reporter, 1, 9),
      null,
      '1:1 Expected integer 1..9, found 7.5 [integer 1..9] null',
    ],
    [
      'too large',
      '10',
      (node: YamlNode, reporter: Reporter) => readInteger(node, reporter, 1, 9),
      null,
      '1:1 Expected integer 1..9, found 10 [integer 1..9] null',
    ],
    [
      'no number',
      '.nan',
      (node: YamlNode, reporter: Reporter) => readNumber(node, reporter, 0, 1),
      null,
      '1:1 Expected number 0..1, found null [number 0..1] null',
    ],
    ['one of', 'high', (node: YamlNode, reporter: Reporter) => readOneOf(node, reporter, ['low', 'high']), 'high', null],
    [
      'none of',
      'hihg',
      (node: YamlNode, reporter: Reporter) => readOneOf(node, reporter, ['low', 'high']),
      null,
      '1:1 Unknown value "hihg"; did you mean "high"? [low | high] high',
    ],
    ['duration', '5m', (node: YamlNode, reporter: Reporter) => readDuration(node, reporter, 1), 300_000_000, null],
    [
      'bare number as duration',
      '60',
      (node: YamlNode, reporter: Reporter) => readDuration(node, reporter, 1),
      null,
      '1:1 60 is no duration [10ms | 60s | 5m | 1h | 7d] null',
    ],
    ['operand', 'true', (node: YamlNode, reporter: Reporter) => readOperand(node, reporter, 'boolean'), true, null],
    [
      'null operand',
      '~',
      (node: YamlNode, reporter: Reporter) => readOperand(node, reporter, 'string'),
      null,
      '1:1 Nothing equals null; write "exists: false" [string] null',
    ],
    [
      'endless operand',
      '.inf',
      (node: YamlNode, reporter: Reporter) => readOperand(node, reporter, 'number'),
      null,
      '1:1 Expected number, found null [number] null',
    ],
    [
      'list for operand',
      '[a]',
      (node: YamlNode, reporter: Reporter) => readOperand(node, reporter, 'string'),
      null,
      '1:1 Expected string, found a list [string] null',
    ],
    ['empty list', '[]', readList, null, '1:1 The list is empty [] null'],
  ])('%s', (_name, yaml, read, value, problem) => {
    expect(run(yaml, read)).toEqual({ value, problems: problem === null ? [] : [problem] });
  });

  it('reads the known keys of a mapping and reports the others, all at once', () => {
    const { value, problems } = run('{ nmae: a, id: b, other: c }', (node, reporter) => readMap(node, reporter, ['name', 'id'], ['name']));
    expect([...value!.keys()]).toEqual(['id']);
    expect(problems).toEqual([
      '1:3 Unknown key "nmae"; did you mean "name"? [name | id] name',
      '1:19 Unknown key "other" [name | id] null',
      '1:1 The key "name" is missing [name] null',
    ]);
  });
});
