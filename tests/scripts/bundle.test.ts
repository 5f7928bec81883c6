import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, licences, packagesOf } from '../../scripts/bundle.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
let folder = '';

beforeAll(async () => {
  // A package of its own, with what stays outside of the bundle.
  const root = mkdtempSync(join(tmpdir(), 'mouchard-bundle-'));
  for (const name of ['package.json', 'node_modules']) symlinkSync(join(ROOT, name), join(root, name));
  folder = join(root, 'dist');
  await bundle(folder);
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('the bundle', () => {
  it('is a program that runs', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin.js'), '--version'], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, `${version}\n`, '']);
  });

  it('leaves the screen and the addons outside', () => {
    const text = readdirSync(join(folder, 'program')).map((name) => readFileSync(join(folder, 'program', name), 'utf8'));
    for (const name of ['ink', 'react', 'better-sqlite3'])
      expect(
        text.some((one) => one.includes(`from "${name}"`)),
        name,
      ).toBe(true);
  });

  it('names every package that is in it, with its licence', () => {
    const text = readFileSync(join(folder, 'program', 'LICENCES.txt'), 'utf8');
    for (const name of ['commander', 're2js', 'tldts']) expect(text).toContain(`\n${name} `);
    expect(text).not.toMatch(/^react \d/m);
  });
});

describe('packages', () => {
  it('are found by the files that come from them', () => {
    const files = [
      'src/bin.ts',
      'node_modules/b/x.js',
      'node_modules/b/lib/y.js',
      'node_modules/@a/c/z.js',
      'node_modules/b/node_modules/d/q.js',
    ];
    expect(packagesOf(files)).toEqual(['node_modules/@a/c', 'node_modules/b', 'node_modules/b/node_modules/d']);
  });

  it('without a licence are not passed on', () => {
    writeFileSync(join(folder, 'package.json'), '{ "name": "nobodys", "version": "1.0.0" }');
    expect(() => licences([folder])).toThrow('nobodys has no licence file');
    writeFileSync(join(folder, 'LICENSE.md'), 'Do as you like.\n');
    expect(licences([folder])).toBe('nobodys 1.0.0\n\nDo as you like.\n');
  });
});
