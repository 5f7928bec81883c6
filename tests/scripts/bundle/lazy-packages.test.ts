import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { lazyPackages } from '../../../scripts/bundle/lazy-packages.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mouchard-lazy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bundled(name: string, contents: string): Promise<string> {
  const outfile = join(folder, name);
  await build({
    stdin: { contents, resolveDir: ROOT },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    plugins: [lazyPackages],
    logLevel: 'silent',
  });
  return outfile;
}

describe('a lazy package', () => {
  it('answers as ever', async () => {
    const file = await bundled('width.cjs', "import width from 'string-width'; export const wide = width('字a');");
    expect(createRequire(import.meta.url)(file)).toEqual({ wide: 3 });
  });

  it('is not loaded before it is asked', async () => {
    const file = await bundled('unasked.cjs', "import width from 'string-width'; export const later = () => width('a');");
    const text = readFileSync(file, 'utf8');
    // Loading it would end here.
    const spoilt = text.replace(/(?<=\n\s*)(?=segmenter = new Intl.Segmenter)/, "throw new Error('loaded');");
    expect(spoilt).not.toBe(text);
    writeFileSync(file, spoilt);
    const { later } = createRequire(import.meta.url)(file) as { later(): number };
    expect(later).toThrow('loaded');
  });

  it('ends the build where it is asked for what has no stand-in', async () => {
    const strange = "import { execSync } from 'node:child_process'; export const out = execSync('true');";
    await expect(bundled('strange.cjs', strange)).rejects.toThrow('No matching export');
  });
});
