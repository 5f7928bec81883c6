import { expect, it } from 'vitest';
import { icmp6 } from '../../src/protocols/icmp6.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads a router advertisement', () => {
  expect(saidToFile(icmp6, 'icmp6/router')).toEqual([
    {
      kind: 'icmp6.router_advertisement',
      fields: {
        lladdr: '02:00:00:00:00:02', prefixes: [{ prefix: '2001:db8:7::', length: 64, on_link: true, autonomous: true }], rdnss: ['2001:db8:7::53'],
        dnssl: ['home'], managed: true, other: true, mtu: 1480, router_lifetime: 1800, hop_limit: 64, flaw: null,
      },
    },
  ]); // prettier-ignore
});

it('reads a solicitation and an advertisement of a neighbour', () => {
  expect(saidToFile(icmp6, 'icmp6/neighbor')).toMatchObject([
    { kind: 'icmp6.neighbor', fields: { op: 'solicitation', target: 'fe80::2', lladdr: '02:00:00:00:00:01', router: false } },
    {
      kind: 'icmp6.neighbor',
      fields: { op: 'advertisement', target: 'fe80::2', lladdr: '02:00:00:00:00:02', router: true, solicited: true, override: true },
    },
  ]);
});

it('reads a listener report and a router solicitation', () => {
  expect(saidToFile(icmp6, 'icmp6/listener')).toMatchObject([
    { kind: 'icmp6.message', fields: { type: 143, groups: ['ff02::fb', 'ff02::1:3'] } },
    { kind: 'icmp6.message', fields: { type: 133, name: 'router_solicitation', lladdr: '02:00:00:00:00:01', groups: null } },
  ]);
});

it('reads whom an error speaks of', () => {
  expect(saidToFile(icmp6, 'icmp6/unreachable')[0]!.fields).toMatchObject({
    type: 1,
    inner_protocol: 'udp',
    inner_destination: '2001:db8:1::1',
    inner_destination_port: 53,
  });
});

it('tells only type and code of a message that is cut short', () => {
  expect(saidTo(icmp6, '86 00 0000')).toMatchObject([{ type: 134, code: 0, lladdr: null }]);
  expect([saidTo(icmp6, '8600'), verdictOn(icmp6, '8600'), verdictOn(icmp6, '86000000')]).toEqual([[], 'not-mine', 'mine']);
});
