import { describe, expect, it } from 'vitest';
import { AddressBook } from '../../src/inventory/address-book.ts';
import { DeviceEntry } from '../../src/inventory/device-entry.ts';
import { knowledge, LAMP } from './world.ts';

const book = (max = 100): AddressBook => new AddressBook(knowledge, max);

describe('address book', () => {
  it('knows each address once, up to its bound', () => {
    const addresses = book(1);
    expect(addresses.of('10.5.5.5')).toBe(addresses.of('10.5.5.5'));
    expect(addresses.of('10.5.5.6')).not.toBe(addresses.of('10.5.5.6'));
    expect(addresses.dropped).toBe(2);
  });

  it('forgets strangers in a flood of them, but neither the home nor those in use', () => {
    const addresses = book(4);
    const [home, used, bound] = [addresses.of('10.5.5.5'), addresses.of('5.5.0.1'), addresses.of('5.5.0.2')];
    bound.bound = new DeviceEntry(LAMP, true, false, 8, 0);
    const stranger = addresses.of('5.5.0.3');
    for (let i = 0; i < 20; i += 1) {
      addresses.of(`6.6.6.${i}`);
      expect(addresses.of('5.5.0.1')).toBe(used);
    }
    expect(addresses.of('10.5.5.5')).toBe(home);
    expect(addresses.of('5.5.0.2')).toBe(bound);
    expect(addresses.of('5.5.0.3')).not.toBe(stranger);
    expect(addresses.dropped).toBe(0);
  });

  it.each([
    ['5.5.0.0/16', '5.5.9.9', true],
    ['5.5.0.0/16', '5.6.0.0', false],
    ['5.5.5.128/25', '5.5.5.129', true],
    ['5.5.5.128/25', '5.5.5.127', false],
    ['5.5.5.5', '5.5.5.5', true],
    ['2a02:7::/64', '2a02:7::ffff:1', true],
    ['2a02:7::/64', '2a02:7:0:1::1', false],
    ['2a02:7::/64', '5.5.5.5', false],
    ['0.0.0.0/0', '5.5.5.5', true],
  ])('%s covers %s: %s', (prefix, address, covered) => {
    const addresses = book();
    const entry = addresses.of(address);
    expect(addresses.isHome(entry)).toBe(false);
    expect(addresses.addPrefix(prefix)).toBe(true);
    expect(addresses.isHome(entry)).toBe(covered);
    expect(addresses.scopeOf(entry)).toBe(covered ? 'lan' : 'internet');
  });

  it('takes no prefix that is none, or twice', () => {
    const addresses = book();
    expect(['x', '5.5.5.5/33', '5.5.5.5/-1', '2a02::/129', '5.5.5.5/a'].map((text) => addresses.addPrefix(text))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([addresses.addPrefix('5.0.0.0', 8), addresses.addPrefix('5.0.0.0', 8)]).toEqual([true, false]);
  });

  it('calls text that is no address bogon', () => {
    expect(book().of('not an address').scope).toBe('bogon');
  });

  it('looks nothing up that is not of the Internet, and no country of anycast', () => {
    const addresses = book();
    expect(addresses.lookUp(addresses.of('5.5.5.5'))).toMatchObject({ country: 'FR', network: { asn: 64_500 }, anycast: false });
    expect(addresses.lookUp(addresses.of('9.9.9.9'))).toMatchObject({ country: null, anycast: true });
    expect(addresses.lookUp(addresses.of('10.0.0.1'))).toMatchObject({ country: null, network: null });
  });

  it.each([
    ['2a02:7::211:22ff:fe00:1', true],
    ['2a02:7::211:22ff:fe00:2', false],
    ['fe80::211:22ff:fe00:1', false],
    ['2a02:7::1', false],
    ['5.5.5.5', false],
  ])('%s carries the lamp’s MAC: %s', (address, carries) => {
    const addresses = book();
    expect(addresses.carriesMac(addresses.of(address), LAMP)).toBe(carries);
  });
});
