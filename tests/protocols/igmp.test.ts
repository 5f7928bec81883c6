import { expect, it } from 'vitest';
import { igmp } from '../../src/protocols/igmp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads reports, a farewell and queries of all versions', () => {
  expect(saidToFile(igmp, 'igmp/reports').map(({ kind, fields }) => [kind, fields['version'], fields['type'], fields['groups']])).toEqual([
    ['igmp.report', 3, 'report', ['239.255.255.250', '224.0.0.251']],
    ['igmp.report', 2, 'report', ['239.255.255.250']],
    ['igmp.report', 2, 'leave', ['239.255.255.250']],
    ['igmp.report', 1, 'report', ['224.0.0.251']],
    ['igmp.report', 2, 'query', []],
    ['igmp.report', 3, 'query', []],
  ]);
});

it.each([
  ['a version 1 query', '11000000 00000000', { version: 1, groups: [] }],
  ['a query for one group', '11640000 e00000fb', { version: 2, groups: ['224.0.0.251'] }],
  ['a report cut short', '22000000 00000002 04000000', { version: 3, groups: [] }],
])('%s', (_what, octets, fields) => {
  expect(saidTo(igmp, octets)).toMatchObject([fields]);
});

it('keeps 64 groups', () => {
  const [fields] = saidTo(igmp, `22000000 000000ff ${'04000000 e00000fb'.repeat(200)}`);
  expect(fields!['groups']).toHaveLength(64);
});

it.each([
  ['an unknown type', '13000000 00000000'],
  ['a message cut short', '16000000 efff'],
])('is silent about %s', (_what, octets) => {
  expect([saidTo(igmp, octets), verdictOn(igmp, octets)]).toEqual([[], 'not-mine']);
});
