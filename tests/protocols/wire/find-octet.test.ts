import { expect, it } from 'vitest';
import { findOctet } from '../../../src/protocols/wire/find-octet.ts';

const octets = Buffer.alloc(1_000, 0x61);
octets[3] = octets[500] = octets[900] = 0x0a;

it.each([
  ['the first', 0, 1_000, 3],
  ['at the start', 3, 1_000, 3],
  ['far behind', 4, 1_000, 500],
  ['at the end', 501, 901, 900],
  ['behind the end', 501, 900, -1],
  ['near, behind the end', 4, 100, -1],
  ['behind a near end', 4, 132, -1],
  ['in nothing', 3, 3, -1],
  ['in less than nothing', 5, 3, -1],
])('%s', (_what, start, end, expected) => {
  expect(findOctet(octets, 0x0a, start, end)).toBe(expected);
});
