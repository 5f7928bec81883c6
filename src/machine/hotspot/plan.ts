import { firstOf } from './address-range.ts';
import { dnsmasqConfig } from './dnsmasq-config.ts';
import { FILTER_TABLE, filterRules } from './filter-rules.ts';
import { hostapdConfig } from './hostapd-config.ts';
import { managerProfile } from './manager-profile.ts';
import { placesIn, PROFILE_FILE, type Places } from './places.ts';
import type { HotspotNotice, HotspotRequest, HotspotSettings, Refusal } from './settings.ts';
import { refusal, settle, type Place } from './settle.ts';
import type { Action, Step, Undo } from './step.ts';
import type { Survey } from './survey.ts';
import { forwardingSteps, silentBridge } from './values.ts';

/** All that will be done, before anything is. */
export interface Plan {
  readonly settings: HotspotSettings;
  readonly steps: readonly Step[];
  readonly notices: readonly HotspotNotice[];
}

/** What a plan needs beside the request and the survey. */
export interface PlanParts {
  /** The folder of our files. */
  readonly folder: string;
  /** The command of our own time server, without its address. */
  readonly timeServer: readonly [program: string, ...args: string[]];
  readonly uuid: string;
  /** Forty bits for the IPv6 prefix. */
  readonly random: Uint8Array;
  /** The present value of a file of the kernel; null where there is none. */
  readonly read: (path: string) => string | null;
}

interface Making {
  readonly settings: HotspotSettings;
  readonly place: Place;
  readonly survey: Survey;
  readonly parts: PlanParts;
  readonly places: Places;
}

/** Plans a hotspot. Changes nothing; the same input gives the same plan but for the random name and passphrase. */
export function plan(request: HotspotRequest, survey: Survey, parts: PlanParts): Plan | Refusal {
  if (!survey.programs.has('ip')) return missing(['ip']);
  const settled = settle(request, survey, parts.random);
  if ('code' in settled) return settled;
  const { settings, place } = settled;
  const lacking = programsOf(settings).filter((program) => !survey.programs.has(program));
  if (lacking.length > 0) return missing(lacking);
  if (survey.ourTable) return refusal('table-exists', {}, `sudo nft delete table inet ${FILTER_TABLE}`);
  const making: Making = { settings, place, survey, parts, places: placesIn(parts.folder) };
  // The filter stands before anything can pass; what can be checked is checked before anything is changed.
  const steps = [
    ...fileSteps(making),
    ...checkSteps(making),
    run('load-filter', {}, ['nft', '-f', making.places.rules], [{ undo: 'remove-table', table: FILTER_TABLE }]),
    ...radioSteps(making),
    ...linkSteps(making),
    ...forwardingSteps(
      settings,
      survey.links.map(({ name }) => name),
      parts.read,
    ),
    ...serviceSteps(making),
  ];
  return { settings, steps, notices: noticesOf(making) };
}

/** Debian's package of each program. */
const PACKAGES: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  nft: 'nftables',
  dnsmasq: 'dnsmasq-base',
  hostapd: 'hostapd',
  iw: 'iw',
};

function programsOf({ wireless }: HotspotSettings): string[] {
  const hostapd = wireless?.backend === 'hostapd' ? ['hostapd'] : [];
  return ['nft', 'dnsmasq', ...hostapd, ...((wireless?.country ?? null) === null ? [] : ['iw'])];
}

function missing(programs: readonly string[]): Refusal {
  const packages = programs.map((program) => PACKAGES[program] ?? program).join(' ');
  return refusal('programs', { programs: programs.join(', ') }, `sudo apt install ${packages}`);
}

function fileSteps({ settings, place, survey, parts, places }: Making): Step[] {
  const { wireless } = settings;
  const facts = {
    networks: survey.networks.filter(({ link }) => link !== place.link).map(({ network }) => network),
    forwardedBefore: forwardsIpv6(parts),
  };
  const files: (readonly [string, string])[] = [
    [places.rules, filterRules(settings, facts)],
    [places.dnsmasq, dnsmasqConfig(settings, places)],
  ];
  if (wireless?.backend === 'hostapd')
    files.push([places.hostapd, hostapdConfig(wireless, place.radio!, place.member === null ? null : place.link)]);
  if (wireless?.backend === 'network-manager') files.push([PROFILE_FILE, managerProfile(settings, wireless, parts.uuid)]);
  return files.map(([path, contents]) => {
    const written: Undo[] = [
      path,
      ...(WRITTEN_BY.get(path.slice(path.lastIndexOf('/') + 1)) ?? []).map((name) => `${parts.folder}/${name}`),
    ].map((file) => ({ undo: 'remove-file', path: file, lasts: true }));
    return step('write-file', { path }, { do: 'write', path, contents }, written);
  });
}

function forwardsIpv6({ read }: PlanParts): boolean {
  return read('/proc/sys/net/ipv6/conf/all/forwarding') === '1';
}

/** Files that a program writes which reads one of ours. */
const WRITTEN_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['dnsmasq.conf', ['dnsmasq.leases', 'dnsmasq.log']],
  ['hostapd.conf', ['hostapd.log']],
]);

function checkSteps({ places }: Making): Step[] {
  return [
    run('check-filter', {}, ['nft', '-c', '-f', places.rules], []),
    run('check-dnsmasq', {}, ['dnsmasq', '--test', `--conf-file=${places.dnsmasq}`], []),
  ];
}

function radioSteps({ settings, place, survey }: Making): Step[] {
  const name = place.radio ?? place.member ?? place.link;
  const steps: Step[] = [];
  if (place.radio !== null && survey.radiosOff) {
    steps.push(
      run('radios-on', {}, ['nmcli', 'radio', 'wifi', 'on'], [{ undo: 'run', command: ['nmcli', 'radio', 'wifi', 'off'], lasts: true }]),
    );
  }
  for (const { folder, soft } of (place.radio === null ? null : survey.switches.get(place.radio)) ?? []) {
    if (!soft) continue;
    const path = `${folder}/soft`;
    const undo: Undo = { undo: 'restore', path, ours: '0', before: '1', along: [], lasts: true };
    steps.push(step('unblock-radio', { link: name }, { do: 'set', path, value: '0' }, [undo]));
  }
  const country = settings.wireless?.country ?? null;
  if (country !== null && country !== survey.country) {
    const undo: Undo[] = survey.country === null ? [] : [{ undo: 'run', command: ['iw', 'reg', 'set', survey.country] }];
    steps.push(run('set-country', { country }, ['iw', 'reg', 'set', country], undo));
  }
  return steps;
}

/** The interface: taken from NetworkManager or handed to it, put behind its bridge, switched on, given our addresses. */
function linkSteps(making: Making): Step[] {
  const { settings, place, survey, parts, places } = making;
  const taken = place.radio ?? place.member ?? place.link;
  const device = survey.managed?.get(taken);
  const profile = device?.profile ?? null;
  const again: Undo[] = profile === null ? [] : [{ undo: 'start-profile', uuid: profile, wait: device!.connected }];
  if (settings.wireless?.backend === 'network-manager') return profileSteps(making, again);
  const steps: Step[] = [];
  if (device?.managed === true && place.existing === null) {
    const give = (managed: 'yes' | 'no'): readonly [string, ...string[]] => ['nmcli', 'device', 'set', taken, 'managed', managed];
    steps.push(run('release-device', { link: taken }, give('no'), [{ undo: 'run', command: give('yes') }, ...again]));
  }
  if (place.made) {
    const command = [
      'ip',
      'link',
      'add',
      'name',
      place.link,
      'type',
      'bridge',
      'forward_delay',
      '0',
      'stp_state',
      '0',
      'mcast_snooping',
      '0',
    ] as const;
    steps.push(run('create-bridge', { link: place.link }, command, [{ undo: 'remove-link', link: place.link }]));
    if (settings.prefix === null) steps.push(...silentBridge(place.link, parts.read));
  }
  if (place.member !== null && place.radio === null) steps.push(...memberSteps(making));
  if (settings.wireless !== null) steps.push(hostapdStep(places, place.radio!, upBefore(making, place.radio!)));
  steps.push(...upSteps(making, place.link), ...addressSteps(making));
  return steps;
}

function profileSteps({ settings: { link }, parts }: Making, again: readonly Undo[]): Step[] {
  const forget: Undo = { undo: 'forget-profile', uuid: parts.uuid };
  // Where a profile is without IPv6, NetworkManager switches it off on the interface, and leaves it off.
  const path = `/proc/sys/net/ipv6/conf/${link}/disable_ipv6`;
  const ipv6: Undo[] = parts.read(path) === '0' ? [{ undo: 'restore', path, ours: '1', before: '0', along: [] }] : [];
  return [
    run('load-profile', {}, ['nmcli', 'connection', 'load', PROFILE_FILE], [forget, ...ipv6, ...again]),
    run('start-profile', { link }, ['nmcli', '--wait', '40', 'connection', 'up', 'uuid', parts.uuid, 'ifname', link], [], 60_000),
  ];
}

function memberSteps(making: Making): Step[] {
  const { link, member } = making.place;
  const joined = making.survey.links.find(({ name }) => name === member)?.master === link;
  const undo: Undo = { undo: 'leave-bridge', link: member!, bridge: link };
  const join = run('join-bridge', { link: member!, bridge: link }, ['ip', 'link', 'set', 'dev', member!, 'master', link], [undo]);
  return [...(joined ? [] : [join]), ...upSteps(making, member!)];
}

function hostapdStep({ hostapd, hostapdLog }: Places, radio: string, up: boolean): Step {
  return step(
    'start-hostapd',
    { link: radio },
    {
      do: 'start',
      command: ['hostapd', '-B', '-t', '-f', hostapdLog, hostapd],
      detached: false,
      ready: { file: hostapdLog, holds: 'AP-ENABLED', or: 'AP-DISABLED' },
    },
    [
      { undo: 'end', mark: hostapd },
      { undo: 'link-state', link: radio, up },
    ],
  );
}

function upBefore({ survey }: Making, link: string): boolean {
  return survey.links.find(({ name }) => name === link)?.up ?? false;
}

function upSteps(making: Making, link: string): Step[] {
  if (upBefore(making, link)) return [];
  // One that is removed when all is undone need not be switched off.
  const undo: Undo[] = making.place.made && link === making.place.link ? [] : [{ undo: 'link-state', link, up: false }];
  return [run('link-up', { link }, ['ip', 'link', 'set', 'dev', link, 'up'], undo)];
}

function addressSteps({ settings, place, survey }: Making): Step[] {
  const { range, prefix } = settings;
  const there = survey.links.find(({ name }) => name === place.link)?.addresses ?? [];
  const wanted = [`${range.router}/${range.prefixLength}`, ...(prefix === null ? [] : [`${firstOf(prefix)}/64`])];
  return wanted
    .filter((address) => !there.includes(address))
    .map((address) => {
      // Nobody else is in our network yet, so there are no duplicates to look for.
      const flags = address.includes(':') ? ['nodad'] : [];
      const undo: Undo[] = place.made ? [] : [{ undo: 'remove-address', link: place.link, address }];
      return run('add-address', { link: place.link, address }, ['ip', 'address', 'add', address, 'dev', place.link, ...flags], undo);
    });
}

function serviceSteps({ settings, parts, places }: Making): Step[] {
  const { time, range } = settings;
  const dnsmasq = step(
    'start-dnsmasq',
    {},
    { do: 'start', command: ['dnsmasq', `--conf-file=${places.dnsmasq}`], detached: false, ready: null },
    [{ undo: 'end', mark: places.dnsmasq }],
  );
  if (time.from !== 'own') return [dnsmasq];
  const [program, ...args] = parts.timeServer;
  const action: Action = {
    do: 'start',
    command: [program, ...args, range.router],
    detached: true,
    ready: { port: 123, address: range.router },
  };
  return [dnsmasq, step('start-time', {}, action, [{ undo: 'end', mark: TIME_MARK }])];
}

/** The word by which our time server is known among processes. */
const TIME_MARK = 'serve-time';

function noticesOf({ settings, place, survey, parts }: Making): HotspotNotice[] {
  const notices: HotspotNotice[] = [];
  const add = (code: HotspotNotice['code'], parameters: HotspotNotice['parameters'] = {}): void => void notices.push({ code, parameters });
  if (settings.upstream === null) add('no-upstream');
  for (const { table, chain } of survey.foreign) add('foreign-filter', { table, chain });
  if (settings.prefix !== null && survey.upstream6 === null) add('unclear-ipv6');
  if (settings.prefix !== null && !forwardsIpv6(parts)) add('forwarding-everywhere');
  if (settings.lanAllowed) add('lan-allowed');
  if (place.radio !== null && (survey.managed?.get(place.radio)?.profile ?? null) !== null) add('client-lost', { link: place.radio });
  return notices;
}

function run(
  id: Step['id'],
  parameters: Step['parameters'],
  command: readonly [string, ...string[]],
  undo: readonly Undo[],
  timeoutMs?: number,
): Step {
  return step(id, parameters, { do: 'run', command, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, undo);
}

function step(id: Step['id'], parameters: Step['parameters'], action: Action, undo: readonly Undo[]): Step {
  return { id, parameters, action, undo };
}
