import type { HotspotSettings } from './settings.ts';
import type { RestoreValue, Step } from './step.ts';

type Read = (path: string) => string | null;

const IPV4 = '/proc/sys/net/ipv4/conf';
const IPV6 = '/proc/sys/net/ipv6/conf';

/**
 * Forwarding. For IPv4 it is switched on for the two interfaces alone: the machine becomes no router between its others.
 * For IPv6 there is but one switch for all (the filter keeps the others apart), and an interface that forwards takes no router
 * advertisements any more unless told to: without that, the machine would lose its own way to the Internet. `names`: all interfaces.
 */
export function forwardingSteps(settings: HotspotSettings, names: readonly string[], read: Read): Step[] {
  const { link, upstream, prefix } = settings;
  const steps = [link, ...(upstream === null ? [] : [upstream])].flatMap((name) => set(`${IPV4}/${name}/forwarding`, '1', read));
  if (prefix === null) return steps;
  if (upstream !== null && read(`${IPV6}/${upstream}/accept_ra`) === '1') steps.push(...set(`${IPV6}/${upstream}/accept_ra`, '2', read));
  return [...steps, ...set(`${IPV6}/all/forwarding`, '1', read, forwardingAlong(names, read))];
}

/** A bridge of ours on which this machine does without IPv6. The value goes with the bridge. */
export function silentBridge(link: string, read: Read): Step[] {
  const path = `${IPV6}/${link}/disable_ipv6`;
  if (read(`${IPV6}/all/disable_ipv6`) === null) return [];
  return [{ id: 'set-value', parameters: { path, value: '1' }, action: { do: 'set', path, value: '1' }, undo: [] }];
}

/** Switching IPv6 forwarding off again switches it off for each interface, also for one that had it on. */
function forwardingAlong(names: readonly string[], read: Read): RestoreValue['along'] {
  return ['default', ...names].flatMap((name) => {
    const path = `${IPV6}/${name}/forwarding`;
    const before = read(path);
    return before === null || before === '0' ? [] : [{ path, before }];
  });
}

/** No step where the value is what it should be. One that does not exist yet comes, and goes, with an interface of ours. */
function set(path: string, value: string, read: Read, along: RestoreValue['along'] = []): Step[] {
  const before = read(path);
  if (before === value) return [];
  const undo = before === null ? [] : [{ undo: 'restore' as const, path, ours: value, before, along }];
  return [{ id: 'set-value', parameters: { path, value }, action: { do: 'set', path, value }, undo }];
}
