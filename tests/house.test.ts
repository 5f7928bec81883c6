import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;
const SRC = join(ROOT, 'src');

/** Which folders of src a folder may import besides itself, and why no others. The whole architecture in one table. */
const LAYERS: Record<string, { may: readonly string[]; because: string }> = {
  bytes: { may: [], because: 'octets know nothing' },
  model: { may: [], because: 'the waist is plain data' },
  knowledge: { may: ['model'], because: 'lookups over data that others load' },
  packet: { may: ['bytes', 'model'], because: 'headers, not conversations' },
  capture: { may: ['bytes', 'model'], because: 'a source knows no protocol above the record' },
  flow: { may: ['bytes', 'model', 'packet'], because: 'it yields chunks and does not know who eats them' },
  protocols: { may: ['bytes', 'model'], because: 'octets in, observations out' },
  content: { may: ['bytes', 'model'], because: 'readable octets in, observations out' },
  behaviour: { may: ['model'], because: 'pure functions over what was observed' },
  inventory: { may: ['model', 'knowledge', 'bytes'], because: 'names of kinds come as data; addresses are octets' },
  engine: { may: ['model', 'bytes'], because: 'judges sightings; the vocabulary is a parameter' },
  store: { may: ['model'], because: 'keeps what the waist holds' },
  report: { may: ['model', 'language'], because: 'renders snapshots' },
  ui: { may: ['model', 'language'], because: 'renders snapshots' },
  language: { may: ['model'], because: 'words only' },
  machine: { may: ['bytes', 'model'], because: 'what this computer is and what we change on it; it never sees a packet' },
  pipeline: {
    may: ['capture', 'packet', 'flow', 'protocols', 'content', 'behaviour', 'inventory', 'knowledge', 'engine', 'bytes', 'model'],
    because: 'the one composer; no reports, no store, no screen',
  },
  live: {
    may: ['model', 'bytes', 'capture', 'pipeline', 'store', 'language'],
    because: 'a session that runs apart from its screens: it knows sources, the composer and the store, never who looks on',
  },
  cli: {
    may: [
      'capture',
      'behaviour',
      'content',
      'inventory',
      'knowledge',
      'engine',
      'pipeline',
      'store',
      'live',
      'report',
      'language',
      'machine',
      'ui',
      'bytes',
      'model',
    ],
    because: 'the shell: everything but protocols, packets and flows',
  },
};

/** Modules with effects, and who may have them. */
const PRIVILEGES: { what: string; pattern: RegExp; only: (file: string) => boolean }[] = [
  {
    what: 'the clock',
    pattern: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
    only: (file) => file.startsWith('cli/') || file.startsWith('capture/live/'),
  },
  {
    what: 'the file system, processes and sockets',
    pattern: /from 'node:(fs|fs\/promises|child_process|net|dgram|http|https|tls|worker_threads)'/,
    only: (file) => /^(capture|store|live|cli|machine)\//.test(file) || file === 'engine/loader.ts',
  },
  {
    what: 'the process',
    // What the UI is given instead: streams and callbacks. What runs other programs also ends them.
    pattern: /\bprocess\.(exit|env|argv|stdout|stderr|stdin|on|kill|exitCode|cwd)\b/,
    only: (file) => file.startsWith('cli/') || file === 'bin.ts' || file === 'machine/program.ts',
  },
  { what: 'better-sqlite3', pattern: /from 'better-sqlite3'/, only: (file) => file.startsWith('store/') },
  { what: 'ink and react', pattern: /from '(ink|react)'/, only: (file) => file.startsWith('ui/') },
  { what: 'dns-packet', pattern: /from 'dns-packet'/, only: (file) => file.startsWith('protocols/dns') },
  { what: 'the cap addon', pattern: /from 'cap'|require\('cap'\)/, only: (file) => file.startsWith('capture/') },
];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const sources = files(SRC).map((path) => ({ path, name: relative(SRC, path), text: readFileSync(path, 'utf8') }));

/** `from` specifiers of static and dynamic imports. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

describe('the layers', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it.each(sources.filter((s) => s.name.includes('/')).map((s) => [s.name, s] as const))(
    '%s imports only what its folder may',
    (_name, source) => {
      const folder = source.name.split('/')[0]!;
      const layer = LAYERS[folder];
      expect(layer, `src/${folder} has no row in the table`).toBeDefined();
      for (const specifier of importsOf(source.text)) {
        if (!specifier.startsWith('.')) continue;
        const target = relative(SRC, normalize(join(dirname(source.path), specifier))).split('/')[0]!;
        if (target === folder) continue;
        expect(layer!.may, `src/${folder} may not import src/${target}: ${layer!.because}`).toContain(target);
      }
    },
  );

  it('the table itself has no circle', () => {
    const reaches = (from: string, seen: readonly string[]): void => {
      expect(seen, `circle through ${from}`).not.toContain(from);
      for (const to of LAYERS[from]?.may ?? []) reaches(to, [...seen, from]);
    };
    for (const folder of Object.keys(LAYERS)) reaches(folder, []);
  });

  it.each(PRIVILEGES)('only those who may use $what do', ({ what, pattern, only }) => {
    for (const source of sources) if (!only(source.name)) expect(pattern.test(source.text), `${source.name} uses ${what}`).toBe(false);
  });
});

/** A file that holds only types has nothing to be run. */
const runs = (text: string): boolean =>
  /^export (?:default |async |abstract |declare )*(?:const|let|function\*?|class)\b|^export \{|^export \*/m.test(text);

describe('the house', () => {
  it.each(sources.filter((s) => runs(s.text) || !/^export /m.test(s.text)).map((s) => [s.name]))('%s has a test', (name) => {
    const base = name.replace(/\.tsx?$/, '');
    const found = [`${base}.test.ts`, `${base}.test.tsx`].some((file) => existsSync(join(ROOT, 'tests', file)));
    expect(found, `tests/${base}.test.ts is missing`).toBe(true);
  });

  it.each(sources.map((s) => [s.name, s] as const))('%s is no longer than 300 lines', (_name, source) => {
    expect(source.text.split('\n').length).toBeLessThanOrEqual(301);
  });

  it('nothing speaks of how the project was made', () => {
    const banned = /(?:\/work\/|registry\.npmjs|\bthe lead\b(?!-)|\bhelper-\d|as an AI|closing note)/i;
    for (const path of [...files(join(ROOT, 'src')), ...files(join(ROOT, 'scripts')), ...files(join(ROOT, 'tests'))]) {
      if (path.endsWith('house.test.ts')) continue;
      expect(banned.exec(readFileSync(path, 'utf8'))?.[0], path).toBeUndefined();
    }
  });
});
