import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

/** What the text of a program finds around it: what every CommonJS module does, and `beside`, which stands for `import`. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', 'beside'] as const;
type ProgramFunction = (...values: readonly unknown[]) => void;

/** Where the build keeps what V8 made of a program: of use to the very same V8 only, so its name says which. */
export function codeCacheOf(file: string): string {
  return `${file}.v8-${process.versions.v8}-${process.arch}`;
}

/** True where a command line asks for the version and nothing else: that can be told without the program. */
export function asksOnlyForVersion(argv: readonly string[]): boolean {
  return argv.length === 3 && argv[2] === '--version';
}

/**
 * Runs the bundled program as Node runs a CommonJS module, but lets V8 begin with what it made of it when it was built. Where there is
 * nothing of this V8, or V8 refuses it (it asks for its own version, its flags and the length of the text), the text is read as ever.
 * @param file an absolute path
 * @returns the script, so that the build can keep what has become of it
 */
export function runProgram(file: string): Script {
  const text = `(function (${PARAMETERS.join(', ')}) { ${readFileSync(file, 'latin1')}\n});`;
  const script = new Script(text, { filename: file, ...readCache(file) });
  const module = { exports: {} };
  const run = script.runInThisContext() as ProgramFunction;
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file), new Beside(file));
  return script;
}

/** ES modules that lie beside a program. */
class Beside {
  /** Those that have been imported, by the names that they were asked for by. */
  readonly modules: Record<string, unknown> = {};
  readonly #file: URL;

  constructor(file: string) {
    this.#file = pathToFileURL(file);
  }

  /** Imports one by its name from the program's folder on. */
  async import(name: string): Promise<unknown> {
    return (this.modules[name] = await withoutFetch(() => import(new URL(name, this.#file).href)));
  }
}

/**
 * Yoga, which lays out the screens, would fetch its own octets from a `data:` URL, for which Node loads its whole HTTP client. Where there is no
 * `fetch` it decodes them itself, in a fraction of the time. Nothing else of ours ever asks for `fetch`.
 */
async function withoutFetch<T>(action: () => Promise<T>): Promise<T> {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    return await action();
  } finally {
    if (fetch !== undefined) Object.defineProperty(globalThis, 'fetch', fetch);
  }
}

function readCache(file: string): { readonly cachedData: Buffer } | null {
  try {
    return { cachedData: readFileSync(codeCacheOf(file)) };
  } catch {
    return null;
  }
}
