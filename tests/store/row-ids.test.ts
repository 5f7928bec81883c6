import { expect, it } from 'vitest';
import { endRowId, firstRowId } from '../../src/store/row-ids.ts';

it('gives every session ids of its own, exact as numbers', () => {
  expect(firstRowId(1)).toBe(0x1_0000_0000);
  expect(endRowId(1)).toBe(firstRowId(2));
  expect(Number.isSafeInteger(endRowId(2 ** 20))).toBe(true);
});
