import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { places } from '../../../scripts/bundle/places.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

describe('places', () => {
  it('gives a module the place that it has where each has a file of its own', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'mouchard-places-'));
    try {
      await build({
        entryPoints: [join(ROOT, 'src/cli/package-files.ts')],
        outdir,
        bundle: true,
        format: 'esm',
        platform: 'node',
        plugins: [places],
      });
      expect(readFileSync(join(outdir, 'package-files.js'), 'utf8')).toContain('new URL("../cli/package-files.js", import.meta.url).href');
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  it('has Ink come from beside the bundle', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src/cli/live/show-stored.ts')],
      bundle: true,
      write: false,
      outdir: ROOT,
      format: 'cjs',
      platform: 'node',
      external: ['react', 'react/*'],
      plugins: [places],
    });
    expect(outputFiles[0]!.text).toMatch(/await beside\.import\("\.\/ink\.js"\)\.then\(\(\) => .*run_ui/);
    expect(outputFiles[0]!.text).toContain('.exports = beside.modules["./ink.js"]');
    expect(outputFiles[0]!.text).not.toContain(' import(');
  });

  it('leaves out the line that starts a program', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src/bin.ts')],
      bundle: true,
      write: false,
      outdir: ROOT,
      format: 'esm',
      platform: 'node',
      external: ['*'],
      plugins: [places],
    });
    expect(readFileSync(join(ROOT, 'src/bin.ts'), 'utf8')).toMatch(/^#!/);
    expect(outputFiles[0]!.text).not.toContain('#!');
  });
});
