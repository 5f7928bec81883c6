import { describe, expect, it } from 'vitest';
import { planInJson, statusInJson } from '../../src/cli/hotspot-json.ts';
import { aSettings } from '../machine/hotspot/a-hotspot.ts';

const SETTINGS = {
  interface: 'wlan0',
  member: null,
  ssid: 'maple-7k4m',
  passphrase: 'hx4k-9mtp-2wqe-rb7n',
  band: '2.4',
  channel: 6,
  country: null,
  backend: 'hostapd',
  isolated: false,
  range: '10.73.0.0/24',
  address: '10.73.0.1',
  ipv6: null,
  upstream: 'eth0',
  dns: '10.73.0.1',
  ntp: '10.73.0.1',
  lan_allowed: false,
};

describe('statusInJson', () => {
  it('has the same fields whether the hotspot is on or off', () => {
    const head = {
      version: 1,
      token: 't',
      boot: 'b',
      process: { id: 1, started: '' },
      since: '2026-01-01T00:00:00.000Z',
      settings: aSettings(),
    } as const;
    const client = { mac: '02:00:00:00:00:01', addresses: ['10.73.0.20'], hostname: null, present: true, signal: null };
    const up = statusInJson({
      state: 'up',
      record: { head, steps: [], complete: true },
      lacking: ['time'],
      clients: [client],
      heldBack: { lan: 2 },
      undo: [{ undo: 'remove-table', table: 'mouchard' }],
    });
    expect(up).toEqual({
      state: 'up',
      since: '2026-01-01T00:00:00.000Z',
      settings: SETTINGS,
      lacking: ['time'],
      clients: [client],
      held_back: { lan: 2 },
      undo: ['nft delete table inet mouchard'],
    });
    const down = statusInJson(null);
    expect(Object.keys(down)).toEqual(Object.keys(up));
    expect(down).toMatchObject({ state: 'down', settings: null, clients: [] });
  });
});

describe('planInJson', () => {
  it('has commands as lists of arguments', () => {
    const settings = aSettings({ wireless: null, dns: '192.0.2.53', time: { from: 'nowhere' } });
    const found = planInJson({
      settings,
      notices: [{ code: 'no-upstream', parameters: {} }],
      steps: [
        {
          id: 'link-up',
          parameters: {},
          action: { do: 'run', command: ['ip', 'link'] },
          undo: [{ undo: 'link-state', link: 'a', up: false }],
        },
        { id: 'write-file', parameters: {}, action: { do: 'write', path: '/a', contents: 'b' }, undo: [] },
        { id: 'set-value', parameters: {}, action: { do: 'set', path: '/p', value: '1' }, undo: [] },
      ],
    });
    expect(found).toMatchObject({
      settings: { ssid: null, passphrase: null, dns: '192.0.2.53', ntp: null },
      notices: [{ code: 'no-upstream' }],
      steps: [
        { step: 'link-up', command: ['ip', 'link'], path: null, contents: null, undo: ['ip link set dev a down'] },
        { step: 'write-file', command: null, path: '/a', contents: 'b', undo: [] },
        { step: 'set-value', command: null, path: '/p', contents: '1', undo: [] },
      ],
    });
  });
});
