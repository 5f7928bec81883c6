import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dropLifeLock, holdLifeLock, isLifeLockHeld } from '../../src/store/life-lock.ts';
import { temporaryFolder } from './samples.ts';

const HOLDER = new URL('lock-holder.ts', import.meta.url).pathname;

/** A process that holds the lock until it is killed. */
async function another(path: string): Promise<() => Promise<unknown>> {
  const child = spawn(process.execPath, ['--import', 'tsx', HOLDER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return () => {
    child.kill('SIGKILL');
    return once(child, 'exit');
  };
}

describe('a lock that lasts as long as its process', () => {
  it('is held until it was given back as often as it was taken, and leaves nothing', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock');
    expect(isLifeLockHeld(path)).toBe(false);
    expect([holdLifeLock(path), holdLifeLock(path)]).toEqual([true, true]);
    dropLifeLock(path);
    expect([isLifeLockHeld(path), readdirSync(folder)]).toEqual([true, ['lock']]);
    dropLifeLock(path);
    expect([isLifeLockHeld(path), readdirSync(folder)]).toEqual([false, []]);
    dropLifeLock(path);
  });

  it('is seen by others, cannot be taken from its holder, and ends with it, however it ends', async () => {
    const path = join(temporaryFolder(), 'lock');
    const kill = await another(path);
    expect([isLifeLockHeld(path), holdLifeLock(path), isLifeLockHeld(path)]).toEqual([true, false, true]);
    await kill();
    expect([existsSync(path), isLifeLockHeld(path)]).toEqual([true, false]);
    expect([holdLifeLock(path), isLifeLockHeld(path)]).toEqual([true, true]);
    dropLifeLock(path);
  });

  it('cannot be taken where nothing can be made, nor told of what is no lock', () => {
    const folder = temporaryFolder();
    expect(holdLifeLock(join(folder, 'missing', 'lock'))).toBe(false);
    mkdirSync(join(folder, 'folder'));
    expect(isLifeLockHeld(join(folder, 'folder'))).toBeNull();
    writeFileSync(join(folder, 'text'), 'x'.repeat(5_000));
    chmodSync(join(folder, 'text'), 0o600);
    expect(isLifeLockHeld(join(folder, 'text'))).toBeNull();
  });
});
