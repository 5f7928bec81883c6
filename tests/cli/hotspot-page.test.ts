import { describe, expect, it } from 'vitest';
import { planPage, statusPage, type PageOptions } from '../../src/cli/hotspot-page.ts';
import type { HotspotStatus } from '../../src/machine/hotspot/status.ts';
import { LANGUAGES } from '../../src/model/text.ts';
import { englishIn } from '../builders/catalogue.ts';
import { HOSTILE } from '../builders/hostile.ts';
import { aSettings, WIRELESS } from '../machine/hotspot/a-hotspot.ts';
import { hiddenIn } from './drive.ts';

const OPTIONS: PageOptions = { columns: 80, color: false, qr: true, fresh: false, place: '' };
const aStatus = (given: Partial<HotspotStatus> = {}): HotspotStatus => ({
  state: 'up',
  record: {
    head: {
      version: 1,
      token: 'token',
      boot: 'boot',
      process: { id: 1, started: '' },
      since: '2026-01-02T03:04:05.678Z',
      settings: aSettings(),
    },
    steps: [],
    complete: true,
  },
  lacking: [],
  clients: [{ mac: '02:00:00:00:00:01', addresses: ['10.73.0.20'], hostname: 'fox', present: false, signal: -52 }],
  heldBack: { lan: 1_234, machine: 0 },
  undo: [{ undo: 'remove-table', table: 'mouchard' }],
  ...given,
});

describe('statusPage', () => {
  it('shows what to join, what is held back, who is there and what would be undone', () => {
    const page = statusPage(aStatus(), 'en', { ...OPTIONS, qr: false });
    for (const line of [
      '  Wi-Fi name     maple-7k4m',
      '  Password       hx4k-9mtp-2wqe-rb7n',
      '  Channel        6 (2.4 GHz)',
      '  Internet       through eth0',
      '  IPv6           off',
      '  Your network   out of reach of the devices',
      '  Since          2026-01-02 03:04:05 UTC',
      '  Held back      1,234 to your network',
      '  02:00:00:00:00:01  10.73.0.20  fox  -52 dBm  away',
      '  nft delete table inet mouchard',
    ]) {
      expect(page.split('\n')).toContain(line);
    }
  });

  it('in French too, without English', () => {
    const page = statusPage(aStatus({ lacking: ['dnsmasq'] }), 'fr', { ...OPTIONS, qr: false });
    expect(page).toContain('  Canal          6 (2,4 GHz)');
    expect(page).toContain('1\u202f234 vers votre réseau');
    expect(englishIn(page.replace(/nft .*/, ''))).toBeNull();
  });

  it('just switched on says what to do next, with the QR code within 80 columns and light on dark', () => {
    const page = statusPage(aStatus(), 'en', { ...OPTIONS, fresh: true, color: true });
    expect(page).toContain('mouchard watch -i wlan0');
    expect(page).toMatch(/sudo mouchard hotspot down$/m);
    const elsewhere = statusPage(aStatus(), 'fr', { ...OPTIONS, fresh: true, qr: false, place: ' --state /srv/hs' });
    expect(elsewhere).toMatch(/sudo mouchard hotspot down --state\s\/srv\/hs$/m);
    expect(page).not.toContain('would undo');
    const rows = page.split('\n').filter((line) => line.includes('█'));
    expect(rows.length).toBe(17);
    expect(rows.every((row) => row.startsWith('  \x1b[97;40m') && row.endsWith('\x1b[0m'))).toBe(true);
    expect(statusPage(aStatus(), 'en', { ...OPTIONS, qr: false })).not.toContain('█');
  });

  it('has no QR code for a cable', () => {
    const status = aStatus();
    const { head } = status.record;
    const wired = {
      ...status,
      record: { ...status.record, head: { ...head, settings: aSettings({ wireless: null, lanAllowed: true, upstream: null }) } },
    };
    const page = statusPage(wired, 'en', OPTIONS);
    expect(page).not.toMatch(/█|Wi-Fi/);
    expect(page).toContain('within reach of the devices');
  });

  it.each([
    ['off', null, /^The hotspot is off\.\n$/],
    ['restarted', aStatus({ state: 'restarted', clients: [] }), /^The hotspot was on before the machine was restarted/],
    ['in part', aStatus({ state: 'partly', lacking: ['filter'] }), /in part only[^]*Missing +the filter/],
    ['empty', aStatus({ clients: [], heldBack: {}, undo: [] }), /no packet yet[^]*No device has joined yet\.\n$/],
  ])('%s', (_name, status, expected) => expect(statusPage(status, 'en', { ...OPTIONS, qr: false })).toMatch(expected));

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('shows nothing of %s as it is', (_name, text) => {
    const settings = aSettings({ wireless: { ...WIRELESS, ssid: text }, link: text, upstream: text });
    const status = aStatus({
      clients: [{ mac: text, addresses: [text], hostname: text, present: true, signal: null }],
      heldBack: { [text]: 1 },
    });
    const { head } = status.record;
    for (const language of LANGUAGES) {
      const page = statusPage({ ...status, record: { ...status.record, head: { ...head, settings } } }, language, {
        ...OPTIONS,
        qr: false,
      });
      expect(hiddenIn(page)).toBeNull();
    }
  });
});

describe('planPage', () => {
  it('shows every file, command and how it is undone', () => {
    const page = planPage(
      {
        settings: aSettings(),
        notices: [{ code: 'no-upstream', parameters: {} }],
        steps: [
          {
            id: 'write-file',
            parameters: { path: '/s/a.conf' },
            action: { do: 'write', path: '/s/a.conf', contents: 'one\n\ttwo\n' },
            undo: [{ undo: 'remove-file', path: '/s/a.conf' }],
          },
          { id: 'set-value', parameters: { path: '/p', value: '1' }, action: { do: 'set', path: '/p', value: '1' }, undo: [] },
          { id: 'link-up', parameters: { link: 'wlan0' }, action: { do: 'run', command: ['ip', 'link', 'x y'] }, undo: [] },
        ],
      },
      'en',
      OPTIONS,
    );
    expect(page).toContain(`Nothing was done. These 3 steps would be:

1. write /s/a.conf
      one
          two
    undone by: rm /s/a.conf
2. set /p to 1
    $ echo 1 > /p
3. switch wlan0 on
    $ ip link 'x y'
`);
    expect(page).toContain('chosen anew each time');
    expect(page).toContain('No way to the Internet was found');
  });
});
