import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { addressRange } from '../../../src/machine/hotspot/address-range.ts';
import { FILTER_TABLE, filterRules } from '../../../src/machine/hotspot/filter-rules.ts';
import type { HotspotSettings } from '../../../src/machine/hotspot/settings.ts';
import { aSettings } from './a-hotspot.ts';
import { labLacks } from './lab.ts';

const FACTS = { networks: ['192.168.1.0/24', '203.0.113.0/24', '2001:db8:77::/64'], forwardedBefore: false };
const PREFIX = 'fd01:203:405::/64';

/** The rules of one chain. */
function chainOf(name: string, settings: Partial<HotspotSettings> = {}, facts: Partial<typeof FACTS> = {}): string[] {
  const text = filterRules(aSettings(settings), { ...FACTS, ...facts });
  const body = new RegExp(`\\tchain ${name} \\{\\n([^}]*(?:\\{[^}]*\\}[^}]*)*?)\\n\\t\\}`).exec(text)?.[1] ?? '';
  return body.split('\n').map((line) => line.trim());
}

describe('filterRules', () => {
  it('replaces our table and names no other', () => {
    const text = filterRules(aSettings(), FACTS);
    expect(text.startsWith(`table inet ${FILTER_TABLE}\ndelete table inet ${FILTER_TABLE}\ntable inet ${FILTER_TABLE} {\n`)).toBe(true);
    expect(text.match(/^\S*table .*/gm)).toHaveLength(2);
    expect(text).not.toContain('flush');
  });

  it('lets devices have three things of this machine and drops the rest', () => {
    const rules = chainOf('from_devices_to_us');
    expect(rules.filter((rule) => rule.endsWith('accept'))).toEqual([
      'ct state established,related accept',
      'udp dport 67 accept',
      'ip daddr 10.73.0.1 icmp type echo-request accept',
      'ip daddr 10.73.0.1 meta l4proto { tcp, udp } th dport 53 accept',
      'ip daddr 10.73.0.1 udp dport 123 accept',
    ]);
    expect(rules.at(-1)).toBe('counter drop comment "machine"');
  });

  it('keeps every network of this machine out of reach, once each', () => {
    const closed = chainOf('from_devices', { prefix: PREFIX }).filter((rule) => rule.includes('"lan"'));
    expect(closed).toHaveLength(2);
    expect(closed[0]).toContain('192.168.0.0/16, 224.0.0.0/4, 240.0.0.0/4, 203.0.113.0/24 }');
    expect(closed[0]).not.toContain('192.168.1.0/24');
    expect(closed[1]).toContain('fc00::/7, fe80::/10, ff00::/8, 2001:db8:77::/64 }');
  });

  it('lets devices out by the way to the Internet only', () => {
    expect(chainOf('from_devices').slice(-2)).toEqual(['oifname "eth0" accept', 'counter drop comment "elsewhere"']);
    expect(chainOf('from_devices', { upstream: null }).filter((rule) => rule.endsWith('accept'))).toEqual([
      'ct state established,related accept',
    ]);
  });

  it('opens them when told', () => {
    const rules = chainOf('from_devices', { lanAllowed: true });
    expect(rules.join()).not.toContain('"lan"');
    expect(rules).toContain('accept');
    expect(chainOf('postrouting', { lanAllowed: true })).toContain('ip saddr 10.73.0.0/24 ip daddr != 10.73.0.0/24 masquerade');
  });

  it('lets a resolver and a time server through that were named, ahead of the closed networks', () => {
    const rules = chainOf('from_devices', { dns: '192.168.1.53', time: { from: 'address', address: '192.168.1.123' } });
    const at = (text: string): number => rules.findIndex((rule) => rule.includes(text));
    expect(at('192.168.1.53')).toBeGreaterThan(0);
    expect(at('192.168.1.53')).toBeLessThan(at('"lan"'));
    expect(at('192.168.1.123 udp dport 123')).toBeLessThan(at('"lan"'));
    expect(chainOf('from_devices_to_us', { dns: '192.168.1.53', time: { from: 'nowhere' } }).join()).not.toMatch(/dport (53|123)/);
  });

  it('without IPv6 says and passes nothing there', () => {
    for (const name of ['from_devices_to_us', 'from_devices'])
      expect(chainOf(name)[0]).toBe('meta nfproto ipv6 counter drop comment "ipv6"');
    expect(chainOf('output')[1]).toBe('oifname "wlan0" meta nfproto ipv6 drop');
    expect(chainOf('output', { prefix: PREFIX })).toEqual(['']);
  });

  it('with IPv6 believes no device about the way, and keeps strangers apart that were apart before', () => {
    expect(chainOf('from_devices_to_us', { prefix: PREFIX }).join()).not.toMatch(/router-advert|redirect/);
    const strangers = 'iifname != "wlan0" oifname != "wlan0" meta nfproto ipv6 counter drop comment "strangers"';
    expect(chainOf('forward', { prefix: PREFIX })).toContain(strangers);
    expect(chainOf('forward', { prefix: PREFIX }, { forwardedBefore: true })).not.toContain(strangers);
  });

  const every: readonly Partial<HotspotSettings>[] = [
    {},
    { prefix: PREFIX },
    { prefix: PREFIX, upstream: null },
    { lanAllowed: true, prefix: PREFIX, dns: '192.168.1.53' },
    { upstream: null, time: { from: 'nowhere' } },
    { link: 'eth0.5', upstream: 'en-x.7@1', range: addressRange('172.16.0.0/16')!, time: { from: 'address', address: '192.0.2.1' } },
  ];
  it.skipIf(labLacks !== null).each(every)('nft takes it: %j', (settings) => {
    const { status, stderr } = spawnSync('nft', ['-c', '-f', '-'], { input: filterRules(aSettings(settings), FACTS), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
