import { widestNetworks } from './address-range.ts';
import type { HotspotSettings } from './settings.ts';

/** The one table that is ours; no other is ever touched. */
export const FILTER_TABLE = 'mouchard';

/** Networks that are nobody's on the Internet: private, shared, link-local, loopback, groups, reserved (RFC 6890, RFC 4193, RFC 4291). */
const NOT_INTERNET_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const NOT_INTERNET_6 = ['::/128', '::1/128', 'fc00::/7', 'fe80::/10', 'ff00::/8'];

/** What the rules have to know of the machine beside the settings. */
export interface FilterFacts {
  /** Networks that this machine is in, of both families: the tester's own. */
  readonly networks: readonly string[];
  /** The machine forwarded IPv6 before: then what others forward is none of our business. */
  readonly forwardedBefore: boolean;
}

/**
 * The rules of the hotspot (nft(8)), as one file that replaces our table in one go. Devices reach the Internet and, on this machine,
 * DHCP, names and the time; nobody reaches them from outside.
 */
export function filterRules(settings: HotspotSettings, facts: FilterFacts): string {
  const { link } = settings;
  const chains = [
    chain('input', ['type filter hook input priority filter - 5; policy accept;', `iifname "${link}" jump from_devices_to_us`]),
    chain('from_devices_to_us', toUs(settings)),
    chain('forward', [
      'type filter hook forward priority filter - 5; policy accept;',
      // Where bridged frames pass here too (br_netfilter), devices still reach each other.
      `iifname "${link}" oifname "${link}" accept`,
      `iifname "${link}" jump from_devices`,
      `oifname "${link}" jump to_devices`,
      ...(settings.prefix === null || facts.forwardedBefore ? [] : strangersStay(link)),
    ]),
    chain('from_devices', fromDevices(settings, facts)),
    chain('to_devices', ['ct state established,related accept', 'counter drop comment "unasked"']),
    ...(settings.prefix === null ? [chain('output', silentIpv6(link))] : []),
    chain('postrouting', ['type nat hook postrouting priority srcnat; policy accept;', ...translations(settings)]),
  ];
  const name = `inet ${FILTER_TABLE}`;
  return [`table ${name}`, `delete table ${name}`, `table ${name} {`, chains.join('\n'), '}', ''].join('\n');
}

function chain(name: string, lines: readonly string[]): string {
  return [`\tchain ${name} {`, ...lines.map((line) => `\t\t${line}`), '\t}'].join('\n');
}

function toUs({ range, prefix, dns, time }: HotspotSettings): string[] {
  return [
    ...(prefix === null ? ['meta nfproto ipv6 counter drop comment "ipv6"'] : []),
    'ct state established,related accept',
    'udp dport 67 accept',
    `ip daddr ${range.router} icmp type echo-request accept`,
    ...(dns === null ? [`ip daddr ${range.router} meta l4proto { tcp, udp } th dport 53 accept`] : []),
    ...(time.from === 'machine' || time.from === 'own' ? [`ip daddr ${range.router} udp dport 123 accept`] : []),
    ...(prefix === null ? [] : toUs6(dns)),
    'counter drop comment "machine"',
  ];
}

/** No router advertisement and no redirect: this machine believes no device about the way to the Internet (RFC 4890, 4.3.3 and 4.4.3). */
function toUs6(dns: string | null): string[] {
  return [
    'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld-listener-report, mld2-listener-report, echo-request } accept',
    'meta nfproto ipv6 udp dport 547 accept',
    ...(dns === null ? ['meta nfproto ipv6 meta l4proto { tcp, udp } th dport 53 accept'] : []),
  ];
}

function fromDevices(settings: HotspotSettings, facts: FilterFacts): string[] {
  const { range, prefix, upstream, dns, time, lanAllowed } = settings;
  const own = lanAllowed ? [] : facts.networks;
  const closed4 = lanAllowed ? [] : widestNetworks([...NOT_INTERNET_4, ...own.filter((network) => !network.includes(':'))]);
  const closed6 = lanAllowed ? [] : widestNetworks([...NOT_INTERNET_6, ...own.filter((network) => network.includes(':'))]);
  return [
    ...(prefix === null ? ['meta nfproto ipv6 counter drop comment "ipv6"'] : [`ip6 saddr != ${prefix} counter drop comment "address"`]),
    `ip saddr != ${range.network} counter drop comment "address"`,
    'ct state established,related accept',
    ...(dns === null ? [] : [`ip daddr ${dns} meta l4proto { tcp, udp } th dport 53 accept`]),
    ...(time.from === 'address' ? [`ip daddr ${time.address} udp dport 123 accept`] : []),
    ...(closed4.length === 0 ? [] : [`ip daddr { ${closed4.join(', ')} } counter drop comment "lan"`]),
    ...(closed6.length === 0 || prefix === null ? [] : [`ip6 daddr { ${closed6.join(', ')} } counter drop comment "lan"`]),
    ...(lanAllowed ? ['accept'] : upstream === null ? [] : [`oifname "${upstream}" accept`]),
    'counter drop comment "elsewhere"',
  ];
}

/** IPv6 is forwarded for all interfaces or for none: those that did not before still do not. */
function strangersStay(link: string): string[] {
  return [`iifname != "${link}" oifname != "${link}" meta nfproto ipv6 counter drop comment "strangers"`];
}

/** IPv6 off means that this machine says nothing there either. */
function silentIpv6(link: string): string[] {
  return ['type filter hook output priority filter - 5; policy accept;', `oifname "${link}" meta nfproto ipv6 drop`];
}

function translations({ range, prefix, upstream, lanAllowed }: HotspotSettings): string[] {
  if (upstream === null && !lanAllowed) return [];
  const out = lanAllowed ? '' : ` oifname "${upstream!}"`;
  return [
    `ip saddr ${range.network} ip daddr != ${range.network}${out} masquerade`,
    ...(prefix === null ? [] : [`ip6 saddr ${prefix} ip6 daddr != ${prefix}${out} masquerade`]),
  ];
}
