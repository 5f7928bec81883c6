import { FILTER_TABLE } from './filter-rules.ts';
import { readJson, type Hands } from './hands.ts';
import { surveyLinks, surveyNetworks, surveyUpstream, type ConnectedNetwork, type Link } from './links.ts';
import { surveyManager, type ManagedDevice } from './manager.ts';

/** A chain of somebody else's that drops what it does not know. */
export interface ForeignChain {
  readonly table: string;
  readonly chain: string;
}

/** A switch that keeps a radio silent. */
export interface RadioSwitch {
  /** Under /sys/class/rfkill. */
  readonly folder: string;
  readonly soft: boolean;
  readonly hard: boolean;
}

/** What has to be known of a machine before a hotspot is planned. Taking it changes nothing. */
export interface Survey {
  readonly root: boolean;
  /** Of the programs that may be needed, those that are there. */
  readonly programs: ReadonlySet<string>;
  readonly links: readonly Link[];
  readonly networks: readonly ConnectedNetwork[];
  readonly upstream4: string | null;
  readonly upstream6: string | null;
  /** What NetworkManager says of its devices, by interface; null where it does not run. */
  readonly managed: ReadonlyMap<string, ManagedDevice> | null;
  /** NetworkManager's own switch of all radios. */
  readonly radiosOff: boolean;
  readonly ourTable: boolean;
  readonly foreign: readonly ForeignChain[];
  /** Two letters, `00` for the world, null where it cannot be told. */
  readonly country: string | null;
  /** Of the radio of each wireless interface. */
  readonly switches: ReadonlyMap<string, readonly RadioSwitch[]>;
  /** Wireless interfaces whose radio can be no access point. */
  readonly clientsOnly: ReadonlySet<string>;
  /** Something on this machine tells the time already. */
  readonly timeServer: boolean;
}

const PROGRAMS = ['ip', 'nft', 'dnsmasq', 'hostapd', 'iw', 'nmcli'];
/** NTP, RFC 5905, 7.2, as /proc/net/udp writes it. */
const NTP_PORT = '007B';

/** Looks at the machine. */
export async function survey(hands: Hands): Promise<Survey> {
  const programs = new Set(PROGRAMS.filter((program) => hands.find(program) !== null));
  const links = (await surveyLinks(hands)) ?? [];
  const wireless = links.filter(({ kind }) => kind === 'wireless').map(({ name }) => name);
  const [networks, upstream4, upstream6, manager, chains, reg] = await Promise.all([
    surveyNetworks(hands, links),
    surveyUpstream(hands, 4),
    surveyUpstream(hands, 6),
    surveyManager(hands),
    hands.run('nft', ['-j', 'list', 'chains']),
    wireless.length > 0 ? hands.run('iw', ['reg', 'get']) : null,
  ]);
  const entries = chainsOf(readJson(chains.stdout));
  return {
    root: hands.user === 0,
    programs,
    links,
    networks,
    upstream4,
    upstream6,
    managed: manager?.devices ?? null,
    radiosOff: manager?.radiosOff ?? false,
    ourTable: entries.some(({ family, table }) => family === 'inet' && table === FILTER_TABLE),
    foreign: entries.filter(dropsStrangers).map(({ family, table, name }) => ({ table: `${family} ${table}`, chain: name })),
    country: /^country (\w\w):/m.exec(reg?.stdout ?? '')?.[1] ?? null,
    switches: new Map(wireless.map((name) => [name, switchesOf(hands, name)])),
    clientsOnly: new Set(await radiosWithout(hands, wireless)),
    timeServer: tellsTime(hands),
  };
}

interface Chain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook?: string;
  readonly policy?: string;
}

/** libnftables-json(5). */
function chainsOf(found: unknown): Chain[] {
  const list = (found as { nftables?: unknown } | null)?.nftables;
  if (!Array.isArray(list)) return [];
  return (list as { chain?: Chain }[]).flatMap(({ chain }) => (chain === undefined ? [] : [chain]));
}

/** A drop is final whatever our own chains say: such a filter may keep the devices from us or from the Internet. */
function dropsStrangers({ family, table, hook, policy }: Chain): boolean {
  return table !== FILTER_TABLE && policy === 'drop' && (hook === 'input' || hook === 'forward') && family !== 'bridge';
}

function switchesOf(hands: Hands, link: string): RadioSwitch[] {
  const folder = `/sys/class/net/${link}/phy80211`;
  const names = hands.list(folder).filter((name) => name.startsWith('rfkill'));
  return names.map((name) => ({
    folder: `/sys/class/rfkill/${name}`,
    soft: hands.read(`${folder}/${name}/soft`)?.trim() === '1',
    hard: hands.read(`${folder}/${name}/hard`)?.trim() === '1',
  }));
}

/** Those whose radio lists its modes without that of an access point. Where `iw` says nothing, the try will tell. */
async function radiosWithout(hands: Hands, links: readonly string[]): Promise<string[]> {
  const without: string[] = [];
  for (const link of links) {
    const radio = hands.read(`/sys/class/net/${link}/phy80211/name`)?.trim();
    if (radio === undefined) continue;
    const { stdout } = await hands.run('iw', ['phy', radio, 'info']);
    const modes = /Supported interface modes:\n((?:\s+\* .*\n)+)/.exec(stdout)?.[1];
    if (modes !== undefined && !/^\s+\* AP$/m.test(modes)) without.push(link);
  }
  return without;
}

function tellsTime(hands: Hands): boolean {
  const lines = `${hands.read('/proc/net/udp') ?? ''}\n${hands.read('/proc/net/udp6') ?? ''}`.split('\n');
  return lines.some((line) => /^\s*\d+: 0+:([0-9A-F]{4}) /.exec(line)?.[1] === NTP_PORT);
}
