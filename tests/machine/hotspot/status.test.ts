import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../src/machine/hotspot/journal.ts';
import { placesIn } from '../../../src/machine/hotspot/places.ts';
import { hotspotStatus, readStations } from '../../../src/machine/hotspot/status.ts';
import { aSettings } from './a-hotspot.ts';
import { aMachine } from './a-machine.ts';

const FOLDER = '/state';
const places = placesIn(FOLDER);
const RECORD: JournalRecord = {
  head: {
    version: 1,
    token: 'token',
    boot: 'boot',
    process: { id: 1, started: '' },
    since: '2026-01-01T00:00:00.000Z',
    settings: aSettings(),
  },
  steps: [
    { step: 'write-file', parameters: {}, undo: [{ undo: 'remove-file', path: '/state/a', lasts: true }] },
    { step: 'link-up', parameters: {}, undo: [{ undo: 'link-state', link: 'wlan0', up: false }] },
    { step: 'start-time', parameters: {}, undo: [{ undo: 'end', mark: 'serve-time' }] },
  ],
  complete: true,
};
const STATIONS = `Station 02:00:00:00:00:01 (on wlan0)
\tinactive time:\t304 ms
\tsignal:  \t-52 [-55, -54] dBm
\tsignal avg:\t-51 dBm
Station 02:00:00:00:00:03 (on wlan0)
\tinactive time:\t10 ms
`;
const rule = (comment: string, packets: number) => ({
  rule: { comment, expr: [{ match: {} }, { counter: { packets, bytes: 1 } }, { drop: null }] },
});
const ANSWERS = {
  'ip -j -d address show': JSON.stringify([{ ifname: 'wlan0', flags: ['UP'], link_type: 'ether' }]),
  'ip -j neighbour show dev wlan0': JSON.stringify([
    { dst: '10.73.0.20', lladdr: '02:00:00:00:00:01', state: ['REACHABLE'] },
    { dst: 'fe80::1', lladdr: '02:00:00:00:00:01', state: ['STALE'] },
    { dst: '10.73.0.99', state: ['FAILED'] },
  ]),
  'nft -j list table inet mouchard': JSON.stringify({
    nftables: [{ metainfo: {} }, rule('lan', 3), rule('lan', 4), rule('machine', 1), { rule: { expr: [] } }],
  }),
  'iw dev wlan0 station dump': STATIONS,
};
const LEASES = `1700000000 02:00:00:00:00:01 10.73.0.20 fox 01:02:00:00:00:00:01
1700000000 02:00:00:00:00:02 10.73.0.21 * *
duid 00:01
`;
/** The three programs of a hotspot with a radio run, under these numbers. */
const running = (...commands: readonly string[]) => ({
  files: Object.fromEntries(
    commands.flatMap((command, i) => [
      [`/proc/${i + 10}/environ`, 'A=1\0MOUCHARD_HOTSPOT=token\0'],
      [`/proc/${i + 10}/cmdline`, `${command.replaceAll(' ', '\0')}\0`],
    ]),
  ),
  folders: { '/proc': ['self', ...commands.map((_, i) => String(i + 10))] },
});
const ALL = [`dnsmasq --conf-file=${places.dnsmasq}`, `hostapd -B ${places.hostapd}`, 'node bin.js hotspot serve-time 10.73.0.1'];

function statusOf(answers: Record<string, string>, commands: readonly string[], record = RECORD, boot = 'boot') {
  const { files, folders } = running(...commands);
  const machine = aMachine(answers, { ...files, '/proc/sys/kernel/random/boot_id': boot, [places.leases]: LEASES }, folders);
  return hotspotStatus(machine, FOLDER, record);
}

describe('hotspotStatus', () => {
  it('is up, with its devices, what was held back and what would be undone', async () => {
    const { state, lacking, clients, heldBack, undo } = await statusOf(ANSWERS, ALL);
    expect({ state, lacking }).toEqual({ state: 'up', lacking: [] });
    expect(clients).toEqual([
      { mac: '02:00:00:00:00:01', addresses: ['10.73.0.20', 'fe80::1'], hostname: 'fox', present: true, signal: -52 },
      { mac: '02:00:00:00:00:02', addresses: ['10.73.0.21'], hostname: null, present: false, signal: null },
      { mac: '02:00:00:00:00:03', addresses: [], hostname: null, present: true, signal: null },
    ]);
    expect(heldBack).toEqual({ lan: 7, machine: 1 });
    expect(undo.map((each) => each.undo)).toEqual(['end', 'link-state', 'remove-file']);
  });

  it('is there in part where something has gone, or was never made', async () => {
    expect(await statusOf({ 'ip -j -d address show': '[]' }, [])).toMatchObject({
      state: 'partly',
      lacking: ['interface', 'filter', 'dnsmasq', 'hostapd', 'time'],
      clients: [{ mac: '02:00:00:00:00:01', present: false }, {}],
    });
    expect(await statusOf(ANSWERS, ALL, { ...RECORD, complete: false })).toMatchObject({ state: 'partly', lacking: [] });
  });

  it('wants no hostapd for a cable, and no time server of its own where another tells the time', async () => {
    const settings = aSettings({ wireless: null, time: { from: 'machine' } });
    expect(await statusOf(ANSWERS, ALL.slice(0, 1), { ...RECORD, head: { ...RECORD.head, settings } })).toMatchObject({ state: 'up' });
  });

  it('after a restart of the machine has only what lasts', async () => {
    expect(await statusOf(ANSWERS, ALL, RECORD, 'another')).toMatchObject({
      state: 'restarted',
      clients: [],
      undo: [{ undo: 'remove-file' }],
    });
  });
});

describe('readStations', () => {
  it('reads MAC and signal, and nothing from rubbish', () => {
    expect(readStations(STATIONS)).toEqual([
      { mac: '02:00:00:00:00:01', signal: -52 },
      { mac: '02:00:00:00:00:03', signal: null },
    ]);
    expect(readStations('Station \nStation zz:zz\ncommand failed: No such device (-19)')).toEqual([]);
  });
});
