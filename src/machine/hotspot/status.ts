import { readJson, type Hands } from './hands.ts';
import type { JournalRecord } from './journal.ts';
import { surveyLinks } from './links.ts';
import { placesIn } from './places.ts';
import { bootId, processesOf } from './processes.ts';
import { FILTER_TABLE } from './filter-rules.ts';
import type { Undo } from './step.ts';

/** A device in the network of the hotspot. */
export interface Client {
  readonly mac: string;
  readonly addresses: readonly string[];
  /** As the device told it. */
  readonly hostname: string | null;
  /** It has said something of late: in the neighbour table, or as a station of the radio. */
  readonly present: boolean;
  /** dBm; null for one that is not at our radio. */
  readonly signal: number | null;
}

/** Packets that the filter held back, by why. */
export type HeldBack = Readonly<Record<string, number>>;

/** What there is of a hotspot now. */
export interface HotspotStatus {
  /** `partly`: switched on not to its end, or something of it has gone since; `restarted`: the machine was. */
  readonly state: 'up' | 'partly' | 'restarted';
  readonly record: JournalRecord;
  /** What should be there and is not: interface, filter, dnsmasq, hostapd, time. */
  readonly lacking: readonly Lack[];
  readonly clients: readonly Client[];
  readonly heldBack: HeldBack;
  /** What `down` would undo. */
  readonly undo: readonly Undo[];
}

export const LACKS = ['interface', 'filter', 'dnsmasq', 'hostapd', 'time'] as const;
export type Lack = (typeof LACKS)[number];

/** Looks what there is of the hotspot of a journal. */
export async function hotspotStatus(hands: Hands, folder: string, record: JournalRecord): Promise<HotspotStatus> {
  const sameStart = record.head.boot === bootId(hands);
  const undo = [...record.steps].reverse().flatMap((step) => step.undo.filter(({ lasts }) => sameStart || lasts === true));
  if (!sameStart) return { state: 'restarted', record, lacking: [], clients: [], heldBack: {}, undo };
  const { link, wireless } = record.head.settings;
  const [links, filter, neighbours, stations] = await Promise.all([
    surveyLinks(hands),
    hands.run('nft', ['-j', 'list', 'table', 'inet', FILTER_TABLE]),
    hands.run('ip', ['-j', 'neighbour', 'show', 'dev', link]),
    wireless === null ? null : hands.run('iw', ['dev', record.head.settings.member ?? link, 'station', 'dump']),
  ]);
  const lacking = lacksOf(hands, folder, record, links?.some(({ name, up }) => name === link && up) ?? false, filter.status === 0);
  return {
    state: record.complete && lacking.length === 0 ? 'up' : 'partly',
    record,
    lacking,
    clients: clientsOf(hands.read(placesIn(folder).leases) ?? '', readJson(neighbours.stdout), readStations(stations?.stdout ?? '')),
    heldBack: heldBack(readJson(filter.stdout)),
    undo,
  };
}

function lacksOf(hands: Hands, folder: string, { head, steps }: JournalRecord, linkUp: boolean, filtered: boolean): Lack[] {
  const running = processesOf(hands, head.token);
  const runs = (mark: string): boolean => running.some(({ command }) => command.some((word) => word.includes(mark)));
  const places = placesIn(folder);
  const planned = new Set(steps.map(({ step }) => step));
  const hostapd = head.settings.wireless?.backend === 'hostapd';
  return LACKS.filter((lack) => {
    switch (lack) {
      case 'interface':
        return !linkUp;
      case 'filter':
        return !filtered;
      case 'dnsmasq':
        return !runs(places.dnsmasq);
      case 'hostapd':
        return hostapd && !runs(places.hostapd);
      case 'time':
        return head.settings.time.from === 'own' && !(planned.has('start-time') && runs('serve-time'));
    }
  });
}

/** What `iw` says of one station. */
interface Station {
  readonly mac: string;
  readonly signal: number | null;
}

/** Reads `iw dev IF station dump`. */
export function readStations(text: string): Station[] {
  return text
    .split(/^Station /m)
    .slice(1)
    .map((section) => ({
      mac: section.slice(0, 17).toLowerCase(),
      signal: Number(/^\s*signal:\s*(-\d+)/m.exec(section)?.[1] ?? Number.NaN),
    }))
    .filter(({ mac }) => /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac))
    .map(({ mac, signal }) => ({ mac, signal: Number.isNaN(signal) ? null : signal }));
}

interface Neighbour {
  readonly dst?: unknown;
  readonly lladdr?: unknown;
  readonly state?: readonly unknown[];
}

/** Devices by MAC, from dnsmasq's leases (time, MAC, address, name, client id), the neighbour table and the radio's stations. */
function clientsOf(leases: string, neighbours: unknown, stations: readonly Station[]): Client[] {
  const clients = new Map<string, { addresses: Set<string>; hostname: string | null; present: boolean; signal: number | null }>();
  const clientAt = (mac: string) => {
    const found = clients.get(mac) ?? { addresses: new Set<string>(), hostname: null, present: false, signal: null };
    clients.set(mac, found);
    return found;
  };
  for (const line of leases.split('\n')) {
    const [, mac = '', address = '', hostname = '*'] = line.split(' ');
    if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac)) continue;
    const client = clientAt(mac);
    client.addresses.add(address);
    client.hostname = hostname === '*' ? null : hostname;
  }
  for (const { dst, lladdr, state } of Array.isArray(neighbours) ? (neighbours as Neighbour[]) : []) {
    if (typeof dst !== 'string' || typeof lladdr !== 'string' || state?.includes('FAILED') === true) continue;
    const client = clientAt(lladdr);
    client.addresses.add(dst);
    client.present ||= state?.includes('REACHABLE') === true || state?.includes('DELAY') === true || state?.includes('STALE') === true;
  }
  for (const { mac, signal } of stations) Object.assign(clientAt(mac), { present: true, signal });
  return [...clients]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mac, { addresses, ...rest }]) => ({ mac, addresses: [...addresses].sort(), ...rest }));
}

interface Rule {
  readonly comment?: string;
  readonly expr?: readonly { readonly counter?: { readonly packets?: number } }[];
}

/** The counters of our rules, by their comments. */
function heldBack(found: unknown): HeldBack {
  const list = (found as { nftables?: unknown } | null)?.nftables;
  const counts: Record<string, number> = {};
  for (const { rule } of Array.isArray(list) ? (list as { rule?: Rule }[]) : []) {
    const packets = rule?.expr?.find(({ counter }) => counter !== undefined)?.counter?.packets;
    if (rule?.comment !== undefined && packets !== undefined) counts[rule.comment] = (counts[rule.comment] ?? 0) + packets;
  }
  return counts;
}
