import { expect, it } from 'vitest';
import { putDecimal } from '../../../src/protocols/dns/escape.ts';

it.each([
  [0, '\\000'],
  [44, '\\044'],
  [255, '\\255'],
])('%i is %s', (octet, expected) => {
  const text = Buffer.alloc(6, '.');
  expect(putDecimal(text, 1, octet)).toBe(5);
  expect(text.toString('latin1')).toBe(`.${expected}.`);
});
