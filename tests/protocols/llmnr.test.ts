import { expect, it } from 'vitest';
import { llmnr } from '../../src/protocols/llmnr.ts';
import { saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads a question and its answer', () => {
  expect(saidToFile(llmnr, 'llmnr/name').map(({ kind, fields }) => [kind, fields['over'], fields['name']])).toEqual([
    ['dns.query', 'llmnr', 'printer'],
    ['dns.answer', 'llmnr', 'printer'],
  ]);
});

it.each([
  ['a query', '0077 0000 0001 0000 0000 0000 0161 00 0001 0001', [50_000, 5355], 'mine'],
  ['a query on another port', '0077 0000 0001 0000 0000 0000 0161 00 0001 0001', [50_000, 5300], 'not-mine'],
  ['two questions', '0077 0000 0002 0000 0000 0000 0161 00 0001 0001 0161 00 001c 0001', [50_000, 5355], 'not-mine'],
  ['reserved bits', '0077 0080 0001 0000 0000 0000 0161 00 0001 0001', [50_000, 5355], 'not-mine'],
  ['an opcode', '0077 2800 0001 0000 0000 0000 0161 00 0001 0001', [50_000, 5355], 'not-mine'],
] as const)('probe: %s', (_what, octets, ports, verdict) => {
  expect(verdictOn(llmnr, octets, ports)).toBe(verdict);
});
