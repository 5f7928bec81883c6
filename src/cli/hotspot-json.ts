import type { Plan } from '../machine/hotspot/plan.ts';
import type { HotspotSettings } from '../machine/hotspot/settings.ts';
import type { HotspotStatus } from '../machine/hotspot/status.ts';
import { shownUndo, type Step } from '../machine/hotspot/step.ts';

/** The hotspot as it is, for scripts. `state` is `down` where there is none. */
export function statusInJson(status: HotspotStatus | null): Readonly<Record<string, unknown>> {
  if (status === null) return { state: 'down', since: null, settings: null, lacking: [], clients: [], held_back: {}, undo: [] };
  const { state, record, lacking, clients, heldBack, undo } = status;
  return {
    state,
    since: record.head.since,
    settings: settingsInJson(record.head.settings),
    lacking,
    clients: clients.map(({ mac, addresses, hostname, present, signal }) => ({ mac, addresses, hostname, present, signal })),
    held_back: heldBack,
    undo: undo.map(shownUndo),
  };
}

/** What would be done, for scripts: commands as lists of arguments. */
export function planInJson({ settings, steps, notices }: Plan): Readonly<Record<string, unknown>> {
  return {
    settings: settingsInJson(settings),
    notices: notices.map(({ code, parameters }) => ({ code, parameters })),
    steps: steps.map(stepInJson),
  };
}

function settingsInJson({ link, member, wireless, range, prefix, upstream, dns, time, lanAllowed }: HotspotSettings): unknown {
  return {
    interface: link,
    member,
    ssid: wireless?.ssid ?? null,
    passphrase: wireless?.passphrase ?? null,
    band: wireless?.band ?? null,
    channel: wireless?.channel ?? null,
    country: wireless?.country ?? null,
    backend: wireless?.backend ?? null,
    isolated: wireless?.isolated ?? null,
    range: range.network,
    address: range.router,
    ipv6: prefix,
    upstream,
    dns: dns ?? range.router,
    ntp: time.from === 'nowhere' ? null : time.from === 'address' ? time.address : range.router,
    lan_allowed: lanAllowed,
  };
}

function stepInJson({ id, action, undo }: Step): unknown {
  const shown = {
    step: id,
    command: action.do === 'run' || action.do === 'start' ? action.command : null,
    path: action.do === 'write' || action.do === 'set' ? action.path : null,
    contents: action.do === 'write' ? action.contents : action.do === 'set' ? action.value : null,
  };
  return { ...shown, undo: undo.map(shownUndo) };
}
