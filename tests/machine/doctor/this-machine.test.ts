import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { thisMachine } from '../../../src/machine/doctor/this-machine.ts';

describe('this machine', () => {
  const machine = thisMachine(1_800_000_000_000, { PATH: process.env['PATH'], SUDO_USER: 'ada' });

  it('reads files, folders and links', () => {
    expect(machine.read('/proc/sys/kernel/hostname')?.trim()).toBe(hostname());
    expect(machine.list('/sys/class/net')).toContain('lo');
    expect(machine.link('/proc/self/exe')).toBe(process.execPath);
  });

  it('measures the space of a folder that is not there yet by the one above', () => {
    expect(machine.free('/tmp/not/made/yet')).toBe(machine.free('/tmp'));
    expect(machine.free('/tmp')).toBeGreaterThan(0);
  });

  it('runs programs, and says what is loaded, who it is and when', async () => {
    expect((await machine.run('uname', ['-s'])).stdout).toBe('Linux\n');
    expect(await machine.loads('better-sqlite3')).toBe(true);
    expect(await machine.loads('no-such-package')).toBe(false);
    expect(machine).toMatchObject({ now: 1_800_000_000_000, realUser: 'ada', nodeVersion: process.versions.node });
    expect(machine.addresses()['lo']).toContain('127.0.0.1/8');
  });
});
