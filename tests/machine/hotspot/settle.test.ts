import { describe, expect, it } from 'vitest';
import { addressRange } from '../../../src/machine/hotspot/address-range.ts';
import type { HotspotRequest } from '../../../src/machine/hotspot/settings.ts';
import { refusal, settle } from '../../../src/machine/hotspot/settle.ts';
import type { Survey } from '../../../src/machine/hotspot/survey.ts';
import { aRequest, aSurvey } from './a-hotspot.ts';

const RANDOM = Uint8Array.of(1, 2, 3, 4, 5);
const settled = (request: Partial<HotspotRequest> = {}, survey: Partial<Survey> = {}) => {
  const found = settle(aRequest(request), aSurvey(survey), RANDOM);
  if ('code' in found) throw new Error(found.code);
  return found;
};
const refused = (request: Partial<HotspotRequest>, survey: Partial<Survey> = {}): string => {
  const found = settle(aRequest(request), aSurvey(survey), RANDOM);
  return 'code' in found ? `${found.code}${found.usage ? ' (usage)' : ''}` : 'none';
};
const link = (name: string, given: object = {}) => ({ name, up: true, kind: 'ethernet' as const, master: null, addresses: [], ...given });

describe('settle', () => {
  it('left to itself takes the free radio, a free range and random credentials', () => {
    const { settings, place } = settled();
    expect(place).toEqual({ link: 'wlan0', member: null, made: false, radio: 'wlan0', existing: null });
    expect(settings).toMatchObject({
      link: 'wlan0',
      wireless: { backend: 'hostapd', band: '2.4', channel: 6, country: null },
      range: { network: '10.73.0.0/24', router: '10.73.0.1' },
      prefix: null,
      upstream: 'eth0',
      dns: null,
      time: { from: 'own' },
    });
    expect(settled().settings.wireless!.passphrase).not.toBe(settings.wireless!.passphrase);
  });

  it.each<[string, Partial<HotspotRequest>, Partial<Survey>, object]>([
    [
      'NetworkManager where it has the radio',
      {},
      { managed: new Map([['wlan0', { managed: true, profile: null, connected: false }]]) },
      { wireless: { backend: 'network-manager' } },
    ],
    [
      'hostapd where NetworkManager leaves the radio',
      {},
      { managed: new Map([['wlan0', { managed: false, profile: null, connected: false }]]) },
      { wireless: { backend: 'hostapd' } },
    ],
    [
      'hostapd behind a bridge',
      { bridge: 'br0' },
      { managed: new Map([['wlan0', { managed: true, profile: null, connected: false }]]) },
      { wireless: { backend: 'hostapd' }, member: 'wlan0' },
    ],
    ['a cable', { interface: 'eth1' }, {}, { link: 'eth1', wireless: null }],
    ['a bridge to be made', { interface: 'eth1', bridge: 'br0' }, {}, { link: 'br0', member: 'eth1' }],
    ['IPv6 where the Internet is reached over it', {}, { upstream6: 'eth0' }, { prefix: 'fd01:203:405::/64' }],
    ['no IPv6 where that is another way', {}, { upstream6: 'tun0' }, { prefix: null }],
    ['IPv6 when told', { ipv6: true }, {}, { prefix: 'fd01:203:405::/64' }],
    ['no IPv6 when told', { ipv6: false }, { upstream6: 'eth0' }, { prefix: null }],
    ['the way over IPv6 where there is no other', {}, { upstream4: null, upstream6: 'eth0' }, { upstream: 'eth0' }],
    ['no way at all', {}, { upstream4: null }, { upstream: null }],
    [
      'another range where ours is taken',
      {},
      { networks: [{ network: '10.0.0.0/8', link: 'tun0' }] },
      { range: { network: '172.27.73.0/24' } },
    ],
    ['a time server of the machine', {}, { timeServer: true }, { time: { from: 'machine' } }],
    ['a time server that was named', { ntp: '192.0.2.1' }, { timeServer: true }, { time: { from: 'address', address: '192.0.2.1' } }],
    ['none when told', { ntp: 'off' }, { timeServer: true }, { time: { from: 'nowhere' } }],
    ['5 GHz where the country is known', { band: '5' }, {}, { wireless: { band: '5', channel: 36 } }],
  ])('%s', (_name, request, survey, expected) => expect(settled(request, survey).settings).toMatchObject(expected));

  it('uses the network of an interface or bridge that has one', () => {
    const links = [link('eth0'), link('br0', { kind: 'bridge', addresses: ['203.0.113.9/24', '192.168.60.1/25', 'fd00::1/64'] })];
    const networks = [{ network: '192.168.60.0/25', link: 'br0' }];
    const { settings, place } = settled({ bridge: 'br0' }, { links, networks });
    expect(place).toMatchObject({ link: 'br0', member: null, made: false, existing: { network: '192.168.60.0/25' } });
    expect(settings.range).toMatchObject({ router: '192.168.60.1', prefixLength: 25 });
  });

  it.each<[string, Partial<HotspotRequest>, Partial<Survey>]>([
    ['no-wireless', {}, { links: [link('eth0')] }],
    ['no-interface', { interface: 'eth9' }, {}],
    ['no-access-point', {}, { clientsOnly: new Set(['wlan0']) }],
    ['blocked', {}, { switches: new Map([['wlan0', [{ folder: '/sys/class/rfkill/rfkill0', soft: false, hard: true }]]]) }],
    ['same-as-upstream', { interface: 'eth0' }, {}],
    ['same-as-upstream', { interface: 'lo' }, {}],
    // One radio, and it is the way to the Internet.
    ['same-as-upstream', {}, { upstream4: 'wlan0' }],
    ['same-as-upstream (usage)', { bridge: 'eth0' }, {}],
    ['no-upstream', { upstream: 'eth9' }, {}],
    ['in-bridge', { interface: 'eth1' }, { links: [link('eth1', { master: 'br9' })] }],
    ['in-bridge', { interface: 'eth1', bridge: 'br0' }, { links: [link('eth1', { master: 'br9' })] }],
    ['not-bridge (usage)', { bridge: 'eth1' }, {}],
    ['has-addresses', { interface: 'eth1', bridge: 'br0' }, { links: [link('eth1', { addresses: ['10.1.1.1/24'] })] }],
    ['range-taken', { range: addressRange('192.168.1.0/24') }, {}],
    ['range-taken', { range: addressRange('192.168.0.0/16') }, {}],
    ['no-range', {}, { networks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((network) => ({ network, link: 'tun0' })) }],
    ['country', { band: '5' }, { country: '00' }],
    ['country', { channel: 149 }, { country: null }],
    ['no-manager', { backend: 'network-manager' }, {}],
    ['none', { band: '5', country: 'DE' }, { country: '00' }],
    ['none', { interface: 'eth1', bridge: 'br9' }, { links: [link('eth1', { master: 'br9' }), link('br9', { kind: 'bridge' })] }],
  ])('refusal: %s', (code, request, survey) => expect(refused(request, survey)).toBe(code));
});

describe('refusal', () => {
  it('is of the machine, not of the usage', () => {
    expect(refusal('no-range')).toEqual({ code: 'no-range', parameters: {}, mend: null, usage: false });
  });
});
