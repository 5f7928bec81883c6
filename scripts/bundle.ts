// Puts the program together from its hundreds of modules, which start several times faster so: `dist/program/program.cjs`, the library that
// draws the screens beside it (`ink.js`), and `dist/bin.js`, which starts them. What `tsc` built stays, for threads and for those who
// import Mouchard as a library. At last the program is run once, and what V8 has made of it by then is kept beside it.
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { lazyPackages } from './bundle/lazy-packages.ts';
import { places } from './bundle/places.ts';

const ROOT = join(import.meta.dirname, '..');
/** Stay packages of their own: addons, and React, of which there may be only one. */
const EXTERNAL = ['better-sqlite3', 'cap', 'react', 'react/*'];
/** CommonJS packages inside a module ask for Node's own modules in their own way. */
const REQUIRE = "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);";
const HERE = "const PROGRAM_URL = require('node:url').pathToFileURL(__filename).href;";
/** What starts the program, but tells the version by itself: reading the whole program for that would take longer than Node does to start. */
const startOf = (version: string): string => `#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { asksOnlyForVersion, runProgram } from './program/run-program.js';

if (asksOnlyForVersion(process.argv)) process.stdout.on('error', () => undefined).write(${JSON.stringify(`${version}\n`)});
else runProgram(fileURLToPath(new URL('./program/program.cjs', import.meta.url)));
`;
/** What is run to learn which parts of the program are needed at once. */
const TRIAL = ['analyze', '--no-store', '--format', 'json', join(ROOT, 'fixtures', 'captures', 'talkative-toy', 'capture.pcapng')];

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Writes the program into `outDir`, with the licences of the packages that are in it; `trial`: the arguments that it is tried with. */
export async function bundle(outDir: string, trial: readonly string[] = TRIAL): Promise<void> {
  const folder = join(outDir, 'program');
  rmSync(folder, { recursive: true, force: true });
  const program = await build({
    ...COMMON,
    entryPoints: ['src/bin.ts'],
    outfile: join(folder, 'program.cjs'),
    format: 'cjs',
    external: EXTERNAL,
    plugins: [places, lazyPackages],
    define: { 'import.meta.url': 'PROGRAM_URL' },
    banner: { js: HERE },
  });
  const ink = await build({
    ...COMMON,
    entryPoints: ['ink'],
    outfile: join(folder, 'ink.js'),
    format: 'esm',
    // Ink's window for its own developers is left out; Yoga comes without the text of its licence, so it may not be passed on in another file.
    external: [...EXTERNAL, 'yoga-layout', './devtools.js'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    plugins: [lazyPackages],
    banner: { js: REQUIRE },
  });
  await build({ ...COMMON, entryPoints: ['src/cli/run-program.ts'], outdir: folder, format: 'esm' });
  const files = [program, ink].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(folder, 'LICENCES.txt'), licences(packagesOf(files)));
  writeFileSync(join(outDir, 'bin.js'), startOf(versionOf(ROOT)));
  chmodSync(join(outDir, 'bin.js'), 0o755);
  keepCode(folder, trial);
}

/** Runs the program, and keeps what V8 has made of it beside it, for all who may read it. */
function keepCode(folder: string, trial: readonly string[]): void {
  const code = `
    import { chmodSync, writeFileSync } from 'node:fs';
    import { codeCacheOf, runProgram } from ${JSON.stringify(pathToFileURL(join(folder, 'run-program.js')).href)};
    const file = ${JSON.stringify(join(folder, 'program.cjs'))};
    const script = runProgram(file);
    process.on('exit', () => {
      writeFileSync(codeCacheOf(file), script.createCachedData());
      chmodSync(codeCacheOf(file), 0o644);
    });`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code, 'mouchard', ...trial], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the program does not run: ${stderr}`);
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The folders of the packages that files come from, in the order of their names. */
export function packagesOf(files: readonly string[]): readonly string[] {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}

/** The licence of each package; throws where one has none, for then it must not be passed on. */
export function licences(packages: readonly string[]): string {
  const texts = packages.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(resolve(ROOT, folder, 'package.json'), 'utf8')) as { name: string; version: string };
    const file = readdirSync(resolve(ROOT, folder)).find((entry) => /^licen[cs]e(?:\.md|\.txt)?$/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version}\n\n${readFileSync(resolve(ROOT, folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

const called = process.argv[1];
if (called !== undefined && import.meta.url === pathToFileURL(resolve(called)).href) await bundle(join(ROOT, 'dist'));
