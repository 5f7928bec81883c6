import { describe, expect, it } from 'vitest';
import { LAMP, LAMP_IP, ROUTER, ROUTER_IP, World } from './world.ts';

describe('flow view', () => {
  it('tells the ends apart by the device', () => {
    const world = new World();
    const out = world.out('5.5.5.5');
    expect([out.near.text, out.far.text]).toEqual([LAMP_IP, '5.5.5.5']);
    const inbound = world.flow([ROUTER, '5.5.5.5'], [LAMP, LAMP_IP], 8080);
    expect([inbound.near.text, inbound.far.text, inbound.port]).toEqual([LAMP_IP, '5.5.5.5', 8080]);
  });

  it('knows what is sent to everybody', () => {
    const world = new World();
    expect(world.flow([LAMP, LAMP_IP], ['ff:ff:ff:ff:ff:ff', '192.168.1.255'], 9, 'udp').toEverybody).toBe(true);
    expect(world.flow([LAMP, LAMP_IP], [ROUTER, ROUTER_IP], 9, 'udp').toEverybody).toBe(false);
  });

  it('names no MAC where the link has none', () => {
    expect(new World().flow([null, LAMP_IP], [null, '5.5.5.5']).deviceMac).toBeNull();
  });
});
