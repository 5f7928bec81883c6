import { describe, expect, it } from 'vitest';
import { managerProfile } from '../../../src/machine/hotspot/manager-profile.ts';
import type { HotspotSettings, WirelessSettings } from '../../../src/machine/hotspot/settings.ts';
import { aSettings, WIRELESS } from './a-hotspot.ts';

const UUID = '01234567-89ab-4cde-8f01-23456789abcd';

/** The values of a profile by `section.key`. */
function valuesOf(settings: Partial<HotspotSettings>, wireless: Partial<WirelessSettings> = {}): Record<string, string> {
  const values: Record<string, string> = {};
  let section = '';
  for (const line of managerProfile(aSettings(settings), { ...WIRELESS, ...wireless }, UUID).split('\n')) {
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section;
    const at = line.indexOf('=');
    if (at > 0) values[`${section}.${line.slice(0, at)}`] = line.slice(at + 1);
  }
  return values;
}

describe('managerProfile', () => {
  it('is an access point with our address, which does not start by itself and shares nothing', () => {
    expect(valuesOf({})).toEqual({
      'connection.id': 'Hotspot',
      'connection.uuid': UUID,
      'connection.type': 'wifi',
      'connection.interface-name': 'wlan0',
      'connection.autoconnect': 'false',
      'wifi.mode': 'ap',
      'wifi.ssid': '109;97;112;108;101;45;55;107;52;109;',
      'wifi.band': 'bg',
      'wifi.channel': '6',
      'wifi-security.key-mgmt': 'wpa-psk',
      'wifi-security.proto': 'rsn;',
      'wifi-security.pairwise': 'ccmp;',
      'wifi-security.group': 'ccmp;',
      'wifi-security.pmf': '1',
      'wifi-security.psk': 'hx4k-9mtp-2wqe-rb7n',
      'ipv4.method': 'manual',
      'ipv4.address1': '10.73.0.1/24',
      'ipv4.never-default': 'true',
      'ipv6.method': 'disabled',
    });
  });

  it('with IPv6 has our address there too', () => {
    expect(valuesOf({ prefix: 'fd01:203:405::/64' })).toMatchObject({ 'ipv6.method': 'manual', 'ipv6.address1': 'fd01:203:405::1/64' });
  });

  it.each([
    [{ band: '5', channel: 36 } as const, { 'wifi.band': 'a', 'wifi.channel': '36' }],
    [{ isolated: true }, { 'wifi.ap-isolation': '1' }],
    [{ ssid: 'é;' }, { 'wifi.ssid': '195;169;59;' }],
    [{ passphrase: ' a\\b c ' }, { 'wifi-security.psk': '\\sa\\\\b c\\s' }],
  ])('%j', (wireless, expected) => expect(valuesOf({}, wireless)).toMatchObject(expected));
});
