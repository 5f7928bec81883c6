import type { Plugin } from 'esbuild';

/**
 * Modules that take long to load (`string-width` has Unicode's emoji compiled, `mqtt-packet` brings a library of streams) and are rarely needed,
 * with the functions that are asked of them: each is loaded when one of these is first called.
 */
export const LAZY: Readonly<Record<string, readonly string[]>> = {
  'string-width': ['default'],
  'mqtt-packet': ['default.parser'],
  tldts: ['getDomain'],
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

/** The function `name` of a module: the default one, one of the default object, or one of that name. */
function standIn(module: string, name: string): string {
  const [, method] = /^default\.(\w+)$/.exec(name) ?? [];
  const call = `(...values) => require('${module}').${method ?? name}(...values)`;
  if (method !== undefined) return `export default { ${method}: ${call} };\n`;
  return name === 'default' ? `export default ${call};\n` : `export const ${name} = ${call};\n`;
}
