import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/model/observation.ts';
import { BUDGET } from '../../src/model/budget.ts';
import { BROADCAST, LAMP, LAMP_IP, ROUTER, ROUTER_IP, SPEAKER, SPEAKER_IP, World } from './world.ts';

const hello = { sni: 'log.acme.example.com' };

describe('names of destinations', () => {
  it('come from SNI, then Host, then DNS, then the address', () => {
    const world = new World();
    const view = world.out('5.5.5.5');
    expect(world.see('flow.start', {}, view).destination).toMatchObject({
      name: '5.5.5.5',
      name_source: 'address',
      resolved: false,
      registrable_domain: null,
    });
    world.answer('www.example.com', [
      ['CNAME', 'edge.cdn.example'],
      ['A', '5.5.5.5'],
    ]);
    const later = world.out('5.5.5.5');
    expect(world.see('flow.start', {}, later).destination).toMatchObject({
      name: 'www.example.com',
      name_source: 'dns',
      resolved: true,
      registrable_domain: 'example.com',
    });
    expect(world.see('http.request', { host: 'Shop.Example.com:80' }, later).destination).toMatchObject({
      name: 'shop.example.com',
      name_source: 'http-host',
      resolved: true,
    });
    expect(world.see('tls.client_hello', hello, later).destination).toMatchObject({ name: 'log.acme.example.com', name_source: 'sni' });
    expect(world.see('http.request', { host: 'other.example' }, later).destination).toMatchObject({ name: 'log.acme.example.com' });
  });

  it('take the most recent answer, and only answers to this device', () => {
    const world = new World();
    world.answer('old.example.com', [['A', '5.5.5.5']]);
    world.answer('new.example.com', [
      ['A', '5.5.5.5'],
      ['AAAA', '2a00::5'],
    ]);
    world.answer('speaker.example.com', [['A', '5.5.5.5']], SPEAKER, SPEAKER_IP);
    expect(world.see('flow.start', {}, world.out('5.5.5.5')).destination).toMatchObject({ name: 'new.example.com' });
    expect(world.see('flow.start', {}, world.out('2a00::5')).destination).toMatchObject({ name: 'new.example.com' });
    expect(world.see('flow.start', {}, world.out('5.5.5.6')).destination).toMatchObject({ name: '5.5.5.6', resolved: false });
  });

  it('take address hints of HTTPS records and leave glue alone', () => {
    const world = new World();
    const view = world.flow([LAMP, LAMP_IP], [ROUTER, ROUTER_IP], 53, 'udp');
    const answers = [
      { name: 'a.example.com', type: 'HTTPS', ttl: 1, data: '1 . alpn=h2,h3 ipv4hint=5.5.5.7,5.5.5.8', section: 'answer' },
      { name: 'ns.example.com', type: 'A', ttl: 1, data: '5.5.5.9', section: 'additional' },
    ];
    world.see('dns.answer', { over: 'udp', id: 1, name: 'a.example.com', type: 'HTTPS', rcode: 'NOERROR', answers }, view, 1);
    const nameOf = (address: string): unknown => world.see('flow.start', {}, world.out(address)).destination?.name;
    expect(['5.5.5.8', '5.5.5.9'].map(nameOf)).toEqual(['a.example.com', '5.5.5.9']);
  });

  it.each([['192.168.1.1'], ['5.5.5.5:443'], ['bad name'], ['\u001b[2J'], ['a..b'], ['']])('are not %j', (sni) => {
    const world = new World();
    expect(world.see('tls.client_hello', { sni }, world.out('5.5.5.5')).destination).toMatchObject({
      name: '5.5.5.5',
      name_source: 'address',
    });
  });

  it('of the device itself do not name who called it', () => {
    const world = new World();
    const inbound = world.flow([ROUTER, '6.6.6.6'], [LAMP, LAMP_IP], 443);
    const sighting = world.see('tls.client_hello', hello, inbound);
    expect(sighting.device?.mac).toBe(LAMP);
    expect(sighting.destination).toMatchObject({ name: '6.6.6.6', port: 443 });
  });

  it('that the flow tells late leave no empty destination behind', () => {
    const world = new World();
    const view = world.out('5.5.5.5');
    world.see('tls.client_hello', hello, view);
    world.end(view, 10, 20, 7, 'proven-encrypted');
    expect(world.inventory.destinations().map((destination) => destination.name)).toEqual(['log.acme.example.com']);
    expect(world.inventory.destinations()[0]).toMatchObject({
      flows: 1,
      octetsUp: 10,
      octetsDown: 20,
      ports: ['tcp/443'],
      addresses: ['5.5.5.5'],
    });
    expect(world.inventory.destinations()[0]!.octetsByClass['proven-encrypted']).toBe(7);
  });
});

describe('which end is the device', () => {
  it('is the home end, whoever began', () => {
    const world = new World();
    expect(world.out('5.5.5.5').deviceMac).toBe(LAMP);
    expect(world.flow([ROUTER, '5.5.5.5'], [LAMP, LAMP_IP]).deviceMac).toBe(LAMP);
  });

  it('is the originator between two devices, and the device where the other is the router', () => {
    const world = new World();
    world.out('5.5.5.5');
    const local = world.flow([SPEAKER, SPEAKER_IP], [LAMP, LAMP_IP], 80);
    expect(world.see('flow.start', {}, local)).toMatchObject({ device: { mac: SPEAKER }, destination: { name: LAMP_IP, scope: 'lan' } });
    const fromRouter = world.flow([ROUTER, ROUTER_IP], [LAMP, LAMP_IP], 80);
    expect(world.see('flow.start', {}, fromRouter)).toMatchObject({
      device: { mac: LAMP },
      destination: { name: ROUTER_IP, scope: 'lan' },
    });
  });

  it('is nobody where the router speaks to all', () => {
    const world = new World();
    world.out('5.5.5.5');
    const view = world.flow([ROUTER, ROUTER_IP], ['01:00:5e:00:00:01', '224.0.0.1'], 0, 'igmp');
    expect(world.see('igmp.report', {}, view)).toMatchObject({ device: null, destination: null });
    expect(world.inventory.devices().find((device) => device.id === ROUTER)).toMatchObject({ gateway: true });
  });

  it('knows multicast and broadcast', () => {
    const world = new World();
    const scopeOf = (mac: string, address: string): unknown =>
      world.see('flow.start', {}, world.flow([LAMP, LAMP_IP], [mac, address], 5353, 'udp')).destination?.scope;
    expect([scopeOf('01:00:5e:00:00:fb', '224.0.0.251'), scopeOf('33:33:00:00:00:fb', 'ff02::fb')]).toEqual(['multicast', 'multicast']);
    expect([scopeOf(BROADCAST, '255.255.255.255'), scopeOf(BROADCAST, '192.168.1.255')]).toEqual(['broadcast', 'broadcast']);
  });

  it('holds for global IPv6 once the router has told its prefix, for flows under way too', () => {
    const world = new World();
    const early = world.flow([ROUTER, '2a00:1::5'], [LAMP, '2a02:7::a'], 443);
    expect(early.deviceMac).toBe(ROUTER);
    world.end(world.out('5.5.5.5'), 1, 1);
    world.inventory.account(early, { originatorOctets: 50, responderOctets: 8, packets: 1, last: world.at, payload: 3, content: 'text' });
    const ra = {
      lladdr: ROUTER,
      router_lifetime: 1_800,
      rdnss: ['2a02:7::1'],
      prefixes: [{ prefix: '2a02:7::', length: 64, on_link: true, autonomous: true }],
    };
    world.see('icmp6.router_advertisement', ra, world.flow([ROUTER, 'fe80::1'], ['33:33:00:00:00:01', 'ff02::1'], 134, 'icmp6'));
    expect(world.see('flow.end', {}, early)).toMatchObject({
      device: { mac: LAMP, resolvers_known: true },
      destination: { name: '2a00:1::5', country: 'DE', outside_region: false, handed_out_resolver: false },
    });
    world.end(early, 60, 9, 4, 'text');
    const lamp = world.inventory.devices().find((device) => device.id === LAMP)!;
    expect([lamp.octetsUp, lamp.octetsDown]).toEqual([10, 61]);
    expect(lamp.addresses).toEqual([LAMP_IP, '2a02:7::a']);
    expect(lamp.dnsServers).toEqual(['2a02:7::1']);
    expect(world.inventory.devices().find((device) => device.id === ROUTER)).toMatchObject({ gateway: true, octetsUp: 0 });
    expect(world.inventory.destinations().map((d) => [d.device, d.name, d.octetsUp, d.octetsDown, d.octetsByClass.text])).toEqual([
      [LAMP, '2a00:1::5', 9, 60, 4],
      [LAMP, '5.5.5.5', 1, 1, 0],
    ]);
  });

  it('is told by ARP where the home has public addresses', () => {
    const world = new World();
    world.arp(LAMP, '6.1.1.10');
    const view = world.flow([ROUTER, '5.5.5.5'], [LAMP, '6.1.1.10'], 8080);
    expect(view.deviceMac).toBe(LAMP);
    expect(world.see('flow.start', {}, view).destination).toMatchObject({ name: '5.5.5.5', scope: 'internet' });
    const near = world.flow([SPEAKER, SPEAKER_IP], [LAMP, '6.1.1.10'], 80);
    expect(world.see('flow.start', {}, near).destination).toMatchObject({ scope: 'lan' });
  });

  it('is told by the user’s prefixes', () => {
    const world = new World({ home: ['100.64.0.0/10', 'nonsense', '5.0.0.0/99'] });
    expect(world.flow([ROUTER, '5.5.5.5'], [LAMP, '100.64.3.3']).deviceMac).toBe(LAMP);
  });

  it('is told by an address that carries its MAC', () => {
    const world = new World();
    const view = world.flow([ROUTER, '2a00:1::5'], [LAMP, '2a02:7::211:22ff:fe00:1']);
    expect(world.see('flow.start', {}, view).device).toMatchObject({ mac: LAMP, address_carries_mac: true });
    expect(world.see('flow.start', {}, world.out('5.5.5.5')).device).toMatchObject({ address_carries_mac: false });
  });

  it('tells a device that calls from one that is called', () => {
    const world = new World({ home: ['192.168.1.0/24'] });
    const called = world.flow([ROUTER, '5.5.5.5'], [LAMP, '192.168.1.9']);
    expect(world.see('flow.start', {}, called).device).toMatchObject({ mac: LAMP, originator: false });
    expect(world.see('flow.start', {}, world.out('5.5.5.5')).device).toMatchObject({ originator: true });
  });

  it('tells who of two neighbours said something, and looks at it from the side of each', () => {
    const world = new World();
    const view = world.flow([LAMP, LAMP_IP], [SPEAKER, SPEAKER_IP], 80);
    const fromBoth = (sender: 0 | 1) => {
      const said = world.observation('http.request', {}, view, sender);
      return [world.inventory.sighting(said, view, 0), world.inventory.otherSighting(said, view, 0)];
    };
    const lamp = { mac: LAMP, originator: true };
    const speaker = { mac: SPEAKER, originator: false };
    expect(fromBoth(0)).toMatchObject([
      { device: { ...lamp, sender: true }, destination: { address: SPEAKER_IP, port: 80, scope: 'lan' } },
      { device: { ...speaker, sender: false }, destination: { name: LAMP_IP, address: LAMP_IP, port: 80, scope: 'lan', party: 'unknown' } },
    ]);
    expect(fromBoth(1)).toMatchObject([{ device: { ...lamp, sender: false } }, { device: { ...speaker, sender: true } }]);
  });

  it('gives the same object for flows that are alike between two neighbours, and others for others', () => {
    const world = new World();
    const from = (port: number, proto = 'tcp', speaker = SPEAKER_IP) => {
      const view = world.flow([LAMP, LAMP_IP], [SPEAKER, speaker], port, proto);
      return world.inventory.otherSighting(world.observation('flow.start', {}, view), view, 0)!.destination!;
    };
    const first = from(80);
    expect(from(80)).toBe(first);
    expect(from(81)).toMatchObject({ port: 81, transport: 'tcp' });
    expect(from(81, 'udp')).toMatchObject({ port: 81, transport: 'udp' });
    expect(from(80)).toEqual(first);
    // The lamp becomes the speaker's resolver.
    world.see('dhcp.message', { type: 'ACK', client_mac: SPEAKER, your_address: SPEAKER_IP, dns_servers: [LAMP_IP] }, null);
    expect([first.handed_out_resolver, from(80).handed_out_resolver]).toEqual([null, true]);
    const third = world.flow([LAMP, LAMP_IP], ['00:11:22:00:00:03', '192.168.1.12'], 80);
    expect(world.inventory.otherSighting(world.observation('flow.start', {}, third), third, 0)!.destination).toMatchObject({ port: 80 });
    expect(from(80).handed_out_resolver).toBe(true);
  });

  it('does not hold against a device what it only forwards', () => {
    const world = new World();
    const behind = '10.22.22.2';
    const through = (address: string, forwarded: 0 | null) => world.flow([LAMP, address], [ROUTER, '5.5.5.5'], 443, 'tcp', forwarded);
    world.arp(LAMP, LAMP_IP);
    // Its own packets, from an address of its own and from a second one.
    expect(through(LAMP_IP, 0).deviceMac).toBe(LAMP);
    expect(through('10.22.22.1', null).deviceMac).toBe(LAMP);
    const view = through(behind, 0);
    expect(view.deviceMac).toBeNull();
    expect(world.see('flow.start', {}, view).device).toMatchObject({ mac: `ip:${behind}`, vendor: null });
    // From then on, whatever the time to live: a call from outside is for who is behind, too.
    expect(world.see('flow.start', {}, world.flow([ROUTER, '5.5.5.6'], [LAMP, behind])).device).toMatchObject({ mac: `ip:${behind}` });
    expect(world.inventory.limits()).toEqual([{ code: 'addresses-relayed', count: 1, incomplete: false }]);
    // Until ARP says that the address is its own after all.
    world.arp(LAMP, behind);
    expect(world.see('flow.start', {}, through(behind, 0)).device).toMatchObject({ mac: LAMP });
  });

  it('takes a device for what it seems where nothing says what its own address is', () => {
    const world = new World();
    expect(world.flow([LAMP, '10.22.22.2'], [ROUTER, '5.5.5.5'], 443, 'tcp', 0).deviceMac).toBe(LAMP);
    world.arp(SPEAKER, SPEAKER_IP);
    expect(world.flow([SPEAKER, '192.168.1.99'], [ROUTER, '5.5.5.5'], 443, 'tcp', 0).deviceMac).toBe(SPEAKER);
    expect(world.flow([SPEAKER, 'fd00::9'], [ROUTER, '2a00::1'], 443, 'tcp', 0).deviceMac).toBe(SPEAKER);
  });

  it('sees nobody beyond: not on the Internet, not in the router, not whom nobody asked for', () => {
    const other = (world: World, ...ends: Parameters<World['flow']>) => {
      const view = world.flow(...ends);
      return world.inventory.otherSighting(world.observation('flow.start', {}, view), view, 0);
    };
    const world = new World();
    expect(other(world, [LAMP, LAMP_IP], [ROUTER, '5.5.5.5'])).toBeNull();
    expect(other(world, [LAMP, LAMP_IP], [ROUTER, ROUTER_IP])).toBeNull();
    expect(other(world, [LAMP, LAMP_IP], [BROADCAST, '192.168.1.255'])).toBeNull();
    expect(other(new World({ onlyDevices: new Set([LAMP]) }), [LAMP, LAMP_IP], [SPEAKER, SPEAKER_IP])).toBeNull();
  });

  it('goes by addresses where the link has no MACs, until one shows', () => {
    const world = new World();
    const view = world.flow([null, LAMP_IP], [null, '5.5.5.5']);
    expect(view.deviceMac).toBeNull();
    expect(world.see('flow.start', {}, view).device).toMatchObject({ mac: `ip:${LAMP_IP}` });
    world.arp(LAMP, LAMP_IP);
    expect(world.see('flow.start', {}, view).device).toMatchObject({ mac: LAMP });
    expect(world.inventory.devices().map((device) => device.id)).toEqual([LAMP, ROUTER]);
  });

  it('stays with the flows that ended before its MAC showed, so that no destination is without a device', () => {
    const world = new World();
    world.end(world.flow([null, LAMP_IP], [null, '5.5.5.5']), 33, 44);
    world.arp(LAMP, LAMP_IP);
    world.end(world.out('5.5.5.5'), 1, 2);
    const listed = world.inventory.devices().map(({ id, octetsUp }) => [id, octetsUp]);
    expect(listed).toEqual([
      [LAMP, 1],
      [ROUTER, 0],
      [`ip:${LAMP_IP}`, 33],
    ]);
    expect(world.inventory.destinations().map(({ device, octetsUp }) => [device, octetsUp])).toEqual([
      [LAMP, 1],
      [`ip:${LAMP_IP}`, 33],
    ]);
  });

  it('is told by ARP itself, and by what is derived from it', () => {
    const world = new World();
    expect(world.arp(LAMP, LAMP_IP).device).toMatchObject({ mac: LAMP });
    expect(world.see('behaviour.scan', { device_mac: LAMP }).device).toMatchObject({ mac: LAMP });
    expect(world.see('behaviour.scan', { device_mac: SPEAKER }).device).toBeNull();
  });

  it('has the address that it used, where nothing tells the home', () => {
    const world = new World();
    world.end(world.flow([LAMP, '6.1.1.1'], [ROUTER, '5.5.5.5']), 1, 1);
    expect(world.inventory.devices().map((device) => [device.id, device.addresses])).toEqual([[LAMP, ['6.1.1.1']]]);
  });

  it('is only who was asked for', () => {
    const world = new World({ onlyDevices: new Set([SPEAKER]) });
    expect(world.see('flow.start', {}, world.out('5.5.5.5'))).toMatchObject({ device: null, destination: null });
    world.flow([SPEAKER, SPEAKER_IP], [ROUTER, '5.5.5.5']);
    expect(world.inventory.devices().map((device) => device.id)).toEqual([SPEAKER]);
    expect(world.inventory.destinations().map((destination) => destination.device)).toEqual([SPEAKER]);
  });
});

describe('what destinations are', () => {
  const factsOf = (world: World, sni: string, address = '6.6.6.6', mac = LAMP, from = LAMP_IP): Readonly<Record<string, unknown>> =>
    world.see('tls.client_hello', { sni }, world.flow([mac, from], [ROUTER, address])).destination!;

  it('depends on who made the device', () => {
    const world = new World();
    expect(factsOf(world, 'log.acme.example.com')).toMatchObject({ owner: 'acme', party: 'first', tracker: false, roles: ['telemetry'] });
    expect(factsOf(world, 'a.spy.example.net')).toMatchObject({ party: 'third', tracker: true });
    expect(factsOf(world, 'host.example.org')).toMatchObject({ party: 'support', tracker: false });
    expect(factsOf(world, 'sonar.example.com')).toMatchObject({ party: 'third', tracker: true });
    expect(factsOf(world, 'nobody.example.com')).toMatchObject({ party: 'unknown', tracker: false, owner: null, roles: [] });
  });

  it('does not take the maker of a module for the brand; the user knows best', () => {
    expect(factsOf(new World(), 'log.acme.example.com', '6.6.6.6', SPEAKER, SPEAKER_IP)).toMatchObject({
      party: 'unknown',
      tracker: false,
    });
    const told = new World({ vendorByMac: new Map([[SPEAKER, 'Acme']]) });
    expect(factsOf(told, 'log.acme.example.com', '6.6.6.6', SPEAKER, SPEAKER_IP)).toMatchObject({ party: 'first' });
    expect(
      told.inventory
        .devices()
        .find((device) => device.id === SPEAKER)!
        .vendor.map((claim) => claim.source)[0],
    ).toBe('user');
  });

  it('changes with what is learnt of the device', () => {
    const world = new World();
    const view = world.flow([SPEAKER, SPEAKER_IP], [ROUTER, '6.6.6.6']);
    expect(world.see('tls.client_hello', { sni: 'sonar.example.com' }, view).destination).toMatchObject({ party: 'unknown' });
    world.see(
      'ssdp.message',
      { method: 'NOTIFY', server: 'Linux UPnP/1.0 Sonos/70.3 (ZPS1)' },
      world.flow([SPEAKER, SPEAKER_IP], ['01:00:5e:7f:ff:fa', '239.255.255.250'], 1900, 'udp'),
    );
    expect(world.see('flow.end', {}, view)).toMatchObject({
      device: { vendor: 'Sonos', category: 'speaker' },
      destination: { party: 'first', tracker: false },
    });
  });

  it('knows country and network of Internet addresses only', () => {
    const world = new World();
    expect(factsOf(world, 'a.example.com', '5.5.5.5')).toMatchObject({
      country: 'FR',
      outside_region: false,
      asn: 64_500,
      as_org: 'Hosting FR',
    });
    expect(factsOf(world, 'b.example.com', '6.6.6.6')).toMatchObject({ country: 'US', outside_region: true, asn: null });
    expect(factsOf(world, 'c.example.com', '9.9.9.9')).toMatchObject({ country: null, outside_region: null, asn: 13335 });
    expect(factsOf(world, 'd.example.com', '192.168.9.9')).toMatchObject({ country: null, outside_region: null, scope: 'lan' });
  });

  it('names the list or table behind every judgement', () => {
    const world = new World();
    factsOf(world, 'a.spy.example.net', '5.5.5.5');
    expect(world.inventory.destinations()[0]!.judgements).toEqual([
      { what: 'owner', value: 'spy', source: 'rules/destinations/spy.yaml (spy.example.net)', unreviewed: true },
      { what: 'role', value: 'ads', source: 'rules/destinations/spy.yaml (spy.example.net)', unreviewed: true },
      { what: 'party', value: 'third', source: 'rules/destinations/spy.yaml (spy.example.net)', unreviewed: true },
      { what: 'tracker', value: 'true', source: 'rules/destinations/spy.yaml (spy.example.net)', unreviewed: true },
      { what: 'country', value: 'FR', source: 'Countries 2026', unreviewed: false },
      { what: 'asn', value: '64500', source: 'Routes 2026', unreviewed: false },
    ]);
  });

  it('knows a DHCP client that has no address yet by what it says, where the link has no MACs', () => {
    const world = new World();
    const says = (type: string): unknown =>
      world.see('dhcp.message', { type, client_mac: LAMP }, world.flow([null, '0.0.0.0'], [null, '255.255.255.255'], 67, 'udp')).device
        ?.mac;
    expect(says('DISCOVER')).toBe(LAMP);
    expect(says('OFFER')).toBeUndefined();
  });

  it('holds what a DHCP client says against the client, not against the repeater that hands it on', () => {
    const world = new World();
    const view = world.flow([SPEAKER, '0.0.0.0'], [BROADCAST, '255.255.255.255'], 67, 'udp');
    const sighting = world.see('dhcp.message', { type: 'REQUEST', client_mac: LAMP, hostname: 'zoes-ipad' }, view);
    expect(sighting.device).toMatchObject({ mac: LAMP, hostname: 'zoes-ipad', originator: true, sender: true });
    expect(world.inventory.deviceOf(sighting.observation, view)).toBe(LAMP);
  });

  it('does not trust a name from DNS alone where another led to the same address', () => {
    const world = new World();
    const goes = (fields: Fields | null = null): unknown => {
      const view = world.out('5.5.5.5');
      if (fields !== null) world.see('tls.client_hello', fields, view);
      const { name, name_shared } = world.see('flow.start', {}, view).destination!;
      return [name, name_shared];
    };
    world.answer('cdn.example.org', [['A', '5.5.5.5']]);
    world.answer('www.example.org', [['A', '5.5.5.5']]);
    expect(goes()).toEqual(['www.example.org', false]);
    world.answer('spy.example.net', [['A', '5.5.5.5']]);
    expect(goes()).toEqual(['spy.example.net', true]);
    expect(goes({ sni: 'spy.example.net' })).toEqual(['spy.example.net', false]);
  });

  it('tells resolvers that were handed out from others', () => {
    const world = new World();
    const asking = (): unknown =>
      world.see(
        'dns.query',
        { over: 'udp', name: 'x.example', type: 'A', id: 1 },
        world.flow([LAMP, LAMP_IP], [ROUTER, '6.6.6.53'], 53, 'udp'),
      ).destination?.handed_out_resolver;
    expect(asking()).toBeNull();
    const lease = world.flow([ROUTER, ROUTER_IP], [LAMP, LAMP_IP], 68, 'udp');
    world.see(
      'dhcp.message',
      { type: 'ACK', client_mac: LAMP, offered_addr: LAMP_IP, dns_servers: [ROUTER_IP], routers: [ROUTER_IP] },
      lease,
    );
    expect(asking()).toBe(false);
    expect(
      world.see(
        'dns.query',
        { over: 'udp', name: 'x.example', type: 'A', id: 2 },
        world.flow([LAMP, LAMP_IP], [ROUTER, ROUTER_IP], 53, 'udp'),
      ),
    ).toMatchObject({ device: { dns_seen: true, resolvers_known: true }, destination: { handed_out_resolver: true } });
  });
});

describe('bounds', () => {
  it('hold for devices, and are told', () => {
    const world = new World({ budget: { ...BUDGET, devicesMax: 2 } });
    world.arp(LAMP, LAMP_IP);
    world.out('5.5.5.5');
    for (let i = 0; i < 50; i += 1) world.arp(`00:aa:00:00:00:${(16 + i).toString(16)}`, `192.168.2.${i}`);
    expect(world.inventory.devices().map((device) => device.id)).toEqual([LAMP, ROUTER]);
    expect(world.inventory.limits()).toEqual([{ code: 'devices-dropped', count: 50, incomplete: true }]);
  });

  it('hold for destinations, which are judged all the same', () => {
    const world = new World({ budget: { ...BUDGET, destinationsMax: 3 } });
    for (let i = 0; i < 10; i += 1)
      expect(world.see('tls.client_hello', { sni: `h${i}.spy.example.net` }, world.out(`5.5.5.${i}`)).destination).toMatchObject({
        tracker: true,
      });
    expect(world.inventory.destinations()).toHaveLength(3);
    expect(world.inventory.limits()).toEqual([{ code: 'destinations-dropped', count: 7, incomplete: true }]);
  });

  it('are lower for destinations that never answer', () => {
    const world = new World({ budget: { ...BUDGET, unansweredDestinationsMax: 3 } });
    const flood = Array.from({ length: 10 }, (_, i) => world.out(`5.5.5.${i}`));
    const late = world.out('6.6.6.1');
    expect(world.inventory.limits()).toMatchObject([{ code: 'destinations-dropped', count: 8 }]);
    for (const view of flood) world.end(view, 40, 0);
    world.end(late, 40, 60);
    world.end(world.out('6.6.6.1'), 1, 2);
    world.end(world.out('6.6.6.2'), 40, 60);
    const listed = world.inventory.destinations().map(({ name, flows, octetsDown }) => [name, flows, octetsDown]);
    expect(listed).toEqual([
      ['5.5.5.0', 1, 0],
      ['5.5.5.1', 1, 0],
      ['5.5.5.2', 1, 0],
      ['6.6.6.1', 2, 62],
      ['6.6.6.2', 1, 60],
    ]);
    expect(world.inventory.limits()).toMatchObject([{ code: 'destinations-dropped', count: 7 }]);
  });

  it('give way where one that did not answer does so after all', () => {
    const world = new World({ budget: { ...BUDGET, unansweredDestinationsMax: 1 } });
    world.end(world.out('5.5.5.1'), 40, 0);
    world.end(world.out('5.5.5.1'), 40, 60);
    world.end(world.out('5.5.5.2'), 40, 0);
    world.end(world.out('5.5.5.3'), 40, 0);
    expect(world.inventory.destinations().map(({ name }) => name)).toEqual(['5.5.5.1', '5.5.5.2']);
  });

  it('hold for names and addresses of one device', () => {
    const world = new World({ budget: { ...BUDGET, namesPerDeviceMax: 2, addressesPerDeviceMax: 2 } });
    for (const i of [1, 2, 3]) world.answer(`n${i}.example.com`, [['A', `5.5.5.${i}`]]);
    expect(world.see('flow.start', {}, world.out('5.5.5.1')).destination).toMatchObject({ name: '5.5.5.1' });
    expect(world.see('flow.start', {}, world.out('5.5.5.3')).destination).toMatchObject({ name: 'n3.example.com' });
    for (let i = 20; i < 25; i += 1) world.arp(LAMP, `192.168.1.${i}`);
    expect(world.inventory.devices()[0]!.addresses).toHaveLength(2);
    expect(world.inventory.limits().map((notice) => [notice.code, notice.count])).toEqual([
      ['addresses-dropped', 4],
      ['names-dropped', 1],
    ]);
  });

  it('leave nothing to say where none was reached', () => {
    const world = new World();
    world.end(world.out('5.5.5.5'), 1, 1);
    expect(world.inventory.limits()).toEqual([]);
  });
});

describe('lists', () => {
  it('come in the same order whatever came first', () => {
    const order = (addresses: readonly string[]): unknown => {
      const world = new World();
      for (const address of addresses) {
        world.out(address);
        world.flow([SPEAKER, SPEAKER_IP], [ROUTER, address]);
      }
      return [world.inventory.devices().map((device) => device.id), world.inventory.destinations().map((destination) => destination.id)];
    };
    expect(order(['5.5.5.5', '6.6.6.6'])).toEqual(order(['6.6.6.6', '5.5.5.5']));
  });

  it('count both ends of a local flow, each its own way', () => {
    const world = new World();
    world.end(world.flow([SPEAKER, SPEAKER_IP], [LAMP, LAMP_IP], 80), 100, 7);
    expect(world.inventory.devices().map((device) => [device.id, device.octetsUp, device.octetsDown, device.packets])).toEqual([
      [LAMP, 7, 100, 2],
      [SPEAKER, 100, 7, 2],
    ]);
  });
});
