import { addressRange } from '../../../src/machine/hotspot/address-range.ts';
import type { HotspotRequest, HotspotSettings, WirelessSettings } from '../../../src/machine/hotspot/settings.ts';
import type { Survey } from '../../../src/machine/hotspot/survey.ts';

/** A request that leaves all open but what is given. */
export function aRequest(given: Partial<HotspotRequest> = {}): HotspotRequest {
  return {
    interface: null,
    bridge: null,
    upstream: null,
    backend: null,
    ssid: null,
    passphrase: null,
    band: null,
    channel: null,
    country: null,
    isolated: false,
    range: null,
    ipv6: null,
    dns: null,
    ntp: null,
    lanAllowed: false,
    ...given,
  };
}

/** A laptop with a cable to the Internet, a radio that is free and a second Ethernet interface. */
export function aSurvey(given: Partial<Survey> = {}): Survey {
  return {
    root: true,
    programs: new Set(['ip', 'nft', 'dnsmasq', 'hostapd', 'iw']),
    links: [
      { name: 'lo', up: true, kind: 'loopback', master: null, addresses: ['127.0.0.1/8'] },
      { name: 'eth0', up: true, kind: 'ethernet', master: null, addresses: ['192.168.1.20/24'] },
      { name: 'eth1', up: false, kind: 'ethernet', master: null, addresses: [] },
      { name: 'wlan0', up: false, kind: 'wireless', master: null, addresses: [] },
    ],
    networks: [{ network: '192.168.1.0/24', link: 'eth0' }],
    upstream4: 'eth0',
    upstream6: null,
    managed: null,
    radiosOff: false,
    ourTable: false,
    foreign: [],
    country: 'FR',
    switches: new Map(),
    clientsOnly: new Set(),
    timeServer: false,
    ...given,
  };
}

export const WIRELESS: WirelessSettings = {
  backend: 'hostapd',
  ssid: 'maple-7k4m',
  passphrase: 'hx4k-9mtp-2wqe-rb7n',
  band: '2.4',
  channel: 6,
  country: null,
  isolated: false,
};

export function aSettings(given: Partial<HotspotSettings> = {}): HotspotSettings {
  return {
    link: 'wlan0',
    member: null,
    wireless: WIRELESS,
    range: addressRange('10.73.0.0/24')!,
    prefix: null,
    upstream: 'eth0',
    dns: null,
    time: { from: 'own' },
    lanAllowed: false,
    ...given,
  };
}
