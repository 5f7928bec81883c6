import { firstOf } from './address-range.ts';
import type { HotspotSettings } from './settings.ts';

const LEASE = '1h';

/** The files that dnsmasq writes. */
export interface DnsmasqFiles {
  readonly leases: string;
  readonly log: string;
}

/**
 * The configuration of dnsmasq (dnsmasq(8)): addresses, names and, with IPv6, router advertisements, on this one interface.
 * Nothing of this machine's own configuration is taken over: neither its names (`/etc/hosts`) nor its dnsmasq files.
 */
export function dnsmasqConfig(settings: HotspotSettings, files: DnsmasqFiles): string {
  const { link, range, dns, prefix } = settings;
  const lines = [
    `interface=${link}`,
    'except-interface=lo',
    // Listens on the addresses of this interface only, also on one that is still being checked for duplicates.
    'bind-dynamic',
    'no-hosts',
    'pid-file',
    `dhcp-leasefile=${files.leases}`,
    `log-facility=${files.log}`,
    'dhcp-authoritative',
    `dhcp-range=${range.first},${range.last},${netmask(range.prefixLength)},${LEASE}`,
    `dhcp-option=option:router,${range.router}`,
    `dhcp-option=option:dns-server,${dns ?? range.router}`,
    // A resolver that was named is not ours: then there is none here.
    ...(dns === null ? [] : ['port=0']),
    ...timeLines(settings),
    ...(prefix === null ? [] : advertisedLines(settings, prefix)),
  ];
  return `${lines.join('\n')}\n`;
}

function timeLines({ time, range }: HotspotSettings): string[] {
  if (time.from === 'nowhere') return [];
  return [`dhcp-option=option:ntp-server,${time.from === 'address' ? time.address : range.router}`];
}

/** Devices make their own addresses (RFC 4862); the resolver comes with the advertisement (RFC 8106) and by DHCPv6 without state. */
function advertisedLines({ dns }: HotspotSettings, prefix: string): string[] {
  const base = prefix.split('/')[0]!;
  const lines = ['enable-ra', `dhcp-range=${base},ra-stateless,64,${LEASE}`];
  return dns === null ? [...lines, `dhcp-option=option6:dns-server,[${firstOf(prefix)}]`] : lines;
}

function netmask(length: number): string {
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  return `${mask >>> 24}.${(mask >>> 16) & 255}.${(mask >>> 8) & 255}.${mask & 255}`;
}
