import { describe, expect, it } from 'vitest';
import { commonOptions } from '../../src/cli/common-options.ts';
import type { Edges } from '../../src/cli/edges.ts';
import { colorful, columnsOf, renderResult } from '../../src/cli/result.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const edges = (env: Edges['env'], stdout: object = {}): Edges => ({ env, stdout }) as unknown as Edges;

describe('colorful', () => {
  it.each<[string, Edges['env'], boolean, boolean]>([
    ['a terminal', {}, true, true],
    ['no terminal', {}, false, false],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR says nothing', { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false, false],
    ['both', { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ])('%s', (_name, env, isTTY, expected) => {
    expect(Boolean(colorful(edges(env, { isTTY })))).toBe(expected);
  });
});

describe('columnsOf', () => {
  it.each([
    [{}, 80],
    [{ isTTY: true, columns: 0 }, 80],
    [{ isTTY: true, columns: 60 }, 60],
    [{ isTTY: true, columns: 240 }, 100],
  ])('%j is %i', (stdout, columns) => {
    expect(columnsOf(edges({}, stdout))).toBe(columns);
  });
});

describe('renderResult', () => {
  it.each([
    ['text', /^Mouchard 0\.1\.0\n/],
    ['lines', /talking-bear|api\.bear\.example/],
    ['json', /^\{\n"tool"/],
    ['ndjson', /^\{"/],
    ['csv', /,/],
  ])('%s', async (format, form) => {
    expect([...(await renderResult(aSnapshot(), edges({}), 'en', commonOptions({}, false), format))].join('')).toMatch(form);
  });
});
