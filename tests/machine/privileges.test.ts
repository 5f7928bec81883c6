import { mkdtempSync, rmSync, statSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { captureRunners, giveTo, realUser } from '../../src/machine/privileges.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-rights-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = process.getuid?.() === 0;
const ADA = { user: 1234, group: 2345, name: 'ada' };

describe('the real user', () => {
  const sudo = { SUDO_UID: '1234', SUDO_GID: '2345', SUDO_USER: 'ada' };
  it.each([
    ['sudo', sudo, 0, ADA],
    ['sudo without a name', { ...sudo, SUDO_USER: undefined }, 0, { ...ADA, name: '1234' }],
    ['no sudo', {}, 0, null],
    ['variables that an ordinary user has set', sudo, 1000, null],
    ['a system without users', sudo, null, null],
    ['root by sudo', { ...sudo, SUDO_UID: '0' }, 0, null],
    ['no number', { ...sudo, SUDO_UID: '12x' }, 0, null],
    ['a sign', { ...sudo, SUDO_GID: '-1' }, 0, null],
    ['the number that chown takes for none', { ...sudo, SUDO_UID: '4294967295' }, 0, null],
    ['half of it', { SUDO_UID: '1234' }, 0, null],
  ])('of %s', (_, env, effective, expected) => {
    expect(realUser(env, effective)).toEqual(expected);
  });
});

describe('what runs a program that captures as the real user', () => {
  it('takes the rights that the program has, then gives it the right to capture and no other', () => {
    const rights = ['--inh-caps=+net_raw,+net_admin', '--ambient-caps=+net_raw,+net_admin', '--bounding-set=-all,+net_raw,+net_admin'];
    expect(captureRunners('/usr/bin/setpriv', ADA, [2345, 27])).toEqual([
      ['/usr/bin/setpriv', '--reuid', '1234', '--regid', '2345', '--groups', '2345,27', '--pdeathsig', 'INT', '--'],
      ['/usr/bin/setpriv', '--reuid', '1234', '--regid', '2345', '--groups', '2345,27', ...rights, '--pdeathsig', 'INT', '--'],
    ]);
  });

  it('leaves root’s groups behind also where the person has none', () => {
    expect(captureRunners('setpriv', ADA, [])[0]).toContain('--clear-groups');
  });
});

describe.runIf(root)('files made as root', () => {
  it('are given to the real user', () => {
    const path = join(folder, 'made');
    writeFileSync(path, '');
    expect(giveTo(ADA, path)).toBe(true);
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  it('but not through a symbolic link, nor what belongs to another', () => {
    const target = join(folder, 'target');
    writeFileSync(target, '');
    symlinkSync(target, join(folder, 'link'));
    expect(giveTo(ADA, join(folder, 'link'))).toBe(true);
    expect(statSync(target).uid).toBe(0);
    expect(lstatSync(join(folder, 'link')).uid).toBe(0);
    giveTo({ user: 77, group: 77, name: 'x' }, target);
    giveTo(ADA, target);
    expect(statSync(target).uid).toBe(77);
    expect(giveTo(ADA, join(folder, 'missing'))).toBe(false);
  });
});
