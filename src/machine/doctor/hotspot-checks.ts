import { interfacesOf } from './interface-check.ts';
import type { Machine } from './machine.ts';
import { verdict, type Verdict } from './verdict.ts';

/** Programs that a hotspot needs where NetworkManager does not make it, and the Debian package of each. */
const TOOLS: readonly (readonly [string, string])[] = [
  ['hostapd', 'hostapd'],
  ['dnsmasq', 'dnsmasq-base'],
  ['nft', 'nftables'],
  ['ip', 'iproute2'],
];

/** What makes the access point: NetworkManager where it runs, else hostapd with dnsmasq. */
export async function checkBackend(machine: Machine): Promise<Verdict> {
  const manager = await machine.run('nmcli', ['-t', '-f', 'RUNNING', 'general']);
  const filter = await machine.run('nft', ['--version']);
  if (!manager.missing && manager.stdout.trim() === 'running') {
    if (filter.missing) return verdict('backend', 'hotspot', { level: 'problem', state: 'no-filter', mend: ['sudo apt install nftables'] });
    return verdict('backend', 'hotspot', { level: 'ok', state: 'network-manager' });
  }
  const missing: string[] = [];
  for (const [program, debian] of TOOLS) if ((await machine.run(program, ['--version'])).missing) missing.push(debian);
  if (missing.length === 0) return verdict('backend', 'hotspot', { level: 'ok', state: 'hostapd' });
  return verdict('backend', 'hotspot', {
    level: 'problem',
    state: 'missing',
    facts: { missing },
    mend: [`sudo apt install ${missing.join(' ')}`],
  });
}

/** Whether the kernel passes packets on. The hotspot switches it on and back, so that it is off is no fault. */
export function checkForwarding({ read }: Machine): Verdict {
  const v4 = read('/proc/sys/net/ipv4/ip_forward')?.trim() ?? null;
  const v6 = read('/proc/sys/net/ipv6/conf/all/forwarding')?.trim() ?? null;
  const facts = { ipv4: v4 === '1', ipv6: v6 === '1' };
  if (v4 === null) return verdict('forwarding', 'hotspot', { level: 'unknown', state: 'unknown', facts });
  return verdict('forwarding', 'hotspot', { level: 'ok', state: v4 === '1' ? 'on' : 'off', facts });
}

/**
 * Two interfaces in the same IPv4 network: what is sent to it leaves by one of them, and replies get lost. It happens when the
 * hotspot was given the address range of the network upstream.
 */
export function checkSubnets(machine: Machine): Verdict {
  const networks = interfacesOf(machine).flatMap(({ name, addresses }) =>
    addresses.filter((address) => address.includes('.')).map((address) => ({ name, ...readNetwork(address) })),
  );
  for (const [i, one] of networks.entries()) {
    const other = networks.slice(i + 1).find((candidate) => candidate.name !== one.name && overlap(one, candidate));
    if (other === undefined) continue;
    const facts = { one: one.name, other: other.name, network: one.text };
    return verdict('subnets', 'hotspot', { level: 'warning', state: 'clash', facts });
  }
  return verdict('subnets', 'hotspot', { level: 'ok', state: 'ok' });
}

interface Network {
  readonly text: string;
  readonly first: number;
  readonly size: number;
}

function readNetwork(address: string): Network {
  const [octets = '', prefix = '32'] = address.split('/');
  const value = octets.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(prefix));
  return { text: address, first: value - (value % size), size };
}

function overlap(one: Network, other: Network): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}
