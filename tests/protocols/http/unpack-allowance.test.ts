import { expect, it } from 'vitest';
import { UnpackAllowance } from '../../../src/protocols/http/unpack-allowance.ts';

const POOL = 64 << 20;
const SECOND = 1_000_000;

it('gives in proportion to what was captured, and more from a pool', () => {
  const allowance = new UnpackAllowance();
  expect(allowance.grant(100)).toBe(POOL + 2_000);
  allowance.charge(100, 2_000);
  expect(allowance.grant(0)).toBe(POOL);
  allowance.charge(100, 2_000 + POOL);
  expect([allowance.grant(0), allowance.grant(100)]).toEqual([0, 2_000]);
});

it('fills the pool again with capture time, never beyond its brim', () => {
  const clock = new Float64Array([5 * SECOND]);
  const allowance = new UnpackAllowance();
  allowance.restart(clock);
  expect(allowance.grant(0)).toBe(POOL);
  allowance.charge(0, POOL);
  clock[0] = 5.5 * SECOND;
  expect(allowance.grant(0)).toBe(1 << 19);
  clock[0] = 1 * SECOND;
  expect(allowance.grant(0), 'a clock that went back').toBe(1 << 19);
  clock[0] = 1_000 * SECOND;
  expect(allowance.grant(0)).toBe(POOL);
});

it('begins anew for another run', () => {
  const allowance = new UnpackAllowance();
  allowance.charge(0, POOL);
  allowance.limited = 3;
  allowance.refused = 2;
  allowance.restart(null);
  expect([allowance.grant(0), allowance.limited, allowance.refused]).toEqual([POOL, 0, 0]);
});
