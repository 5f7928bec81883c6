import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const SOURCES = join(import.meta.dirname, '..', '..', 'src');
/** An ES module that cannot be part of a program of CommonJS: it is imported before the screens are, which then find it as imported. */
const INK = './ink.js';

/**
 * What lies elsewhere once modules are put together. A module that looks for files beside it finds those beside the module that `tsc` built,
 * not those beside the bundle; what starts a program is the start of the bundle, not the first line of a module; and Ink lies beside the
 * bundle (`src/cli/run-program.ts` says how it comes from there).
 */
export const places: Plugin = {
  name: 'places',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      const built = `../${relative(SOURCES, path).replace(/\.tsx?$/, '.js')}`;
      const contents = readFileSync(path, 'utf8')
        .replace(/^#!.*/, '')
        .replaceAll('import.meta.url', `new URL('${built}', import.meta.url).href`)
        .replaceAll(/\bimport\('[^']*\/run-ui\.ts'\)/g, (screens) => `beside.import('${INK}').then(() => ${screens})`);
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
    onResolve({ filter: /^ink$/ }, ({ path }) => ({ path, namespace: 'beside' }));
    onLoad({ filter: /./, namespace: 'beside' }, () => ({ contents: `module.exports = beside.modules['${INK}'];` }));
  },
};
