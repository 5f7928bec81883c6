import { describe, expect, it } from 'vitest';
import { LAMP, LAMP_IP, ROUTER, SPEAKER, World } from './world.ts';

const gateways = (world: World): string[] =>
  world.inventory
    .devices()
    .filter((device) => device.gateway)
    .map((device) => device.id);

describe('placement', () => {
  it('tells the router by one IPv4 address of the Internet behind its MAC', () => {
    const world = new World();
    world.out('5.5.5.5');
    expect(gateways(world)).toEqual([ROUTER]);
  });

  it('tells it by two IPv6 networks, not by one, which may be the device’s own', () => {
    const world = new World({ home: ['2a02:7::/64'] });
    const talk = (address: string): unknown => world.flow([LAMP, '2a02:7::a'], [ROUTER, address]);
    talk('2a00:1::1');
    talk('2a00:1::2');
    expect(gateways(world)).toEqual([]);
    talk('2a00:2::1');
    expect(gateways(world)).toEqual([ROUTER]);
  });

  it('takes the originator where nothing is known, and makes no router of anybody', () => {
    const world = new World();
    expect(world.flow([LAMP, '6.1.1.1'], [ROUTER, '5.5.5.5']).deviceMac).toBe(LAMP);
    expect(gateways(world)).toEqual([]);
  });

  it('takes the end that was seen at home before', () => {
    const world = new World();
    world.arp(LAMP, LAMP_IP, 'request');
    expect(world.flow([ROUTER, '2a00:1::1'], [LAMP, '2a02:7::a']).deviceMac).toBe(LAMP);
  });

  it('takes the end that is not beyond the router', () => {
    const world = new World();
    world.out('5.5.5.5');
    expect(world.flow([ROUTER, '2a00:1::1'], [SPEAKER, '2a02:7::b']).deviceMac).toBe(SPEAKER);
  });

  it('finds the device by its address where only one direction shows MACs', () => {
    const world = new World();
    world.arp(LAMP, LAMP_IP, 'request');
    expect(world.flow([ROUTER, '5.5.5.5'], [null, LAMP_IP]).deviceMac).toBe(LAMP);
    expect(gateways(world)).toEqual([ROUTER]);
  });

  it('copes with a sender that has no address yet', () => {
    const world = new World();
    const view = world.flow([LAMP, '0.0.0.0'], ['ff:ff:ff:ff:ff:ff', '255.255.255.255'], 67, 'udp');
    expect(view.deviceMac).toBe(LAMP);
    expect(world.inventory.devices()[0]!.addresses).toEqual([]);
  });

  it('takes two stations of one link for neighbours, whatever range their addresses are from', () => {
    const world = new World();
    const view = world.flow([LAMP, '172.168.1.18'], [SPEAKER, '172.168.1.17'], 554);
    expect(world.see('rtsp.request', {}, view)).toMatchObject({ device: { mac: LAMP }, destination: { scope: 'lan' } });
    expect(world.inventory.limits()).toEqual([]);
  });

  it.each([
    ['another network', '5.5.5.5', '6.1.1.1', null],
    ['one network, but past a router', '5.5.5.5', '5.5.5.6', 0],
  ] as const)('does not do so for %s, and says that it guesses', (_, near, far, forwarded) => {
    const world = new World();
    const view = world.flow([LAMP, near], [SPEAKER, far], 443, 'tcp', forwarded);
    expect(world.see('flow.start', {}, view).destination).toMatchObject({ scope: 'internet' });
    expect(world.inventory.limits()).toContainEqual({ code: 'no-home', count: 1, incomplete: false });
    world.arp(LAMP, LAMP_IP);
    world.out('5.5.5.5');
    expect(world.inventory.limits().map(({ code }) => code)).not.toContain('no-home');
  });

  it('lists whom a router on the way forwards for by their addresses', () => {
    const world = new World();
    const sender = (address: string): unknown => {
      const view = world.flow([ROUTER, address], [SPEAKER, '9.9.9.9'], 443, 'tcp', 0);
      return world.see('flow.start', {}, view).device?.mac;
    };
    expect([sender('5.5.5.5'), sender('6.1.1.1')]).toEqual(['ip:5.5.5.5', 'ip:6.1.1.1']);
  });

  it.each(['00:00:00:00:00:00', '11:22:33:44:55:66'])('knows a sender by its address where its MAC, %s, can be nobody’s', (mac) => {
    const world = new World();
    const view = world.flow([mac, LAMP_IP], [ROUTER, '5.5.5.5']);
    expect(world.see('flow.start', {}, view).device).toMatchObject({ mac: `ip:${LAMP_IP}` });
    expect(view.deviceMac).toBeNull();
  });

  it('stays with the end that it took for the device first, when the other calls', () => {
    const world = new World();
    expect(world.flow([LAMP, '6.1.1.1'], [ROUTER, '5.5.5.5']).deviceMac).toBe(LAMP);
    expect(world.flow([ROUTER, '2.2.2.2'], [LAMP, '6.1.1.1']).deviceMac).toBe(LAMP);
    expect(world.flow([ROUTER, '2.2.2.2'], [LAMP, '6.1.1.2']).deviceMac).toBe(ROUTER);
  });
});
