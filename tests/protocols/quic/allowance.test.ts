import { expect, it } from 'vitest';
import { Allowance } from '../../../src/protocols/quic/allowance.ts';

const SECOND = 1_000_000;

it('allows so many a second of capture time, and counts what it refuses', () => {
  const allowance = new Allowance(2);
  const answers = [5, 6, 7, SECOND + 4, SECOND + 5, SECOND + 6, 2 * SECOND + 4].map((at) => allowance.take(at));
  expect(answers).toEqual([true, true, false, false, true, true, false]);
  expect(allowance.refused).toBe(3);
});

it.each([
  ['a clock that jumps back', 3],
  ['a clock that jumps ahead', 9 * SECOND],
])('begins anew with %s', (_what, at) => {
  const allowance = new Allowance(1);
  expect([allowance.take(5), allowance.take(5), allowance.take(at)]).toEqual([true, false, true]);
});

it('allows all where nobody knows the time', () => {
  const allowance = new Allowance(1);
  expect([allowance.take(undefined), allowance.take(undefined)]).toEqual([true, true]);
});

it('begins anew for another run', () => {
  const allowance = new Allowance(1);
  allowance.take(5);
  allowance.take(5);
  allowance.restart();
  expect([allowance.refused, allowance.take(5)]).toEqual([0, true]);
});
