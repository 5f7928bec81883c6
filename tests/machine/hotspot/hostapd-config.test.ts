import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostapdConfig } from '../../../src/machine/hotspot/hostapd-config.ts';
import type { WirelessSettings } from '../../../src/machine/hotspot/settings.ts';
import { programPath } from '../../../src/machine/program.ts';
import { WIRELESS } from './a-hotspot.ts';

const lines = (given: Partial<WirelessSettings>, bridge: string | null = null): string[] =>
  hostapdConfig({ ...WIRELESS, ...given }, 'wlan0', bridge).split('\n');

describe('hostapdConfig', () => {
  it('makes a WPA2 network of a name in hex', () => {
    const config = lines({});
    expect(config).toEqual(expect.arrayContaining(['interface=wlan0', 'ssid2=6d61706c652d376b346d', 'hw_mode=g', 'channel=6', 'wpa=2']));
    expect(config).toContain('wpa_passphrase=hx4k-9mtp-2wqe-rb7n');
    expect(config.join('\n')).not.toMatch(/bridge|country|utf8|ap_isolate|11ac/);
  });

  it.each<[string, Partial<WirelessSettings>, readonly string[]]>([
    ['5 GHz', { band: '5', channel: 36, country: 'FR' }, ['hw_mode=a', 'channel=36', 'country_code=FR', 'ieee80211d=1', 'ieee80211ac=1']],
    ['isolation', { isolated: true }, ['ap_isolate=1']],
    ['a name beyond ASCII', { ssid: 'Café\n' }, ['ssid2=436166c3a90a', 'utf8_ssid=1']],
  ])('%s', (_name, given, expected) => expect(lines(given)).toEqual(expect.arrayContaining([...expected])));

  it('puts the radio behind a bridge', () => expect(lines({}, 'br0')).toContain('bridge=br0'));

  it
    .skipIf(programPath('hostapd') === null)
    .each<Partial<WirelessSettings>>([
      {},
      { band: '5', channel: 149, country: 'US', isolated: true },
      { ssid: 'a "b" \\c;', passphrase: ' #"quoted" \\ $(x) ' },
    ])('hostapd understands every line: %j', (given) => {
    const folder = mkdtempSync(join(tmpdir(), 'mouchard-hostapd-'));
    // Without a radio it goes no further than its configuration; a broken one shows what it says of a line that it does not know.
    const said = (text: string): string => {
      writeFileSync(join(folder, 'conf'), text);
      const { stdout } = spawnSync(programPath('hostapd')!, [join(folder, 'conf')], { encoding: 'utf8', timeout: 20_000 });
      return stdout;
    };
    const good = said(hostapdConfig({ ...WIRELESS, ...given }, 'mouchard-none', null));
    const bad = said(`${hostapdConfig({ ...WIRELESS, ...given }, 'mouchard-none', null)}no_such_key=1\n`);
    rmSync(folder, { recursive: true });
    expect(good).not.toMatch(/^Line \d+|errors? found in configuration/m);
    expect(bad).toMatch(/errors? found in configuration/);
  });
});
