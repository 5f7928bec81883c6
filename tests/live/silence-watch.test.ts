import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SilenceWatch } from '../../src/live/silence-watch.ts';

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('SilenceWatch', () => {
  it('tells once that what was asked is not answered, and again after something was heard', async () => {
    const told: string[] = [];
    let tell: () => void = () => undefined;
    const watch = new SilenceWatch(5, () => {
      told.push('silent');
      tell();
    });
    const silent = (): Promise<void> => new Promise((resolve) => (tell = resolve));
    const first = silent();
    watch.asked();
    watch.asked();
    await first;
    watch.asked();
    await after(30);
    expect(told).toEqual(['silent']);
    const second = silent();
    watch.heard(true);
    await second;
    expect(told).toEqual(['silent', 'silent']);
  });

  it('waits for nothing where all is answered, or nobody waits any more', async () => {
    let told = 0;
    const watch = new SilenceWatch(5, () => (told += 1));
    watch.asked();
    watch.heard(false);
    watch.asked();
    watch.rest();
    watch.rest();
    await after(30);
    expect(told).toBe(0);
  });

  it('reads what has arrived before it takes anybody for silent', async () => {
    const echo = spawn('cat', { stdio: ['pipe', 'pipe', 'ignore'] });
    echo.stdin.write('first');
    await once(echo.stdout, 'data');
    let told = 0;
    const watch = new SilenceWatch(20, () => (told += 1));
    const heard = new Promise<void>((resolve) => {
      echo.stdout.on('data', () => {
        watch.heard(false);
        resolve();
      });
    });
    echo.stdin.write('second');
    watch.asked();
    // As if this process had been suspended: the time is over, and the answer is there.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    await heard;
    await after(10);
    expect(told).toBe(0);
    echo.kill();
  });
});
