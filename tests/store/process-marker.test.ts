import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive, mayRun, processMarker } from '../../src/store/process-marker.ts';

describe('the marker of a process', () => {
  it('is alive while the process is', async () => {
    const child = spawn('sleep', ['60']);
    const marker = processMarker(child.pid!);
    expect(isAlive(marker)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(marker)).toBe(false);
  });

  it('tells a later process of the same number, and another boot, from the one that was marked', () => {
    const [pid = '', started = '', boot = ''] = processMarker(process.pid).split(' ');
    expect(isAlive(`${pid} ${started} ${boot}`)).toBe(true);
    expect(isAlive(`${pid} ${Number(started) - 1} ${boot}`)).toBe(false);
    expect(isAlive(`${pid} ${started} 00000000-0000-0000-0000-000000000000`)).toBe(false);
  });

  it.each(['', 'none', '-1 5 boot', '../1 5 boot', '99999999999 5 boot'])('%j is nobody', (marker) => {
    expect(isAlive(marker)).toBe(false);
  });

  it('of a process that is gone is not alive', () => {
    const { pid } = spawnSync('true');
    expect(processMarker(pid)).toMatch(/^\d+ - /);
  });

  it('counts as alive where the system does not tell', () => {
    expect(isAlive('1 - -')).toBe(true);
  });

  it('a process may run while it does', () => {
    expect(mayRun(process.pid)).toBe(true);
    expect(mayRun(spawnSync('true').pid)).toBe(process.platform !== 'linux');
  });
});
