import { describe, expect, it } from 'vitest';
import { coap } from '../../src/protocols/coap.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const PORTS = [50_000, 5683] as const;

describe('coap', () => {
  it('reads a request and its answer, and neither query nor payload', () => {
    expect(saidToFile(coap, 'coap/exchange').map(({ fields }) => fields)).toEqual([
      {
        code: '0.02',
        method: 'POST',
        type: 'confirmable',
        path: '/rd/dev',
        host: 'coap.toys',
        has_query: true,
        content_format: 50,
        length: 8,
        flaw: null,
      },
      {
        code: '2.01',
        method: null,
        type: 'acknowledgement',
        path: null,
        host: null,
        has_query: false,
        content_format: null,
        length: 0,
        flaw: null,
      },
    ]);
  });

  it.each([
    ['an empty message', '70000001', { code: '0.00', type: 'reset', flaw: null }],
    ['an empty message with more', '7000000141', { flaw: 'truncated' }],
    ['a long option', `40010001 bd05${'61'.repeat(18)}`, { path: `/${'a'.repeat(18)}` }],
    ['a very long option', `40010001 be0001${'61'.repeat(270)}`, { path: `/${'a'.repeat(255)}` }],
    ['a large option number', '40010001 e1000061', { path: null, flaw: null }],
    ['a content format of nothing', '40450001 c0', { code: '2.05', content_format: 0 }],
    ['a reserved length', '40010001 bf', { flaw: 'bad-value' }],
    ['an option cut short', '40010001 b561', { path: null, flaw: 'truncated' }],
    ['a marker without a payload', '40010001 b161 ff', { path: '/a', flaw: 'bad-length' }],
  ])('%s', (_what, octets, fields) => {
    expect(saidTo(coap, octets, PORTS)).toMatchObject([fields]);
  });

  it('has a bound on options', () => {
    expect(saidTo(coap, `40010001 ${'b0'}${'00'.repeat(64)}`, PORTS)).toMatchObject([{ flaw: 'too-many' }]);
  });

  it.each([
    ['a request with a path', '40010001 b161', 'mine', 'mine'],
    ['a request without', '40010001', 'mine', 'not-mine'],
    ['an answer', '60450001 ff61', 'mine', 'not-mine'],
    ['a path that is not text', '40010001 b101', 'mine', 'not-mine'],
    ['an odd option first', '40010001 1161 a161', 'mine', 'not-mine'],
    ['version 2', '80010001 b161', 'not-mine', 'not-mine'],
    ['a token that is too long', '49010001 010203040506070809', 'not-mine', 'not-mine'],
    ['a flaw', '40010001 b561', 'not-mine', 'not-mine'],
    ['half a header', '4001', 'not-mine', 'not-mine'],
  ])('probe: %s', (_what, octets, onItsPort, elsewhere) => {
    expect([verdictOn(coap, octets, PORTS), verdictOn(coap, octets)]).toEqual([onItsPort, elsewhere]);
  });
});
