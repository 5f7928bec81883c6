import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive, isForeign, mayRun, nameOfMarker, processMarker, processName } from '../../src/store/process-marker.ts';

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

  it('of another container is believed by its lock alone: its number is somebody else here', () => {
    const [pid = '', started = '', boot = '', namespace = ''] = processMarker(process.pid).split(' ');
    const foreign = `${pid} ${started} ${boot} ${Number(namespace) + 1}`;
    const told = ([true, false, null] as const).map((locked) => isAlive(foreign, () => locked));
    expect(told).toEqual([true, false, true]);
    expect(isAlive(`${pid} ${started} 00000000-0000-0000-0000-000000000000 ${Number(namespace) + 1}`, () => true)).toBe(false);
    expect(isAlive(processMarker(process.pid), () => false)).toBe(true);
    expect([isForeign(namespace), isForeign(String(Number(namespace) + 1))]).toEqual([false, true]);
  });

  it('gives names for files that no other process has', () => {
    const [pid = '', started = '', , namespace = ''] = processMarker(process.pid).split(' ');
    expect(processName(process.pid)).toBe(`${pid}-${namespace}`);
    expect(nameOfMarker(processMarker(process.pid))).toBe(`${pid}-${started}-${namespace}`);
    for (const marker of ['none', `${pid} ${started} boot`, '1 - - -', '../1 5 boot 6', '1 5 boot ../6'])
      expect(nameOfMarker(marker)).toBeNull();
  });

  it('a process may run while it does', () => {
    expect(mayRun(process.pid)).toBe(true);
    expect(mayRun(spawnSync('true').pid)).toBe(process.platform !== 'linux');
  });
});
