import type { SafeText } from '../../language/safe-text.ts';
import type { CaptureFacts, Snapshot } from '../../model/snapshot.ts';
import { cellsOf, cutEnd, cutMiddle } from '../cells.ts';
import { isLive, type UiStatus } from '../feed.ts';
import { keyLabel } from '../key-labels.ts';
import type { Target } from '../reduce.ts';
import { row, span, type Role, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { SCREENS, type UiState } from '../state.ts';

/** A capture's name is not cut below this; it is left out instead. */
const NAME_CELLS_MIN = 8;
const PHASE_CELLS = 16;

/** The first line: what is read and how far, how much was lost and how much could not be read. The last two are never left out. */
export function headerRow(state: UiState, show: Show, width: number): Row {
  const { snapshot, status } = state;
  const lost = lostParts(snapshot, status, show);
  const hidden = state.hides ? [span(show.say('ui.header.hidden'), 'warning' as const)] : [];
  const progress = [...hidden, ...progressParts(status, show)];
  const state_ = stateText(state, show);
  const fixed = [span('Mouchard ' as SafeText, 'title'), span(`${state_.text} ` as SafeText, state_.role)];
  const cells = (parts: readonly Span[]): number => parts.reduce((sum, { text }) => sum + cellsOf(text) + 2, 0);
  let shown = [...progress, ...lost];
  let name: readonly Span[] = [];
  const taken = fixed.reduce((sum, { text }) => sum + cellsOf(text), 0);
  for (let kept = progress.length; kept >= 0 && taken + cells(shown) > width; kept -= 1) shown = [...progress.slice(0, kept), ...lost];
  const left = width - taken - cells(shown);
  if (left >= NAME_CELLS_MIN) name = [span(`${cutMiddle(sourceName(state, show), left - 1, show.glyphs.ellipsis)} ` as SafeText)];
  return row(...fixed, ...name, ...shown.flatMap((part) => [span(' ' as SafeText), part, span(' ' as SafeText)]));
}

/** The screens and their keys; the one that is shown is in brackets. */
export function tabsRow(state: UiState, show: Show, width: number): Row {
  return row(...tabSpans(state, show, width));
}

/** Where the names of the screens can be clicked. */
export function tabTargets(state: UiState, show: Show, width: number, line: number): readonly Target[] {
  let from = 0;
  return tabSpans(state, show, width).map(({ text }, i) => {
    const target = { line, from, to: from + cellsOf(text), does: { action: SCREENS[i]! } };
    from = target.to;
    return target;
  });
}

function tabSpans({ screen: current, keys }: UiState, show: Show, width: number): readonly Span[] {
  const tabs = (short: boolean): readonly Span[] =>
    SCREENS.map((screen) => {
      const digit = keys.keysOf(screen).find((name) => /^[0-9]$/.test(name)) ?? keys.keysOf(screen)[0];
      const key = digit === undefined ? '' : `${keyLabel(digit, show)} `;
      const name = show.say(short ? `ui.screen-short.${screen}` : `ui.screen.${screen}`);
      return span((screen === current ? `[${key}${name}]` : ` ${key}${name} `) as SafeText, screen === current ? 'title' : 'plain');
    });
  const cells = (spans: readonly Span[]): number => spans.reduce((sum, { text }) => sum + cellsOf(text), 0);
  const long = tabs(false);
  return cells(long) <= width ? long : tabs(true);
}

/** A line across the screen. */
export function ruleRow(show: Show, width: number): Row {
  return row(span(show.glyphs.rule.repeat(Math.max(0, width)) as SafeText, 'dim'));
}

/** How the session goes, in a word or two. */
export function stateText({ frozen, status }: UiState, show: Show): { readonly text: SafeText; readonly role: Role } {
  const { glyphs, say, foreign } = show;
  const heard = status.heardMs === undefined ? null : { at: show.clock(status.heardMs * 1e3) };
  const warn = (text: SafeText) => ({ text: `! ${text}` as SafeText, role: 'warning' as const });
  if (status.state === 'lost') return warn(heard === null ? say('ui.state.lost') : say('ui.state.lost-at', heard));
  if (status.state === 'failed') return warn(say('ui.state.failed'));
  if (heard !== null) return warn(say('ui.state.silent', heard));
  if (frozen) return { text: `${glyphs.paused} ${say('ui.state.frozen')}` as SafeText, role: 'warning' };
  if (status.paused !== undefined) return { text: `${glyphs.paused} ${foreign(status.paused)}` as SafeText, role: 'warning' };
  if (status.done) return { text: `${glyphs.done} ${say('ui.state.done')}` as SafeText, role: 'plain' };
  return { text: `${glyphs.reading} ${runningText(status, show)}` as SafeText, role: 'plain' };
}

function runningText(status: UiStatus, { say, share }: Show): SafeText {
  if (status.state === 'starting' || status.state === 'stopping') return say(`ui.state.${status.state}`);
  if (isLive(status)) return say('ui.state.live');
  return status.octetsTotal === null ? say('ui.state.reading') : share(status.octetsRead, status.octetsTotal);
}

/** How far analysis may lag before it is said: a burst that is worked off at once is no news. */
const BEHIND_MICROS = 1_000_000;

/** True where the analysis does not keep up with what is captured. */
export function isBehind({ behindMicros }: UiStatus): boolean {
  return (behindMicros ?? 0) >= BEHIND_MICROS;
}

/** What must never be out of sight: losses and what could not be read. */
export function lostParts({ coverage, captures }: Snapshot, status: UiStatus, show: Show): readonly Span[] {
  const { say, share } = show;
  const { payloadOctets, readableOctets, limits } = coverage;
  const drops = status.kernelDrops ?? coverage.kernelDrops;
  const parts: Span[] = [];
  if (drops === null) parts.push(span(say('ui.header.drops-unknown'), 'dim'));
  else parts.push(span(say('ui.header.drops', { count: drops }), drops > 0 ? 'warning' : 'plain'));
  if (isBehind(status)) parts.push(span(say('ui.header.behind', { duration: show.duration(status.behindMicros ?? 0) }), 'warning'));
  if ((status.recording?.problem ?? status.storeProblem ?? null) !== null) parts.push(span(say('ui.header.not-kept'), 'warning'));
  if (payloadOctets > 0) parts.push(span(say('ui.header.unread', { share: share(payloadOctets - readableOctets, payloadOctets) })));
  if (captures.some(({ damage }) => damage !== null)) parts.push(span(say('ui.header.damaged'), 'warning'));
  if (limits.some(({ incomplete }) => incomplete)) parts.push(span(say('ui.header.incomplete'), 'warning'));
  return parts;
}

/** The least telling last: it is left out first. */
function progressParts({ frames, framesPerSecond, done, recording, phase, heardMs }: UiStatus, show: Show): readonly Span[] {
  const { say, glyphs } = show;
  const parts: Span[] = [];
  if (typeof phase === 'string')
    parts.push(span(`${glyphs.into} ${cutEnd(show.foreign(phase), PHASE_CELLS, glyphs.ellipsis)}` as SafeText, 'title'));
  if (recording !== undefined && recording !== null && recording.problem === null && !done) parts.push(span(say('ui.header.recording')));
  parts.push(span(say('ui.header.packets', { count: frames })));
  if (!done && heardMs === undefined && framesPerSecond > 0)
    parts.push(span(say('ui.header.rate', { count: Math.round(framesPerSecond) }), 'dim'));
  return parts;
}

/** The interfaces of a live capture, else the file, without its folders. */
export function sourceName({ status, snapshot }: Pick<UiState, 'status' | 'snapshot'>, show: Show): SafeText {
  const { name } = status;
  return name === undefined || name === '' ? filesText(snapshot.captures, show) : show.foreign(name.slice(name.lastIndexOf('/') + 1));
}

function filesText(captures: readonly CaptureFacts[], show: Show): SafeText {
  const last = captures.at(-1);
  if (last === undefined) return '' as SafeText;
  const name = show.foreign(last.name.slice(last.name.lastIndexOf('/') + 1));
  return captures.length === 1 ? name : show.say('ui.header.captures', { count: captures.length });
}
