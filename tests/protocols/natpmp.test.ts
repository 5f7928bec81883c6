import { expect, it } from 'vitest';
import { natpmp } from '../../src/protocols/natpmp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads a mapping, and the outer address', () => {
  expect(saidToFile(natpmp, 'natpmp/map').map(({ fields }) => fields)).toMatchObject([
    { version: 'natpmp', op: 'external-address', response: false, lifetime: null },
    { op: 'external-address', response: true, result: 0, external_addr: '203.0.113.9' },
    { op: 'map-tcp', response: false, protocol: 'tcp', internal_port: 443, external_port: 8443, lifetime: 7200, result: null },
    { op: 'map-tcp', response: true, protocol: 'tcp', internal_port: 443, external_port: 8443, lifetime: 7200, result: 0 },
  ]);
});

it('reads PCP', () => {
  expect(saidToFile(natpmp, 'natpmp/pcp').map(({ fields }) => fields)).toMatchObject([
    {
      version: 'pcp',
      op: 'map',
      response: false,
      protocol: 'tcp',
      internal_port: 443,
      external_port: 0,
      external_addr: null,
      result: null,
    },
    { version: 'pcp', op: 'map', response: true, external_port: 8443, external_addr: '203.0.113.9', result: 0, lifetime: 7200 },
  ]);
});

it('reads a PCP announcement, which maps nothing', () => {
  expect(saidTo(natpmp, `02 80 0000 00000000 00000009 ${'00'.repeat(12)}`)).toMatchObject([
    { op: 'announce', protocol: null, internal_port: null },
  ]);
});

it.each([
  ['a request', '0000', [50_000, 5351], 'mine'],
  ['an announcement', '0080 0000 00000063 cb007109', [5351, 5350], 'mine'],
  ['a request on another port', '0000', [50_000, 5400], 'not-mine'],
  ['a mapping cut short', '0001 0000 01bb', [50_000, 5351], 'not-mine'],
  ['an unknown operation', '0003 0000 01bb01bb 00000e10', [50_000, 5351], 'not-mine'],
  ['an unknown version', `03 00 0000 00000000 ${'00'.repeat(16)}`, [50_000, 5351], 'not-mine'],
  ['PCP of an odd length', `02 00 0000 00000000 ${'00'.repeat(17)}`, [50_000, 5351], 'not-mine'],
  ['nothing', '', [50_000, 5351], 'not-mine'],
] as const)('probe: %s', (_what, octets, ports, verdict) => {
  expect(verdictOn(natpmp, octets, ports)).toBe(verdict);
});
