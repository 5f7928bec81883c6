import { describe, expect, it } from 'vitest';
import { plan, type Plan } from '../../../src/machine/hotspot/plan.ts';
import type { HotspotRequest } from '../../../src/machine/hotspot/settings.ts';
import type { Step, Undo } from '../../../src/machine/hotspot/step.ts';
import { shownCommand, shownUndo } from '../../../src/machine/hotspot/step.ts';
import type { Survey } from '../../../src/machine/hotspot/survey.ts';
import { aRequest, aSurvey } from './a-hotspot.ts';

const PARTS = {
  folder: '/var/lib/mouchard/hotspot',
  timeServer: ['/usr/bin/node', '/opt/bin.js', 'hotspot', 'serve-time'] as const,
  uuid: '01234567-89ab-4cde-8f01-23456789abcd',
  random: Uint8Array.of(1, 2, 3, 4, 5),
  read: (path: string) => (path.startsWith('/proc/sys/net') && !path.includes('/br0/') ? '0' : null),
};
const planned = (request: Partial<HotspotRequest> = {}, survey: Partial<Survey> = {}): Plan => {
  const found = plan(aRequest(request), aSurvey(survey), PARTS);
  if ('code' in found) throw new Error(found.code);
  return found;
};
const commands = ({ steps }: Plan): string[] =>
  steps.flatMap(({ action }) => (action.do === 'run' || action.do === 'start' ? [shownCommand(action.command)] : []));
const undone = ({ steps }: Plan): string[] => [...steps].reverse().flatMap(({ undo }) => undo.map(shownUndo));
const managed = (profile: string | null): Partial<Survey> => ({
  programs: new Set(['ip', 'nft', 'dnsmasq', 'iw', 'nmcli']),
  managed: new Map([
    ['wlan0', { managed: true, profile, connected: profile !== null }],
    ['eth1', { managed: true, profile, connected: false }],
  ]),
});

describe('plan', () => {
  it('with hostapd: files, checks, filter, radio, addresses, services', () => {
    const found = planned({ country: 'DE', ssid: 'home', passphrase: 'password' });
    const folder = PARTS.folder;
    expect(commands(found)).toEqual([
      `nft -c -f ${folder}/rules.nft`,
      `dnsmasq --test --conf-file=${folder}/dnsmasq.conf`,
      `nft -f ${folder}/rules.nft`,
      'iw reg set DE',
      `hostapd -B -t -f ${folder}/hostapd.log ${folder}/hostapd.conf`,
      'ip link set dev wlan0 up',
      'ip address add 10.73.0.1/24 dev wlan0',
      `dnsmasq --conf-file=${folder}/dnsmasq.conf`,
      '/usr/bin/node /opt/bin.js hotspot serve-time 10.73.0.1',
    ]);
    expect(undone(found)).toContain('iw reg set FR');
    expect(undone(found).indexOf('nft delete table inet mouchard')).toBeGreaterThan(undone(found).indexOf('ip link set dev wlan0 down'));
  });

  it('says no secret in a command: passphrases are in files', () => {
    for (const survey of [{}, managed(null)]) {
      const found = planned({ passphrase: 'secret-secret' }, survey);
      expect(commands(found).join('\n')).not.toContain('secret-secret');
      expect(found.steps.some(({ action }) => action.do === 'write' && action.contents.includes('secret-secret'))).toBe(true);
    }
  });

  it('with NetworkManager: a profile, loaded and started, and what was active before is active again', () => {
    const found = planned({}, managed('11111111-2222-4333-8444-555555555555'));
    expect(commands(found)).toEqual(
      expect.arrayContaining([
        'nmcli connection load /run/NetworkManager/system-connections/mouchard-hotspot.nmconnection',
        `nmcli --wait 40 connection up uuid ${PARTS.uuid} ifname wlan0`,
      ]),
    );
    expect(commands(found).join('\n')).not.toMatch(/hostapd|ip address add/);
    const forget = undone(found).indexOf(`nmcli connection delete uuid ${PARTS.uuid}`);
    expect(undone(found).slice(forget + 1, forget + 3)).toEqual([
      'echo 0 > /proc/sys/net/ipv6/conf/wlan0/disable_ipv6',
      'nmcli --wait 20 connection up uuid 11111111-2222-4333-8444-555555555555',
    ]);
    expect(found.notices).toEqual([{ code: 'client-lost', parameters: { link: 'wlan0' } }]);
  });

  it('takes an Ethernet interface from NetworkManager and gives it back', () => {
    const found = planned({ interface: 'eth1' }, managed(null));
    expect(commands(found)).toContain('nmcli device set eth1 managed no');
    expect(undone(found)).toContain('nmcli device set eth1 managed yes');
  });

  it('makes a bridge that goes as a whole', () => {
    const found = planned({ interface: 'eth1', bridge: 'br0', ntp: 'off' });
    expect(commands(found)).toEqual(
      expect.arrayContaining([
        'ip link add name br0 type bridge forward_delay 0 stp_state 0 mcast_snooping 0',
        'ip link set dev eth1 master br0',
        'ip link set dev eth1 up',
        'ip link set dev br0 up',
        'ip address add 10.73.0.1/24 dev br0',
      ]),
    );
    expect(undone(found).filter((line) => line.includes('br0'))).toEqual(['ip link delete dev br0']);
    expect(undone(found)).toContain('ip link set dev eth1 nomaster');
    expect(found.steps.map(({ id }) => id)).not.toContain('start-time');
  });

  it('switches a silent radio on, and off again after a restart too', () => {
    const survey = {
      ...managed(null),
      radiosOff: true,
      switches: new Map([['wlan0', [{ folder: '/sys/class/rfkill/rfkill0', soft: true, hard: false }]]]),
    };
    const found = planned({}, survey);
    expect(commands(found)).toContain('nmcli radio wifi on');
    const lasting = found.steps.flatMap(({ undo }) => undo).filter(({ lasts }) => lasts === true);
    expect(lasting.map(shownUndo)).toEqual(expect.arrayContaining(['nmcli radio wifi off', 'echo 1 > /sys/class/rfkill/rfkill0/soft']));
  });

  it('undoes every step that changes more than our files', () => {
    const every = [planned({ country: 'DE' }), planned({ interface: 'eth1', bridge: 'br0', ipv6: true }), planned({}, managed(null))];
    const silent: readonly Step['id'][] = ['check-filter', 'check-dnsmasq', 'start-profile'];
    for (const { steps } of every) {
      const made = steps.flatMap(({ undo }) => undo).flatMap((undo: Undo) => (undo.undo === 'remove-link' ? [undo.link] : []));
      for (const { id, parameters, undo } of steps) {
        const goesAlong = made.some((link) => JSON.stringify(parameters).includes(link));
        if (!silent.includes(id) && !goesAlong) expect(undo.length, id).toBeGreaterThan(0);
      }
    }
  });

  it.each<[string, Partial<Survey>, Partial<HotspotRequest>, object]>([
    ['no iproute2', { programs: new Set() }, {}, { code: 'programs', mend: 'sudo apt install iproute2' }],
    [
      'no nftables, no dnsmasq',
      { programs: new Set(['ip', 'hostapd']) },
      {},
      { code: 'programs', mend: 'sudo apt install nftables dnsmasq-base' },
    ],
    ['no hostapd', { programs: new Set(['ip', 'nft', 'dnsmasq']) }, {}, { code: 'programs', parameters: { programs: 'hostapd' } }],
    ['a table of our name', { ourTable: true }, {}, { code: 'table-exists', mend: 'sudo nft delete table inet mouchard' }],
    ['what cannot be settled', {}, { interface: 'eth9' }, { code: 'no-interface' }],
  ])('refuses: %s', (_name, survey, request, expected) => {
    expect(plan(aRequest(request), aSurvey(survey), PARTS)).toMatchObject({ usage: false, ...expected });
  });

  it('needs no hostapd for a cable', () => {
    expect(planned({ interface: 'eth1' }, { programs: new Set(['ip', 'nft', 'dnsmasq']) }).settings.wireless).toBeNull();
  });

  it.each<[string, Partial<HotspotRequest>, Partial<Survey>, readonly string[]]>([
    ['all is well', {}, {}, []],
    ['no Internet', {}, { upstream4: null }, ['no-upstream']],
    ['a firewall', {}, { foreign: [{ table: 'ip filter', chain: 'FORWARD' }] }, ['foreign-filter']],
    ['IPv6 without a way', { ipv6: true }, {}, ['unclear-ipv6', 'forwarding-everywhere']],
    ['an open network', { lanAllowed: true }, {}, ['lan-allowed']],
  ])('notices: %s', (_name, request, survey, expected) => {
    expect(planned(request, survey).notices.map(({ code }) => code)).toEqual(expected);
  });
});
