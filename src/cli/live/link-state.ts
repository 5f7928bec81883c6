import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { SessionStatus } from '../../model/session-feed.ts';
import type { LinkState } from '../../ui/feed.ts';

/** Sources that listen on an interface of this machine. */
const LISTENING: readonly string[] = ['dumpcap', 'tcpdump', 'libpcap'];
/** States of a link over which nothing can come (Linux, Documentation/networking/operstates.rst). */
const WITHOUT_LINK: readonly string[] = ['down', 'lowerlayerdown', 'notpresent', 'dormant'];
/** Of names that the kernel takes: no path leads out of the folder of interfaces. */
const NAME = /^(?!\.{1,2}$)[^/\s,]{1,15}$/;

/**
 * Why nothing may have come in yet on the interface of a session, as far as this machine can tell; null where it cannot, and where something
 * has come in.
 */
export function linkState({ name, source, frames, done }: SessionStatus): LinkState | null {
  if (frames > 0 || done || !LISTENING.includes(source) || !NAME.test(name)) return null;
  const state = operationalState(name);
  if (state === null) return null;
  if (WITHOUT_LINK.includes(state)) return 'no-link';
  return networkInterfaces()[name] === undefined ? 'no-address' : null;
}

function operationalState(name: string): string | null {
  try {
    return readFileSync(`/sys/class/net/${name}/operstate`, 'utf8').trim();
  } catch {
    // Not Linux, or no such interface: nothing to be told.
    return null;
  }
}
