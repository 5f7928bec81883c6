import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressRange } from '../../../src/machine/hotspot/address-range.ts';
import { dnsmasqConfig } from '../../../src/machine/hotspot/dnsmasq-config.ts';
import type { HotspotSettings } from '../../../src/machine/hotspot/settings.ts';
import { programPath } from '../../../src/machine/program.ts';
import { aSettings } from './a-hotspot.ts';

const FILES = { leases: '/tmp/leases', log: '/tmp/log' };
const lines = (settings: Partial<HotspotSettings>): string[] => dnsmasqConfig(aSettings(settings), FILES).split('\n');

describe('dnsmasqConfig', () => {
  it('hands this machine out as router, resolver and time server, on one interface', () => {
    expect(lines({})).toEqual([
      'interface=wlan0',
      'except-interface=lo',
      'bind-dynamic',
      'no-hosts',
      'pid-file',
      'dhcp-leasefile=/tmp/leases',
      'log-facility=/tmp/log',
      'dhcp-authoritative',
      'dhcp-range=10.73.0.10,10.73.0.254,255.255.255.0,1h',
      'dhcp-option=option:router,10.73.0.1',
      'dhcp-option=option:dns-server,10.73.0.1',
      'dhcp-option=option:ntp-server,10.73.0.1',
      '',
    ]);
  });

  it.each<[string, Partial<HotspotSettings>, readonly string[], RegExp]>([
    ['another resolver: none here', { dns: '192.0.2.53' }, ['dhcp-option=option:dns-server,192.0.2.53', 'port=0'], /option6/],
    [
      'another time server',
      { time: { from: 'address', address: '192.0.2.123' } },
      ['dhcp-option=option:ntp-server,192.0.2.123'],
      /ntp-server,10/,
    ],
    ['no time server', { time: { from: 'nowhere' } }, [], /ntp/],
    ['a narrow range', { range: addressRange('192.168.9.8/29')! }, ['dhcp-range=192.168.9.10,192.168.9.14,255.255.255.248,1h'], /10\.73/],
    ['a wide one', { range: addressRange('172.16.0.0/16')! }, ['dhcp-range=172.16.0.10,172.16.1.253,255.255.0.0,1h'], /10\.73/],
    [
      'IPv6',
      { prefix: 'fd01:203:405::/64' },
      ['enable-ra', 'dhcp-range=fd01:203:405::,ra-stateless,64,1h', 'dhcp-option=option6:dns-server,[fd01:203:405::1]'],
      /port=0/,
    ],
    ['IPv6 with another resolver', { prefix: 'fd01:203:405::/64', dns: '192.0.2.53' }, ['enable-ra', 'port=0'], /option6/],
  ])('%s', (_name, settings, expected, without) => {
    expect(lines(settings)).toEqual(expect.arrayContaining([...expected]));
    expect(lines(settings).join('\n')).not.toMatch(without);
  });

  const every: readonly Partial<HotspotSettings>[] = [
    {},
    { prefix: 'fd01:203:405::/64', dns: '192.0.2.53' },
    { prefix: 'fd01:203:405::/64', time: { from: 'nowhere' } },
  ];
  it.skipIf(programPath('dnsmasq') === null).each(every)('dnsmasq takes it: %j', (settings) => {
    const folder = mkdtempSync(join(tmpdir(), 'mouchard-dnsmasq-'));
    writeFileSync(join(folder, 'conf'), dnsmasqConfig(aSettings(settings), FILES));
    const { status, stderr } = spawnSync(programPath('dnsmasq')!, ['--test', `--conf-file=${join(folder, 'conf')}`], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, stderr: stderr.trim() }).toEqual({ status: 0, stderr: expect.stringContaining('OK') as string });
  });
});
