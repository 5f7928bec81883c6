import { describe, expect, it } from 'vitest';
import { bestClaim } from '../../src/model/device.ts';
import type { Device } from '../../src/model/device.ts';
import { LAMP, LAMP_IP, ROUTER, ROUTER_IP, SPEAKER, SPEAKER_IP, World } from './world.ts';

const device = (world: World, mac = LAMP): Device => world.inventory.devices().find((candidate) => candidate.id === mac)!;
const multicast = (world: World, mac = LAMP, address = LAMP_IP): ReturnType<World['flow']> =>
  world.flow([mac, address], ['01:00:5e:00:00:fb', '224.0.0.251'], 5353, 'udp');

describe('what devices say of themselves', () => {
  it('over DHCP: name, class, and what they were given', () => {
    const world = new World();
    const asking = world.flow([LAMP, '0.0.0.0'], ['ff:ff:ff:ff:ff:ff', '255.255.255.255'], 67, 'udp');
    world.see(
      'dhcp.message',
      { type: 'REQUEST', client_mac: LAMP, hostname: 'kitchen-lamp', vendor_class: 'Sonos', routers: ['9.9.9.9'] },
      asking,
    );
    const giving = world.flow([ROUTER, ROUTER_IP], [LAMP, LAMP_IP], 68, 'udp');
    world.see(
      'dhcp.message',
      { type: 'ACK', client_mac: LAMP, offered_addr: LAMP_IP, dns_servers: ['9.9.9.9', ROUTER_IP], routers: [ROUTER_IP] },
      giving,
    );
    const lamp = device(world);
    expect(lamp.hostname).toMatchObject([{ value: 'kitchen-lamp', source: 'dhcp.hostname', frame: 2 }]);
    expect(lamp.vendor.map((claim) => claim.source)).toEqual(['oui: ', 'dhcp.vendor_class']);
    expect([lamp.addresses, lamp.dnsServers]).toEqual([[LAMP_IP], ['9.9.9.9', ROUTER_IP]]);
    expect(device(world, ROUTER).gateway).toBe(true);
  });

  it('over DHCPv6', () => {
    const world = new World();
    const view = world.flow([LAMP, 'fe80::a'], ['33:33:00:01:00:02', 'ff02::1:2'], 547, 'udp');
    world.see('dhcpv6.message', { type: 'SOLICIT', client_mac: LAMP, fqdn: 'lamp.example' }, view);
    world.see('dhcpv6.message', { type: 'REPLY', client_mac: LAMP, addresses: ['2a02:7::a'], dns_servers: ['2a02:7::53'] }, view, 1);
    expect(device(world)).toMatchObject({ addresses: ['fe80::a', '2a02:7::a'], dnsServers: ['2a02:7::53'] });
    expect(bestClaim(device(world).hostname)).toMatchObject({ value: 'lamp.example', source: 'dhcpv6.fqdn' });
  });

  it('over multicast DNS: their own name, not those of others', () => {
    const world = new World();
    const answers = [
      { name: 'lamp.local', type: 'A', ttl: 1, data: LAMP_IP, section: 'answer' },
      { name: 'other.local', type: 'A', ttl: 1, data: '192.168.1.77', section: 'answer' },
      { name: 'hall._hap._tcp.local', type: 'TXT', ttl: 1, data: 'md=Hall Lamp; ci=5', section: 'answer' },
      { name: 'x._printer._tcp.local', type: 'SRV', ttl: 1, data: '0 0 515 lamp.local', section: 'answer' },
    ];
    world.see('dns.answer', { over: 'mdns', name: 'lamp.local', answers }, multicast(world));
    const lamp = device(world);
    expect(lamp.hostname.map((claim) => [claim.value, claim.source])).toEqual([['lamp', 'mdns.a']]);
    expect(lamp.model.map((claim) => [claim.value, claim.source])).toEqual([['Hall Lamp', 'mdns.txt.md']]);
    expect(lamp.category.map((claim) => [claim.value, claim.source])).toEqual([
      ['light', 'mdns.txt.ci'],
      ['printer', 'mdns.srv'],
    ]);
  });

  it('over NetBIOS, when they register', () => {
    const world = new World();
    const view = world.flow([LAMP, LAMP_IP], ['ff:ff:ff:ff:ff:ff', '192.168.1.255'], 137, 'udp');
    world.see('nbns.message', { op: 'query', suffix: '00', name: 'OTHER' }, view);
    world.see('nbns.message', { op: 'registration', suffix: '00', name: 'LAMP' }, view);
    expect(device(world).hostname.map((claim) => claim.value)).toEqual(['LAMP']);
  });

  it('in user agents, when they are the client', () => {
    const world = new World();
    const agent = { host: 'a.example.com', user_agent: 'Roku/DVP-9.10' };
    world.see('http.request', agent, world.out('5.5.5.5', 80));
    world.see('http.request', agent, world.flow([ROUTER, '6.6.6.6'], [SPEAKER, SPEAKER_IP], 80));
    expect(bestClaim(device(world).category)).toMatchObject({ value: 'streamer', source: 'http.user_agent' });
    expect(device(world, SPEAKER).category).toEqual([]);
  });

  it('and each thing only once, cut to a length', () => {
    const world = new World();
    for (let i = 0; i < 3; i += 1) world.see('dhcp.message', { type: 'REQUEST', client_mac: LAMP, hostname: 'x'.repeat(500) });
    expect(device(world).hostname.map((claim) => claim.value.length)).toEqual([128]);
  });
});

describe('what the link says', () => {
  it('binds addresses by neighbour discovery', () => {
    const world = new World();
    const view = world.flow([LAMP, 'fe80::a'], ['33:33:ff:00:00:01', 'ff02::1:ff00:1'], 135, 'icmp6');
    world.see('icmp6.neighbor', { op: 'solicitation', target: 'fe80::1', lladdr: LAMP }, view);
    world.see('icmp6.neighbor', { op: 'advertisement', target: '2a02:7::a', lladdr: LAMP }, view);
    world.see('icmp6.neighbor', { op: 'advertisement', target: '2a02:7::b', lladdr: null }, view);
    expect(device(world).addresses).toEqual(['fe80::a', '2a02:7::a', '2a02:7::b']);
  });

  it('binds what the responder answers, or asks, to the responder', () => {
    const world = new World();
    const view = world.flow([ROUTER, 'fe80::1'], [LAMP, 'fe80::a'], 135, 'icmp6');
    world.see('icmp6.neighbor', { op: 'solicitation', target: 'fe80::a', lladdr: ROUTER }, view);
    world.see('icmp6.neighbor', { op: 'advertisement', target: '2a02:7::a', lladdr: null }, view, 1);
    world.see('icmp6.neighbor', { op: 'solicitation', target: 'fe80::1', lladdr: LAMP }, view, 1);
    world.see('icmp6.router_advertisement', { lladdr: null, router_lifetime: 1_800, prefixes: [] }, view, 1);
    expect(device(world).addresses).toEqual(['fe80::a', '2a02:7::a']);
    expect(device(world, ROUTER).addresses).toEqual(['fe80::1']);
    expect([device(world).gateway, device(world, ROUTER).gateway]).toEqual([true, false]);
  });

  it('makes a router of who advertises one, not of a hub that announces its own network', () => {
    const world = new World();
    const from = (mac: string): ReturnType<World['flow']> => world.flow([mac, 'fe80::9'], ['33:33:00:00:00:01', 'ff02::1'], 134, 'icmp6');
    world.see('icmp6.router_advertisement', { lladdr: SPEAKER, router_lifetime: 0, prefixes: [] }, from(SPEAKER));
    world.see(
      'icmp6.router_advertisement',
      { lladdr: ROUTER, router_lifetime: 1_800, prefixes: [{ prefix: '::', length: 0, on_link: true, autonomous: true }] },
      from(ROUTER),
    );
    expect([device(world, SPEAKER).gateway, device(world, ROUTER).gateway]).toEqual([false, true]);
    expect(world.flow([ROUTER, '2a00:1::5'], [LAMP, LAMP_IP]).deviceMac).toBe(LAMP);
  });

  it('ignores fields of other types and MACs of nobody', () => {
    const world = new World();
    world.see('arp', { op: 7 as never, sender_mac: null, sender_addr: 3 });
    world.see('arp', { op: 'request', sender_mac: '00:00:00:00:00:00', sender_addr: '192.168.1.3' });
    world.see('dhcp.message', { type: 'ACK', client_mac: LAMP, dns_servers: 'x', routers: null });
    world.see('icmp6.router_advertisement', { prefixes: [null as never, { prefix: 3 }] });
    expect(world.inventory.devices().map((candidate) => [candidate.id, candidate.addresses])).toEqual([[LAMP, []]]);
  });
});
