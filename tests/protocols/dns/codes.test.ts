import { expect, it } from 'vitest';
import { isKnownOpcode, isKnownType, opcodeName, rcodeName, TYPE, typeName } from '../../../src/protocols/dns/codes.ts';

it('names record types, and numbers those without a name', () => {
  expect([1, 28, 33, 64, 65, 255, 65400].map(typeName)).toEqual(['A', 'AAAA', 'SRV', 'SVCB', 'HTTPS', 'ANY', 'TYPE65400']);
  expect(typeName(TYPE.CAA)).toBe('CAA');
  expect([isKnownType(65), isKnownType(0)]).toEqual([true, false]);
});

it('names response codes', () => {
  expect([0, 3, 5, 16, 12, 24].map(rcodeName)).toEqual(['NOERROR', 'NXDOMAIN', 'REFUSED', 'BADVERS', 'RCODE12', 'RCODE24']);
});

it('names opcodes', () => {
  expect([0, 4, 5, 3].map(opcodeName)).toEqual(['QUERY', 'NOTIFY', 'UPDATE', 'OPCODE3']);
  expect([isKnownOpcode(5), isKnownOpcode(3), isKnownOpcode(15)]).toEqual([true, false, false]);
});
