import { describe, expect, it } from 'vitest';
import { surveyLinks, surveyNetworks, surveyUpstream, type Link } from '../../../src/machine/hotspot/links.ts';
import { aMachine } from './a-machine.ts';

const SHOW = 'ip -j -d address show';

describe('surveyLinks', () => {
  it('tells loopback, Ethernet, Wi-Fi, bridges and ports apart', async () => {
    const addresses = JSON.stringify([
      { ifname: 'lo', flags: ['LOOPBACK', 'UP'], link_type: 'loopback', addr_info: [{ local: '127.0.0.1', prefixlen: 8, scope: 'host' }] },
      {
        ifname: 'eth0',
        flags: ['BROADCAST', 'UP'],
        link_type: 'ether',
        master: 'br0',
        addr_info: [
          { local: '192.0.2.5', prefixlen: 24, scope: 'global' },
          { local: 'fe80::1', prefixlen: 64, scope: 'link' },
          { local: '2001:db8::5', prefixlen: 64, scope: 'global' },
        ],
      },
      { ifname: 'br0', flags: ['BROADCAST'], link_type: 'ether', linkinfo: { info_kind: 'bridge' }, addr_info: [] },
      { ifname: 'wlan0', flags: ['BROADCAST', 'UP'], link_type: 'ether', addr_info: [] },
      { ifname: 'tun0', flags: ['POINTOPOINT', 'UP'], link_type: 'none' },
      {},
    ]);
    const hands = aMachine({ [SHOW]: addresses }, {}, { '/sys/class/net/wlan0': ['address', 'phy80211'] });
    expect(await surveyLinks(hands)).toEqual([
      { name: 'lo', up: true, kind: 'loopback', master: null, addresses: ['127.0.0.1/8'] },
      { name: 'eth0', up: true, kind: 'ethernet', master: 'br0', addresses: ['192.0.2.5/24', '2001:db8::5/64'] },
      { name: 'br0', up: false, kind: 'bridge', master: null, addresses: [] },
      { name: 'wlan0', up: true, kind: 'wireless', master: null, addresses: [] },
      { name: 'tun0', up: true, kind: 'other', master: null, addresses: [] },
    ]);
  });

  it.each([['', 'rubbish', '{}']])('is null where ip says %j', async (text) =>
    expect(await surveyLinks(aMachine({ [SHOW]: text }))).toBeNull(),
  );

  it('reads this machine', async () => {
    const { machineHands } = await import('../../../src/machine/hotspot/hands.ts');
    const hands = machineHands('', 0);
    if (hands.find('ip') === null) return;
    expect((await surveyLinks(hands))?.find(({ name }) => name === 'lo')).toMatchObject({ kind: 'loopback' });
  });
});

describe('surveyNetworks', () => {
  it('takes addresses and routes without a gateway, but no link-local ones', async () => {
    const links: Link[] = [
      { name: 'lo', up: true, kind: 'loopback', master: null, addresses: ['127.0.0.1/8'] },
      { name: 'eth0', up: true, kind: 'ethernet', master: null, addresses: ['192.0.2.5/24'] },
    ];
    const hands = aMachine({
      'ip -j -4 route show table main': JSON.stringify([
        { dst: 'default', gateway: '192.0.2.1', dev: 'eth0' },
        { dst: '198.51.100.0/24', gateway: '192.0.2.9', dev: 'eth0' },
        { dst: '10.8.0.0/16', dev: 'tun0' },
        { dst: '203.0.113.7', dev: 'tun0' },
      ]),
      'ip -j -6 route show table main': JSON.stringify([
        { dst: '2001:db8:1::/64', dev: 'eth0' },
        { dst: 'fe80::/64', dev: 'eth0' },
        { dst: 'default', via: { family: 'inet', host: '192.0.2.1' }, dev: 'eth0' },
      ]),
    });
    expect(await surveyNetworks(hands, links)).toEqual([
      { network: '192.0.2.0/24', link: 'eth0' },
      { network: '10.8.0.0/16', link: 'tun0' },
      { network: '203.0.113.7/32', link: 'tun0' },
      { network: '2001:db8:1::/64', link: 'eth0' },
    ]);
  });
});

describe('surveyUpstream', () => {
  it.each([
    ['a way', JSON.stringify([{ dst: '1.1.1.1', gateway: '192.0.2.1', dev: 'eth0' }]), 'eth0'],
    ['the machine itself', JSON.stringify([{ dst: '1.1.1.1', dev: 'lo' }]), null],
    ['nothing', '[]', null],
  ])('%s', async (_name, text, expected) => {
    const hands = aMachine({ 'ip -j -4 route get 1.1.1.1': text });
    expect(await surveyUpstream(hands, 4)).toBe(expected);
    expect(await surveyUpstream(hands, 6)).toBeNull();
  });
});
