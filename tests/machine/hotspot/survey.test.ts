import { describe, expect, it } from 'vitest';
import { survey } from '../../../src/machine/hotspot/survey.ts';
import { aMachine, type Answers } from './a-machine.ts';

const LINKS = JSON.stringify([
  { ifname: 'wlan0', flags: ['UP'], link_type: 'ether', addr_info: [] },
  { ifname: 'wlan1', flags: ['UP'], link_type: 'ether', addr_info: [] },
]);
const CHAINS = JSON.stringify({
  nftables: [
    { metainfo: { version: '1.0.6' } },
    { chain: { family: 'ip', table: 'filter', name: 'FORWARD', hook: 'forward', policy: 'drop' } },
    { chain: { family: 'ip', table: 'filter', name: 'INPUT', hook: 'input', policy: 'accept' } },
    { chain: { family: 'ip', table: 'filter', name: 'OUTPUT', hook: 'output', policy: 'drop' } },
    { chain: { family: 'inet', table: 'mouchard', name: 'input', hook: 'input', policy: 'drop' } },
    { chain: { family: 'ip', table: 'filter', name: 'DOCKER' } },
  ],
});
const FOLDERS = {
  '/sys/class/net/wlan0': ['phy80211'],
  '/sys/class/net/wlan1': ['phy80211'],
  '/sys/class/net/wlan0/phy80211': ['name', 'rfkill3'],
};
const FILES = {
  '/sys/class/net/wlan0/phy80211/name': 'phy0\n',
  '/sys/class/net/wlan1/phy80211/name': 'phy1\n',
  '/sys/class/net/wlan0/phy80211/rfkill3/soft': '1\n',
  '/sys/class/net/wlan0/phy80211/rfkill3/hard': '0\n',
};
const modes = (...names: readonly string[]): string =>
  `Wiphy phy\n\tmax # scan SSIDs: 4\n\tSupported interface modes:\n${names.map((name) => `\t\t * ${name}\n`).join('')}\tBand 1:\n\t\t * AP/VLAN\n`;
const ANSWERS: Answers = {
  'ip -j -d address show': LINKS,
  'nft -j list chains': CHAINS,
  'iw reg get': 'global\ncountry FR: DFS-ETSI\n\t(2400 - 2483 @ 40), (N/A, 20), (N/A)\n',
  'iw phy phy0 info': modes('managed', 'AP', 'monitor'),
  'iw phy phy1 info': modes('managed', 'AP/VLAN'),
};

describe('survey', () => {
  it('finds who filters, which radios are silent or clients only, and the country', async () => {
    const found = await survey(aMachine(ANSWERS, FILES, FOLDERS));
    expect(found).toMatchObject({
      root: true,
      programs: new Set(['ip', 'nft', 'iw']),
      managed: null,
      ourTable: true,
      foreign: [{ table: 'ip filter', chain: 'FORWARD' }],
      country: 'FR',
      clientsOnly: new Set(['wlan1']),
      timeServer: false,
    });
    expect(found.switches.get('wlan0')).toEqual([{ folder: '/sys/class/rfkill/rfkill3', soft: true, hard: false }]);
    expect(found.switches.get('wlan1')).toEqual([]);
  });

  it('knows the world’s rules for what they are', async () => {
    const answers = { ...ANSWERS, 'iw reg get': 'global\ncountry 00: DFS-UNSET\n' };
    expect((await survey(aMachine(answers, FILES, FOLDERS))).country).toBe('00');
  });

  it('of a bare machine says little, and does not fail', async () => {
    const found = await survey({ ...aMachine({}), user: 1_000 });
    expect(found).toMatchObject({
      root: false,
      programs: new Set(),
      links: [],
      upstream4: null,
      ourTable: false,
      foreign: [],
      country: null,
    });
  });

  it.each([
    ['a server on every address', '   1: 00000000:007B 00000000:0000 07 00000000:00000000\n', true],
    ['one on another port', '   1: 00000000:0044 00000000:0000 07 00000000:00000000\n', false],
    ['one on the loopback only', '   1: 0100007F:007B 00000000:0000 07 00000000:00000000\n', false],
  ])('time: %s', async (_name, line, expected) => {
    expect((await survey(aMachine({}, { '/proc/net/udp': `  sl  local_address rem_address\n${line}` }))).timeServer).toBe(expected);
  });
});
