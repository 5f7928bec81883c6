import { describe, expect, it } from 'vitest';
import { DESTINATION_SHAPE } from '../../src/model/sighting.ts';
import { LAMP, LAMP_IP, ROUTER, World } from './world.ts';

describe('destinations', () => {
  it('give every fact that rules may ask, and the same object to flows that are alike', () => {
    const world = new World();
    const [first, second] = [world.out('5.5.5.5'), world.out('5.5.5.5')];
    const facts = world.see('flow.start', {}, first).destination!;
    expect(Object.keys(facts).sort()).toEqual(Object.keys(DESTINATION_SHAPE).sort());
    expect(world.see('flow.start', {}, second).destination).toBe(facts);
    expect(world.see('flow.start', {}, world.out('5.5.5.5', 80)).destination).toMatchObject({ port: 80 });
  });

  it('count flows that are under way, and figures as often as they are told', () => {
    const world = new World();
    const view = world.out('5.5.5.5');
    const totals = (octets: number): Parameters<World['inventory']['account']>[1] => ({
      originatorOctets: octets,
      responderOctets: octets * 2,
      packets: octets,
      last: world.at,
      payload: octets,
      content: 'text',
    });
    for (const octets of [10, 30, 30]) world.inventory.account(view, totals(octets));
    expect(world.inventory.destinations()[0]).toMatchObject({ flows: 1, octetsUp: 30, octetsDown: 60, octetsByClass: { text: 30 } });
    world.see('tls.client_hello', { sni: 'late.example.com' }, view);
    world.inventory.flowEnded(view, totals(40));
    world.see('flow.end', {}, view);
    expect(world.inventory.destinations()).toHaveLength(1);
    expect(world.inventory.destinations()[0]).toMatchObject({
      name: 'late.example.com',
      flows: 1,
      octetsUp: 40,
      octetsDown: 80,
      octetsByClass: { text: 40 },
    });
  });

  it('list ports of transports that have them', () => {
    const world = new World();
    world.flow(['00:11:22:00:00:01', '192.168.1.10'], ['00:11:22:00:00:fe', '5.5.5.5'], 8, 'icmp');
    world.out('5.5.5.5', 53);
    expect(world.inventory.destinations()[0]!.ports).toEqual(['tcp/53']);
  });

  it('know nothing of the IPv4 resolvers of a network that only told its IPv6 ones', () => {
    const world = new World({ home: ['2a02:7::/64'] });
    const asks = (from: string, to: string): unknown =>
      world.see('dns.query', { over: 'udp', name: 'x.example', type: 'A' }, world.flow([LAMP, from], [ROUTER, to], 53, 'udp')).destination
        ?.handed_out_resolver;
    const advertisement = world.flow([ROUTER, 'fe80::1'], ['33:33:00:00:00:01', 'ff02::1'], 134, 'icmp6');
    const fields = { lladdr: ROUTER, router_lifetime: 1_800, prefixes: [], rdnss: ['2a02:7::53'] };
    world.see('icmp6.router_advertisement', fields, advertisement);
    expect(asks(LAMP_IP, '6.6.6.53')).toBeNull();
    expect(asks('2a02:7::a', '2a00:1::53')).toBe(false);
    expect(asks('2a02:7::a', '2a02:7::53')).toBe(true);
  });
});
