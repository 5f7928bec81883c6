import { describe, expect, it } from 'vitest';
import { startThread } from '../../../src/capture/live/thread.ts';

describe('startThread', () => {
  it('starts a sibling module, in whatever language it lies there', async () => {
    const worker = startThread(import.meta.url, 'echo', { said: 'hello' });
    expect(await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))).toEqual({ echoed: 'hello' });
    expect(await new Promise((resolve) => worker.once('exit', resolve))).toBe(0);
  });

  it('reports a module that is not there', async () => {
    const worker = startThread(import.meta.url, 'no-such-module', null);
    expect(String(await new Promise((resolve) => worker.once('error', resolve)))).toContain('no-such-module');
  });
});
