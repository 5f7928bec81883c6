import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';
import { AddressEntry } from '../../src/inventory/address-book.ts';
import { Devices } from '../../src/inventory/devices.ts';
import { knowledge, LAMP, ROUTER, SPEAKER } from './world.ts';

const devices = (): Devices => new Devices(knowledge, BUDGET, new Map());

describe('devices', () => {
  it.each([[null], ['00:00:00:00:00:00'], ['ff:ff:ff:ff:ff:ff'], ['01:00:5e:00:00:fb'], ['33:33:00:00:00:01']])('%j is nobody', (mac) => {
    expect(devices().at(mac, new AddressEntry('0.0.0.0', 'bogon'), 0)).toBeNull();
  });

  it('take the loopback addresses of a computer for one device', () => {
    const table = devices();
    const at = (text: string): unknown => table.at(null, new AddressEntry(text, 'lan'), 0)?.id;
    expect(['127.0.0.1', '127.0.0.29', '::1', '192.168.1.2'].map(at)).toEqual([...Array(3).fill('ip:127.0.0.1'), 'ip:192.168.1.2']);
  });

  it('believe traffic only until the link itself says otherwise', () => {
    const table = devices();
    const [lamp, speaker] = [table.at(LAMP, null, 0)!, table.at(SPEAKER, null, 0)!];
    const address = new AddressEntry('192.168.1.10', 'lan');
    table.bind(address, lamp, false);
    table.bind(address, speaker, false);
    expect(address.bound).toBe(lamp);
    table.bind(address, speaker, true);
    expect(address.bound).toBe(speaker);
    expect([[...lamp.addresses], [...speaker.addresses]]).toEqual([['192.168.1.10'], ['192.168.1.10']]);
  });

  it('know the router by its address, whichever is learnt first', () => {
    const table = devices();
    const router = table.at(ROUTER, null, 0)!;
    const address = new AddressEntry('192.168.1.1', 'lan');
    table.routerAt(address);
    table.bind(address, router, true);
    expect(router.gateway).toBe(true);
    const other = devices();
    const second = other.at(ROUTER, null, 0)!;
    const known = new AddressEntry('192.168.1.1', 'lan');
    other.bind(known, second, true);
    const before = other.generation;
    other.routerAt(known);
    expect([second.gateway, other.generation > before]).toEqual([true, true]);
  });

  it('take the brand from the most confident vendor that is known', () => {
    const table = devices();
    expect(table.at(LAMP, null, 0)!.brand?.id).toBe('acme');
    const speaker = table.at(SPEAKER, null, 0)!;
    expect(speaker.brand).toBeNull();
    table.claim(speaker, 'vendor', { value: 'Sonos', source: 'ssdp.server', confidence: 0.5, at: 0, frame: 1 });
    expect(speaker.brand?.id).toBe('sonar');
  });

  it('tell made-up MACs', () => {
    expect([devices().at('02:00:00:00:00:01', null, 0)!.randomised, devices().at(LAMP, null, 0)!.randomised]).toEqual([true, false]);
  });
});
