import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../src/machine/doctor/machine.ts';
import { thisMachine } from '../../../src/machine/doctor/this-machine.ts';
import { aMachine } from './a-machine.ts';

describe('the contract of a machine', () => {
  it('is the same for a described and for the real one', async () => {
    const real: Machine = thisMachine(0, { PATH: process.env['PATH'] });
    const described = aMachine({ files: { '/proc/x': 'y' } });
    for (const machine of [real, described]) {
      expect(machine.read('/no/such/file')).toBeNull();
      expect(machine.list('/no/such/folder')).toEqual([]);
      expect(machine.link('/no/such/link')).toBeNull();
      expect(await machine.run('no-such-program', [])).toMatchObject({ missing: true });
    }
    expect(Object.keys(described).sort()).toEqual(Object.keys(real).sort());
  });
});
