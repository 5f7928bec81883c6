import { canonicalNetwork } from './address-range.ts';
import { readJson, type Hands } from './hands.ts';

/** A network interface as it is now. */
export interface Link {
  readonly name: string;
  readonly up: boolean;
  readonly kind: 'ethernet' | 'wireless' | 'bridge' | 'loopback' | 'other';
  /** The bridge that it is a port of. */
  readonly master: string | null;
  /** With prefix lengths, without link-local ones: `192.0.2.1/24`. */
  readonly addresses: readonly string[];
}

/** A network that this machine is in, and by which interface. */
export interface ConnectedNetwork {
  readonly network: string;
  readonly link: string;
}

/** An address of an anycast service of each family: only asked for the way to it; nothing is sent. */
const SOMEWHERE = { 4: '1.1.1.1', 6: '2620:fe::fe' } as const;

/** The interfaces of this machine; null where `ip` cannot tell. */
export async function surveyLinks(hands: Hands): Promise<readonly Link[] | null> {
  const { stdout } = await hands.run('ip', ['-j', '-d', 'address', 'show']);
  const found = readJson(stdout);
  if (!Array.isArray(found)) return null;
  return (found as RawLink[]).filter(({ ifname }) => typeof ifname === 'string').map((raw) => linkOf(raw, hands));
}

/** Networks of both families that this machine is in, by its routes without a gateway and its addresses. */
export async function surveyNetworks(hands: Hands, links: readonly Link[]): Promise<readonly ConnectedNetwork[]> {
  const found: ConnectedNetwork[] = links.flatMap(({ name, kind, addresses }) =>
    kind === 'loopback' ? [] : addresses.flatMap((address) => connected(address, name)),
  );
  for (const family of ['-4', '-6']) {
    const routes = readJson((await hands.run('ip', ['-j', family, 'route', 'show', 'table', 'main'])).stdout);
    if (!Array.isArray(routes)) continue;
    for (const { dst, dev, gateway, via } of routes as RawRoute[]) {
      const near = gateway === undefined && via === undefined && typeof dst === 'string' && dst !== 'default';
      if (near && typeof dev === 'string')
        found.push(...connected(dst.includes('/') ? dst : `${dst}/${dst.includes(':') ? 128 : 32}`, dev));
    }
  }
  return found;
}

/** The interface by which the Internet is reached, or null. Heeds all routing tables, so that a VPN is found. */
export async function surveyUpstream(hands: Hands, family: 4 | 6): Promise<string | null> {
  const { status, stdout } = await hands.run('ip', ['-j', `-${family}`, 'route', 'get', SOMEWHERE[family]]);
  const routes = status === 0 ? readJson(stdout) : null;
  const dev = Array.isArray(routes) ? (routes as RawRoute[])[0]?.dev : null;
  return typeof dev === 'string' && dev !== 'lo' ? dev : null;
}

interface RawLink {
  readonly ifname?: unknown;
  readonly flags?: unknown;
  readonly link_type?: unknown;
  readonly master?: unknown;
  readonly linkinfo?: { readonly info_kind?: unknown };
  readonly addr_info?: readonly { readonly local?: unknown; readonly prefixlen?: unknown; readonly scope?: unknown }[];
}

interface RawRoute {
  readonly dst?: unknown;
  readonly dev?: unknown;
  readonly gateway?: unknown;
  readonly via?: unknown;
}

function linkOf(raw: RawLink, hands: Hands): Link {
  const name = String(raw.ifname);
  return {
    name,
    up: Array.isArray(raw.flags) && raw.flags.includes('UP'),
    kind: kindOf(raw, hands),
    master: typeof raw.master === 'string' ? raw.master : null,
    addresses: (raw.addr_info ?? [])
      .filter(({ scope }) => scope !== 'link')
      .map(({ local, prefixlen }) => `${String(local)}/${String(prefixlen)}`),
  };
}

function kindOf({ ifname, link_type, linkinfo }: RawLink, hands: Hands): Link['kind'] {
  if (link_type === 'loopback') return 'loopback';
  const about = hands.list(`/sys/class/net/${String(ifname)}`);
  if (about.includes('phy80211') || about.includes('wireless')) return 'wireless';
  if (linkinfo?.info_kind === 'bridge') return 'bridge';
  return link_type === 'ether' ? 'ethernet' : 'other';
}

function connected(text: string, link: string): ConnectedNetwork[] {
  const network = canonicalNetwork(text);
  return network === null || network.startsWith('fe80:') || network.startsWith('ff00:') ? [] : [{ network, link }];
}
