import { describe, expect, it } from 'vitest';
import { checkSpace, hoursAt } from '../../../src/machine/doctor/storage-checks.ts';
import { aMachine } from './a-machine.ts';

describe('the space for recordings', () => {
  it.each([
    [null, 'unknown'],
    [100e6, 'full'],
    [10e9, 'short'],
    [100e9, 'ok'],
  ])('%s octets: %s', (free, state) => {
    expect(checkSpace(aMachine({ free }), '/data').state).toBe(state);
  });

  it('is told in hours at three rates', () => {
    expect(hoursAt(450e6, 1)).toBe(1);
    expect(checkSpace(aMachine({ free: 45e9 }), '/data').facts).toMatchObject({ slow: 100, middle: 10, fast: 2, megabytes: 45_000 });
  });
});
