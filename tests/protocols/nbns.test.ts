import { expect, it } from 'vitest';
import { nbns } from '../../src/protocols/nbns.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const PORTS = [137, 137] as const;
/** `TOY` and twelve blanks, suffix 00. */
const NAME = `20 ${Buffer.from(`FEEPFJ${'CA'.repeat(12)}AA`).toString('hex')} 00`;

it('reads a registration, a query, its answer and a list of names', () => {
  expect(saidToFile(nbns, 'nbns/names').map(({ fields }) => fields)).toMatchObject([
    { op: 'registration', response: false, name: 'TOYBOX', suffix: '00', type: 'NB' },
    { op: 'query', response: false, name: 'TOYBOX', suffix: '20', addresses: null },
    { op: 'query', response: true, name: 'TOYBOX', addresses: ['192.168.7.20'], rcode: 0 },
    { op: 'query', response: true, name: '*', type: 'NBSTAT', names: ['TOYBOX', 'HOME'], mac: '02:00:00:00:00:01' },
  ]);
});

it.each([
  ['a scope behind the name', `0001 0110 0001 0000 0000 0000 ${NAME.slice(0, -3)} 0361626300 0020 0001`, { name: 'TOY', type: 'NB' }],
  ['a refusal', `0001 8583 0000 0001 0000 0000 ${NAME} 000a 0001 00000000 0000`, { response: true, rcode: 3, type: 'NULL' }],
  [
    'octets that are no text',
    `0001 0110 0001 0000 0000 0000 20 ${Buffer.from(`ABACEB${'CA'.repeat(13)}`).toString('hex')} 00 0020 0001`,
    { name: '\\001\\002A' },
  ],
  ['a list cut short', `0001 8400 0000 0001 0000 0000 ${NAME} 0021 0001 00000000 0041 05 544f59`, { names: [], mac: null }],
])('%s', (_what, octets, fields) => {
  expect(saidTo(nbns, octets, PORTS)).toMatchObject([fields]);
});

it.each([
  ['a query', `0001 0110 0001 0000 0000 0000 ${NAME} 0020 0001`, PORTS, 'mine'],
  ['a query on another port', `0001 0110 0001 0000 0000 0000 ${NAME} 0020 0001`, [50_000, 53], 'not-mine'],
  ['a DNS query', '0001 0100 0001 0000 0000 0000 0161 00 0001 0001', PORTS, 'not-mine'],
  ['a name of other letters', `0001 0110 0001 0000 0000 0000 20 ${'5a'.repeat(32)} 00 0020 0001`, PORTS, 'not-mine'],
  ['no name', `0001 0110 0000 0000 0000 0000 ${NAME} 0020 0001`, PORTS, 'not-mine'],
  ['nothing', '', PORTS, 'not-mine'],
] as const)('probe: %s', (_what, octets, ports, verdict) => {
  expect(verdictOn(nbns, octets, ports)).toBe(verdict);
});
