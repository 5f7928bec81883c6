import { expect, it } from 'vitest';
import { icmp } from '../../src/protocols/icmp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads echoes', () => {
  expect(
    saidToFile(icmp, 'icmp/echo').map(({ fields }) => [fields['type'], fields['code'], fields['name'], fields['inner_protocol']]),
  ).toEqual([
    [8, 0, 'echo_request', null],
    [0, 0, 'echo_reply', null],
  ]);
});

it('reads whom an error speaks of', () => {
  expect(saidToFile(icmp, 'icmp/unreachable')[0]).toMatchObject({
    kind: 'icmp.message',
    fields: { type: 3, code: 3, inner_protocol: 'udp', inner_source: '192.168.7.20', inner_source_port: 50_000, inner_destination: '198.51.100.7', inner_destination_port: 161 },
  }); // prettier-ignore
});

it('keeps the number of a type without a name', () => {
  expect(saidTo(icmp, 'c8 01 0000')).toMatchObject([{ type: 200, code: 1, name: null }]);
});

it('wants four octets', () => {
  expect([saidTo(icmp, '080000'), verdictOn(icmp, '080000'), verdictOn(icmp, '08000000')]).toEqual([[], 'not-mine', 'mine']);
});
