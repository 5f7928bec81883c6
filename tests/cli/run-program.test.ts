import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asksOnlyForVersion, codeCacheOf, runProgram } from '../../src/cli/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-run-program-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Runs it in a process of its own: whether what V8 had made of it was refused, and what else it wrote. */
function run(file: string): readonly string[] {
  const module = join(import.meta.dirname, '../../src/cli/run-program.ts');
  const code = `
    import { runProgram } from ${JSON.stringify(module)};
    console.log(runProgram(process.argv[1]).cachedDataRejected);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code, file], {
    encoding: 'utf8',
  });
  return [...stdout.trimEnd().split('\n'), ...stderr.split('\n').filter((line) => line !== '')];
}

describe('a command line', () => {
  it.each([
    [['--version'], true],
    [[], false],
    [['--help'], false],
    [['--lang', 'fr', '--version'], false],
    [['--version', 'analyze'], false],
    [['analyze', '--version'], false],
  ])('%j asks for the version only: %j', (argv, only) => expect(asksOnlyForVersion(['node', 'bin.js', ...argv])).toBe(only));
});

describe('the program', () => {
  it('gets what a CommonJS module gets', () => {
    const text = "globalThis.ran = [this === exports, module.exports === exports, __filename, __dirname, require('node:path').sep];";
    const file = program('whole.cjs', text);
    runProgram(file);
    expect((globalThis as { ran?: unknown }).ran).toEqual([true, true, file, folder, '/']);
  });

  it('imports modules from where it lies', () => {
    program('beside.mjs', 'export const found = 7;');
    const file = program(
      'imports.cjs',
      "beside.import('./beside.mjs').then(({ found }) => console.log(found, beside.modules['./beside.mjs'].found));",
    );
    expect(run(file)).toEqual(['undefined', '7 7']);
  });

  it('does without fetch while it imports', () => {
    program('asks.mjs', 'export const has = typeof fetch;');
    const text = "beside.import('./asks.mjs').then(({ has }) => console.log(has, typeof fetch)); console.log(typeof fetch);";
    expect(run(program('fetches.cjs', text))).toEqual(['undefined', 'undefined', 'undefined function']);
  });

  it('goes on from what V8 made of it before', () => {
    const file = program('kept.cjs', "console.log((() => 'ran')());");
    writeFileSync(codeCacheOf(file), runProgram(file).createCachedData());
    expect(run(file)).toEqual(['ran', 'false']);
  });

  it.each([
    ['of another text', (file: string) => writeFileSync(file, "console.log('a longer text');")],
    ['cut short', (file: string) => writeFileSync(codeCacheOf(file), readFileSync(codeCacheOf(file)).subarray(0, 40))],
    ['of another version', (file: string) => writeFileSync(codeCacheOf(file), flipped(readFileSync(codeCacheOf(file)), 4))],
    ['empty', (file: string) => writeFileSync(codeCacheOf(file), '')],
    ['no cache at all', (file: string) => writeFileSync(codeCacheOf(file), 'no cache at all, but text that somebody put there')],
  ])('does not take what is %s', (_name, spoil) => {
    const file = program('spoilt.cjs', "console.log('text');");
    writeFileSync(codeCacheOf(file), runProgram(file).createCachedData());
    spoil(file);
    expect(run(file)).toEqual([expect.stringMatching(/text$/), 'true']);
  });

  it('names what V8 made after the version of V8', () => {
    expect(codeCacheOf('/x/program.cjs')).toBe(`/x/program.cjs.v8-${process.versions.v8}-${process.arch}`);
  });
});

function flipped(octets: Buffer, at: number): Buffer {
  octets[at]! ^= 0xff;
  return octets;
}
