// Puts the program together from its hundreds of modules: a few files in `dist/program`, which load in a fraction of the time, and
// `dist/bin.js`, which starts them. What `tsc` built stays beside them, for threads and for those who import Mouchard as a library.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
/** Stay packages of their own: addons, and what only the screen needs. */
const EXTERNAL = ['better-sqlite3', 'cap', 'ink', 'react', 'react/*'];
/** CommonJS packages inside a module ask for Node's own modules in their own way. */
const REQUIRE = "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);";
const START = "#!/usr/bin/env node\nimport './program/bin.js';\n";

/** A module that looks for files beside it finds those beside the module that `tsc` built, not those beside the bundle. */
const places: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      const built = `../${relative(join(ROOT, 'src'), path).replace(/\.tsx?$/, '.js')}`;
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL('${built}', import.meta.url).href`);
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** Writes the program into `outDir`, with the licences of the packages that are in it. */
export async function bundle(outDir: string): Promise<void> {
  rmSync(join(outDir, 'program'), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/bin.ts'],
    outdir: join(outDir, 'program'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    plugins: [places],
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(outDir, 'program', 'LICENCES.txt'), licences(packagesOf(Object.keys(metafile.inputs))));
  writeFileSync(join(outDir, 'bin.js'), START);
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
