import { readFileSync } from 'node:fs';

/** IFF_UP of netdevice(7). */
const UP = 1;
/** The pseudo-interface of libpcap that is all interfaces at once. */
const ANY = 'any';
/** IFNAMSIZ without its zero octet; what else may be in a name is what the kernel forbids (dev_valid_name). */
const NAME = /^[^/\s:]{1,15}$/;

export type InterfaceState = 'up' | 'down' | 'missing';

/** What the kernel says about a network interface. */
export function interfaceState(name: string): InterfaceState {
  if (name === ANY) return 'up';
  if (!NAME.test(name) || name === '.' || name === '..') return 'missing';
  try {
    const flags = Number(readFileSync(`/sys/class/net/${name}/flags`, 'latin1'));
    return (flags & UP) !== 0 ? 'up' : 'down';
  } catch {
    return 'missing';
  }
}
