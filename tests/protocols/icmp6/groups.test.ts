import { expect, it } from 'vitest';
import { multicastGroups } from '../../../src/protocols/icmp6/groups.ts';
import { hex } from '../../builders/packet.ts';

const GROUP = 'ff0200000000000000000000000000fb';

it.each([
  ['a first report', `83000000 00000000 ${GROUP}`, ['ff02::fb']],
  ['a first report cut short', '83000000 00000000 ff02', []],
  ['a second report', `8f000000 00000001 04000000 ${GROUP}`, ['ff02::fb']],
  [
    'a record with a source and more data',
    `8f000000 00000002 04010001 ${GROUP} ${GROUP} 00000000 03000000 ${GROUP}`,
    ['ff02::fb', 'ff02::fb'],
  ],
  ['a record cut short', `8f000000 00000002 04000000 ${GROUP} 04000000 ff02`, ['ff02::fb']],
  ['another message', `80000000 00000000 ${GROUP}`, null],
])('%s', (_what, octets, groups) => {
  expect(multicastGroups(hex(octets), 0, hex(octets).length)).toEqual(groups);
});

it('keeps 64 groups', () => {
  const octets = hex(`8f000000 000000ff ${`04000000 ${GROUP}`.repeat(200)}`);
  expect(multicastGroups(octets, 0, octets.length)).toHaveLength(64);
});
