import { describe, expect, it } from 'vitest';
import { hotspotRequest, type RawUp } from '../../../src/cli/commands/hotspot-options.ts';
import { englishIn } from '../../builders/catalogue.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();
const RAW: RawUp = { state: '/state' };

describe('hotspotRequest', () => {
  it('leaves open what was not given', () => {
    const request = hotspotRequest(RAW, 'en');
    expect(Object.values(request).filter((value) => value !== null && value !== false)).toEqual([]);
  });

  it('takes what was given', () => {
    expect(
      hotspotRequest({ ...RAW, interface: 'eth1', ipv6: 'off', channel: 36, isolate: true, allowLan: true, ntp: 'off' }, 'en'),
    ).toMatchObject({
      interface: 'eth1',
      ipv6: false,
      channel: 36,
      isolated: true,
      lanAllowed: true,
      ntp: 'off',
    });
  });

  it('refuses a channel of the other band', () => {
    expect(() => hotspotRequest({ ...RAW, band: '5', channel: 6 }, 'en')).toThrow(
      expect.objectContaining({ exitCode: 2, parameters: { option: '--channel', value: '6', expected: 'a channel of the 5 GHz band' } }),
    );
  });
});

describe('mouchard hotspot', () => {
  it.each([
    ['--interface', '-w/tmp/x'],
    ['--interface', '../../etc/passwd'],
    ['--bridge', 'sixteen-letters-'],
    ['--upstream', 'a b'],
    ['--backend', 'wpa_supplicant'],
    ['--ssid', 'x'.repeat(33)],
    ['--ssid', ''],
    ['--passphrase', 'short'],
    ['--passphrase', 'x'.repeat(64)],
    ['--band', '6'],
    ['--channel', '14'],
    ['--channel', '-1'],
    ['--country', 'FRA'],
    ['--range', '203.0.113.0/24'],
    ['--range', '10.0.0.0/8'],
    ['--ipv6', 'maybe'],
    ['--dns', 'example.test'],
    ['--ntp', 'on'],
    ['--state', 'relative'],
  ])('%s %j is refused in words, exit 2', (option, value) => {
    const ran = desk.run(['hotspot', 'up', `${option}=${value}`]);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^mouchard: ${option}: .* is not .*\\n$`));
    expect(englishIn(desk.run(['hotspot', 'up', `${option}=${value}`, '--lang', 'fr']).stderr.replace(/^.*n’est pas/, ''))).toBeNull();
  });

  it('shows its help in both languages, without the command that nobody types', () => {
    for (const language of ['en', 'fr']) {
      const { status, stdout } = desk.run(['hotspot', '--help', '--lang', language]);
      expect(status).toBe(0);
      expect(stdout).toMatch(/up[^]*down[^]*status/);
      expect(stdout).not.toContain('serve-time');
    }
    expect(desk.run(['hotspot', 'up', '--help', '--lang', 'fr']).stdout).toContain('--allow-lan');
  });
});
