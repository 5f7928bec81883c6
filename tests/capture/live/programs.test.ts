import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/capture/live/programs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mouchard-path-'));
  for (const [folder, mode] of [
    ['a', 0o644],
    ['b', 0o755],
  ] as const) {
    mkdirSync(join(root, folder));
    writeFileSync(join(root, folder, 'capturer'), '');
    chmodSync(join(root, folder, 'capturer'), mode);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('findProgram', () => {
  it('takes the first that may be run', async () => {
    expect(await findProgram('capturer', `${root}/a:${root}/b`)).toEqual({ path: `${root}/b/capturer`, runnable: true });
  });
  it('tells one that may not be run from none', async () => {
    expect(await findProgram('capturer', `${root}/a`)).toEqual({ path: `${root}/a/capturer`, runnable: false });
    expect(await findProgram('capturer', '')).toBeNull();
  });
  it('never looks where the search path does not begin at the root', async () => {
    expect(await findProgram('package.json', '.::node_modules')).toBeNull();
  });
  it('finds system programs that the search path leaves out', async () => {
    expect(await findProgram('sh', '')).toMatchObject({ runnable: true });
  });
});
