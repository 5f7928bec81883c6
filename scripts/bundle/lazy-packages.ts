import type { Plugin } from 'esbuild';

/**
 * Modules that take long to load (`string-width` has Unicode's emoji compiled) and are rarely needed, with the functions that are asked of
 * them: each is loaded when one of these is first called.
 */
export const LAZY: Readonly<Record<string, readonly string[]>> = {
  'string-width': ['default'],
  'node:child_process': ['spawn', 'execFileSync'],
};
const NAMESPACE = 'lazy';

/** Puts a stand-in before each of the modules. One that is asked for a function without a stand-in ends the build. */
export const lazyPackages: Plugin = {
  name: 'lazy-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, namespace, resolveDir }) =>
      namespace !== NAMESPACE && Object.hasOwn(LAZY, path) ? { path, namespace: NAMESPACE, pluginData: resolveDir } : undefined,
    );
    onLoad({ filter: /./, namespace: NAMESPACE }, ({ path, pluginData }) => ({
      contents: LAZY[path]!.map((name) => standIn(path, name)).join(''),
      resolveDir: pluginData as string,
    }));
  },
};

function standIn(module: string, name: string): string {
  return `export ${name === 'default' ? 'default' : `const ${name} =`} (...values) => require('${module}').${name}(...values);\n`;
}
