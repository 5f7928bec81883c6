import { isWireless } from './wireless.ts';
import type { Machine } from './machine.ts';
import { verdict, type Verdict } from './verdict.ts';

const FOLDER = '/sys/class/net';
const LOOPBACK = 'lo';

/** What an interface seems to be for. */
export type Role = 'upstream' | 'wireless' | 'bridge' | 'wired' | 'virtual';

/** One network interface as the system describes it. */
export interface Interface {
  readonly name: string;
  readonly up: boolean;
  readonly role: Role;
  readonly addresses: readonly string[];
}

/** Every interface except the loopback, in the order of their names. */
export function interfacesOf(machine: Machine): readonly Interface[] {
  const addresses = machine.addresses();
  const upstream = defaultRoute(machine);
  return machine
    .list(FOLDER)
    .filter((name) => name !== LOOPBACK)
    .sort()
    .map((name) => ({
      name,
      up: machine.read(`${FOLDER}/${name}/operstate`)?.trim() === 'up',
      role: roleOf(machine, name, upstream),
      addresses: addresses[name] ?? [],
    }));
}

function roleOf(machine: Machine, name: string, upstream: string | null): Role {
  if (name === upstream) return 'upstream';
  if (isWireless(machine, name)) return 'wireless';
  if (machine.list(`${FOLDER}/${name}/bridge`).length > 0) return 'bridge';
  return machine.link(`${FOLDER}/${name}/device`) === null ? 'virtual' : 'wired';
}

/** The interface of the IPv4 default route, or else of the IPv6 one (proc(5), /proc/net/route and ipv6_route). */
export function defaultRoute({ read }: Machine): string | null {
  for (const line of (read('/proc/net/route') ?? '').split('\n').slice(1)) {
    const [name, destination, , , , , , mask] = line.trim().split(/\s+/);
    if (destination === '00000000' && mask === '00000000') return name!;
  }
  for (const line of (read('/proc/net/ipv6_route') ?? '').split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (/^0{32}$/.test(fields[0] ?? '') && fields[1] === '00' && fields[9] !== LOOPBACK) return fields[9] ?? null;
  }
  return null;
}

/** What there is to capture on. */
export function checkInterfaces(machine: Machine): Verdict {
  const found = interfacesOf(machine);
  const facts = {
    interfaces: found.map(({ name, addresses }) => [name, ...addresses].join(' ')),
    roles: found.map(({ name, role, up }) => `${name} ${role} ${up ? 'up' : 'down'}`),
    upstream: defaultRoute(machine) ?? '-',
    count: found.length,
  };
  if (found.length === 0) return verdict('interfaces', 'capture', { level: 'problem', state: 'none', facts });
  const anyUp = found.some(({ up }) => up);
  return verdict('interfaces', 'capture', { level: anyUp ? 'ok' : 'warning', state: anyUp ? 'ok' : 'down', facts });
}
