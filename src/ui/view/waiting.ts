import type { SafeText } from '../../language/safe-text.ts';
import { catalogueOf } from '../catalogue.ts';
import { isLive } from '../feed.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';

/**
 * What is being waited for, where there is little to see yet: each situation in words of its own, so that nobody has to guess which it is.
 * Null where nothing is. Why a capture could not be started is said with what was not seen.
 */
export function waitingText(state: UiState, show: Show): SafeText | null {
  const { status } = state;
  const { say } = show;
  if (status.state === 'failed' || status.state === 'lost' || status.heardMs !== undefined) return null;
  if (status.state === 'starting') return say('ui.wait.starting');
  if (isLive(status)) return liveText(state, show);
  return status.done ? endText(state, show) : say('ui.empty.reading');
}

/** While frames may still come in. */
function liveText({ snapshot, status }: UiState, { say, foreign }: Show): SafeText | null {
  const { devices, coverage } = snapshot;
  const { excluded, destinationsOf } = catalogueOf(snapshot);
  const watched = devices.filter(({ gateway }) => !gateway);
  if (status.frames === 0) return say(`ui.wait.${status.link ?? 'silent'}`, { name: foreign(status.name ?? '') });
  if (coverage.framesRead > 0 && coverage.framesDecoded === 0) return say('ui.wait.undecoded');
  if (watched.length === 0) return say('ui.wait.no-device');
  if (watched.every(({ id }) => excluded.has(id))) return say('ui.wait.only-excluded');
  const spoken = watched.some(({ id }) => !excluded.has(id) && (destinationsOf.get(id) ?? []).some(({ scope }) => scope === 'internet'));
  return spoken ? null : say('ui.wait.local-only', { count: watched.length });
}

/** Of a capture that is read. */
function endText({ snapshot, status }: UiState, { say }: Show): SafeText | null {
  const { captures, coverage } = snapshot;
  if (captures.length > 0 && status.frames === 0) return say('ui.wait.empty');
  const unread = coverage.notDecoded.some(({ layer, reason }) => layer === 'link' && reason === 'unsupported');
  if (!unread || coverage.framesDecoded > 0) return null;
  return say('ui.wait.link', { links: [...new Set(captures.flatMap(({ linkTypes }) => linkTypes))].join(', ') });
}
