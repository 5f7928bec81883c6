import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
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
  await bundle(folder, ['--version']);
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('the bundle', () => {
  it('is a program that runs', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin.js'), '--version'], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, `${version}\n`, '']);
    // The first is told by what starts the program, the second by the program.
    const asked = spawnSync(process.execPath, [join(folder, 'bin.js'), '--lang', 'fr', '--version'], { encoding: 'utf8' });
    expect([asked.status, asked.stdout, asked.stderr]).toEqual([0, `${version}\n`, '']);
  });

  it('tells its version also where nobody listens', () => {
    const command = `{ sleep 0.3; ${process.execPath} ${join(folder, 'bin.js')} --version; echo $? >&2; } | true`;
    const { stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('0\n');
  });

  it('leaves addons, React and what has no licence to be passed on outside', () => {
    const [program, ink] = ['program.cjs', 'ink.js'].map((name) => readFileSync(join(folder, 'program', name), 'utf8'));
    for (const name of ['better-sqlite3', 'react']) expect(program, name).toContain(`require("${name}")`);
    for (const name of ['react', 'yoga-layout']) expect(ink, name).toContain(` from "${name}"`);
  });

  it('draws with its own copy of Ink and the one React that there is', () => {
    const code = `
      import { createElement } from 'react';
      import { renderToString, Text } from ${JSON.stringify(join(folder, 'program', 'ink.js'))};
      console.log(renderToString(createElement(Text, null, 'ﬂag 🇫🇷 end')));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8', cwd: ROOT });
    expect([stdout, stderr]).toEqual(['ﬂag 🇫🇷 end\n', '']);
  });

  it('takes what V8 made of it from all who may read it, and only what is of this V8', () => {
    const caches = readdirSync(join(folder, 'program')).filter((name) => name.startsWith('program.cjs.'));
    expect(caches).toEqual([`program.cjs.v8-${process.versions.v8}-${process.arch}`]);
    expect(statSync(join(folder, 'program', caches[0]!)).mode & 0o777).toBe(0o644);
  });

  it('ends the build where the program does not run', async () => {
    await expect(bundle(folder, ['analyze', '/nowhere'])).rejects.toThrow('the program does not run');
    await bundle(folder, ['--version']);
  });

  it('names every package that is in it, with its licence', () => {
    const text = readFileSync(join(folder, 'program', 'LICENCES.txt'), 'utf8');
    for (const name of ['commander', 're2js', 'tldts', 'ink', 'string-width']) expect(text).toContain(`\n${name} `);
    expect(text).not.toMatch(/^(?:react|yoga-layout) \d/m);
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
