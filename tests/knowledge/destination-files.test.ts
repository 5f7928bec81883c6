import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/model/nearest-name.ts';
import type { Problem } from '../../src/engine/problem.ts';
import { Reporter } from '../../src/engine/problem.ts';
import { readYaml } from '../../src/engine/yaml-tree.ts';
import type { FileTools } from '../../src/knowledge/destination-files.ts';
import { compileDestinations, destinationsHash, loadCompiled, parseDestinations } from '../../src/knowledge/destination-files.ts';
import { readDestinationFiles } from '../../scripts/generate-data.ts';

const tools: FileTools<Problem> = { reporterOf: (path, text) => new Reporter(path, text), readYaml, nearestName };
const parse = (text: string, path = 'rules/destinations/acme.yaml'): ReturnType<typeof parseDestinations<Problem>> =>
  parseDestinations([{ path, text }], tools);

const GOOD = `owner:
  name: Acme
  kind: maker
  group: holding
  vendors: [Acme]
destinations:
  - suffix: acme.example
    roles: [cloud-api, telemetry]
    devices: [lamp]
    references: [a paper]
    unreviewed: true
  - {suffix: 'cdn{n}.acme.example', owner: host, roles: [cdn]}
`;

describe('destination files', () => {
  it('are read whole', () => {
    const { list, errors } = parse(GOOD);
    expect(errors).toEqual([]);
    expect(list.match('x.acme.example')).toEqual({
      owner: { id: 'acme', name: 'Acme', kind: 'maker', group: 'holding', vendors: ['Acme'] },
      entry: {
        suffix: 'acme.example',
        owner: 'acme',
        roles: ['cloud-api', 'telemetry'],
        devices: ['lamp'],
        references: ['a paper'],
        unreviewed: true,
        source: 'rules/destinations/acme.yaml',
      },
    });
    expect(list.match('cdn3.acme.example')?.owner).toMatchObject({ id: 'host', kind: 'service' });
  });

  it('follow groups up to the top, and out of circles', () => {
    const file = (id: string, group: string): { path: string; text: string } => ({
      path: `${id}.yaml`,
      text: `owner: {name: ${id}, kind: maker, group: ${group}}\ndestinations: []\n`,
    });
    const { list } = parseDestinations([file('a', 'b'), file('b', 'c'), file('c', 'c'), file('x', 'y'), file('y', 'x')], tools);
    expect(list.owners.map((owner) => [owner.id, owner.group])).toEqual([
      ['a', 'c'],
      ['b', 'c'],
      ['c', 'c'],
      ['x', 'x'],
      ['y', 'x'],
    ]);
  });

  it.each([
    ['destinations:\n  - {sufix: a.example, owner: x, roles: [ads]}\n', 2, 6, 'suffix'],
    ['destinations:\n  - suffix: a.example\n    owner: x\n    roles: [telemetri]\n', 4, 13, 'telemetry'],
    ['destinations:\n  - {suffix: A.example, owner: x, roles: [ads]}\n', 2, 14, null],
    ['destinations:\n  - {suffix: a..example, owner: x, roles: [ads]}\n', 2, 14, null],
    ['destinations:\n  - {suffix: a.example, owner: x}\n', 2, 5, null],
    ['destinations:\n  - {suffix: a.example, roles: [ads]}\n', 2, 5, null],
    ['destinations:\n  - {suffix: a.example, owner: x, roles: ads}\n', 2, 42, null],
    ['destinations:\n  - {suffix: a.example, owner: x, roles: [ads]}\n  - {suffix: a.example, owner: y, roles: [ads]}\n', 3, 14, null],
    ['owner: {name: A, kind: makr}\ndestinations: []\n', 1, 24, 'maker'],
    ['destinations: 7\n', 1, 15, null],
    ['owner: {name: A, kind: maker}\n', 1, 1, null],
    ['- a\n', 1, 1, null],
    ['destinations: [\n', 2, 1, null],
  ])('say where the fault lies: %j', (text, line, column, nearest) => {
    const { errors } = parse(text);
    expect(errors.map((error) => [error.file, error.line, error.column]).at(0)).toEqual(['rules/destinations/acme.yaml', line, column]);
    expect(errors.some((error) => error.nearest === nearest)).toBe(true);
  });

  it('compile to text that stands for these very files only', () => {
    const files = [{ path: 'acme.yaml', text: GOOD }];
    const hash = destinationsHash(files);
    const compiled = compileDestinations(parse(GOOD, 'acme.yaml').list, hash);
    expect(loadCompiled(compiled, hash)?.match('acme.example')?.entry.roles).toEqual(['cloud-api', 'telemetry']);
    expect(loadCompiled(compiled, destinationsHash([{ path: 'acme.yaml', text: `${GOOD}\n` }]))).toBeNull();
    expect(loadCompiled('not ours', hash)).toBeNull();
  });
});

describe('the destination files that ship', () => {
  const files = readDestinationFiles(new URL('../../rules/destinations', import.meta.url).pathname);
  const { list, errors } = parseDestinations(files, tools);

  it('are valid, and at least 700 suffixes', () => {
    expect(errors).toEqual([]);
    expect(list.entries.length).toBeGreaterThanOrEqual(700);
  });

  it('say for each suffix whence it is known', () => {
    expect(list.entries.filter((entry) => entry.references.length === 0 || entry.roles.length === 0)).toEqual([]);
  });

  it('name no suffix twice', () => {
    const suffixes = list.entries.map((entry) => entry.suffix);
    expect(suffixes.filter((suffix, i) => suffixes.indexOf(suffix) !== i)).toEqual([]);
  });

  it('know an owner for every group', () => {
    const ids = new Set(list.owners.map((owner) => owner.id));
    expect(list.owners.filter((owner) => !ids.has(owner.group))).toEqual([]);
  });
});
