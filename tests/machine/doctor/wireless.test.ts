import { describe, expect, it } from 'vitest';
import { isWireless, readRadios, readRegulatoryDomain, readWirelessInterfaces } from '../../../src/machine/doctor/wireless.ts';
import { aMachine } from './a-machine.ts';
import { BOARD, DONGLE, LAPTOP } from './radios.ts';

describe('iw phy', () => {
  it.each([
    ['a board', BOARD, { name: 'phy0', accessPoint: true, bands: ['2.4', '5'], both: true }],
    ['a laptop whose 5 GHz channels are closed to beginners', LAPTOP, { name: 'phy0', accessPoint: true, bands: ['2.4'], both: false }],
    ['a dongle without access point', DONGLE, { name: 'phy1', accessPoint: false, bands: ['2.4'], both: false }],
  ])('%s', (_, text, radio) => {
    expect(readRadios(text)).toEqual([radio]);
  });

  it('of several radios, and of nothing', () => {
    expect(readRadios(BOARD + DONGLE).map(({ name }) => name)).toEqual(['phy0', 'phy1']);
    expect(readRadios('nl80211 not found.\n')).toEqual([]);
    expect(readRadios('Wiphy ')).toEqual([{ name: '', accessPoint: false, bands: [], both: false }]);
  });

  it('with one group of both modes, of which there may be two', () => {
    const text = 'Wiphy phy0\n\tvalid interface combinations:\n\t\t * #{ managed, AP } <= 2, #channels <= 1\n';
    expect(readRadios(text)[0]!.both).toBe(true);
    expect(readRadios(text.replace('<= 2', '<= 1'))[0]!.both).toBe(false);
  });
});

describe('iw dev and iw reg get', () => {
  it('name the interfaces of each radio', () => {
    const text = 'phy#1\n\tInterface wlan1\n\t\ttype managed\nphy#0\n\tUnnamed/non-netdev interface\n\tInterface wlan0\n\t\ttype AP\n';
    expect([...readWirelessInterfaces(text)]).toEqual([
      ['phy1', ['wlan1']],
      ['phy0', ['wlan0']],
    ]);
  });

  it.each([
    ['global\ncountry FR: DFS-ETSI\n\t(2400 - 2483 @ 40), (N/A, 20)\n', 'FR'],
    ['global\ncountry 00: DFS-UNSET\n', '00'],
    ['command failed: No such device\n', null],
  ])('%j is %s', (text, country) => {
    expect(readRegulatoryDomain(text)).toBe(country);
  });
});

it('knows an interface of a radio by its link or its folder', () => {
  expect(isWireless(aMachine({ links: { '/sys/class/net/wlan0/phy80211': 'phy0' } }), 'wlan0')).toBe(true);
  expect(isWireless(aMachine({ files: { '/sys/class/net/ra0/wireless/status': '0' } }), 'ra0')).toBe(true);
  expect(isWireless(aMachine(), 'eth0')).toBe(false);
});
