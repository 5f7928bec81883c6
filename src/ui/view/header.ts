import type { SafeText } from '../../language/safe-text.ts';
import type { CaptureFacts, Snapshot } from '../../model/snapshot.ts';
import { cellsOf, cutMiddle } from '../cells.ts';
import type { UiStatus } from '../feed.ts';
import { row, span, type Role, type Row, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import { SCREENS, type UiState } from '../state.ts';

/** A capture's name is not cut below this; it is left out instead. */
const NAME_CELLS_MIN = 8;

/** The first line: what is read and how far, how much was lost and how much could not be read. The last two are never left out. */
export function headerRow(state: UiState, show: Show, width: number): Row {
  const { snapshot, status } = state;
  const lost = lostParts(snapshot, show);
  const progress = progressParts(status, show);
  const state_ = stateText(state, show);
  const fixed = [span('Mouchard ' as SafeText, 'title'), span(`${state_.text} ` as SafeText, state_.role)];
  const cells = (parts: readonly Span[]): number => parts.reduce((sum, { text }) => sum + cellsOf(text) + 2, 0);
  let shown = [...progress, ...lost];
  let name: readonly Span[] = [];
  const taken = fixed.reduce((sum, { text }) => sum + cellsOf(text), 0);
  for (let kept = progress.length; kept >= 0 && taken + cells(shown) > width; kept -= 1) shown = [...progress.slice(0, kept), ...lost];
  const left = width - taken - cells(shown);
  if (left >= NAME_CELLS_MIN)
    name = [span(`${cutMiddle(captureName(snapshot.captures, show), left - 1, show.glyphs.ellipsis)} ` as SafeText)];
  return row(...fixed, ...name, ...shown.flatMap((part) => [span(' ' as SafeText), part, span(' ' as SafeText)]));
}

/** The screens and their keys; the one that is shown is in brackets. */
export function tabsRow(state: UiState, show: Show, width: number): Row {
  const tabs = (short: boolean): readonly Span[] =>
    SCREENS.map((screen, i) => {
      const current = screen === state.screen;
      const name = show.say(short ? `ui.screen-short.${screen}` : `ui.screen.${screen}`);
      return span((current ? `[${i + 1} ${name}]` : ` ${i + 1} ${name} `) as SafeText, current ? 'title' : 'plain');
    });
  const cells = (spans: readonly Span[]): number => spans.reduce((sum, { text }) => sum + cellsOf(text), 0);
  const long = tabs(false);
  return row(...(cells(long) <= width ? long : tabs(true)));
}

/** A line across the screen. */
export function ruleRow(show: Show, width: number): Row {
  return row(span(show.glyphs.rule.repeat(Math.max(0, width)) as SafeText, 'dim'));
}

export function stateText(
  { frozen, status }: UiState,
  { glyphs, say, foreign, share }: Show,
): { readonly text: SafeText; readonly role: Role } {
  if (frozen) return { text: `${glyphs.paused} ${say('ui.state.frozen')}` as SafeText, role: 'warning' };
  if (status.paused !== undefined) return { text: `${glyphs.paused} ${foreign(status.paused)}` as SafeText, role: 'warning' };
  if (status.done) return { text: `${glyphs.done} ${say('ui.state.done')}` as SafeText, role: 'plain' };
  const how = status.octetsTotal === null ? say('ui.state.reading') : share(status.octetsRead, status.octetsTotal);
  return { text: `${glyphs.reading} ${how}` as SafeText, role: 'plain' };
}

/** What must never be out of sight: losses and what could not be read. */
export function lostParts({ coverage, captures }: Snapshot, { say, share }: Show): readonly Span[] {
  const { kernelDrops, payloadOctets, readableOctets, limits } = coverage;
  const parts: Span[] = [];
  if (kernelDrops === null) parts.push(span(say('ui.header.drops-unknown'), 'dim'));
  else parts.push(span(say('ui.header.drops', { count: kernelDrops }), kernelDrops > 0 ? 'warning' : 'plain'));
  if (payloadOctets > 0) parts.push(span(say('ui.header.unread', { share: share(payloadOctets - readableOctets, payloadOctets) })));
  if (captures.some(({ damage }) => damage !== null)) parts.push(span(say('ui.header.damaged'), 'warning'));
  if (limits.some(({ incomplete }) => incomplete)) parts.push(span(say('ui.header.incomplete'), 'warning'));
  return parts;
}

/** The least telling last: it is left out first. */
function progressParts({ frames, framesPerSecond, done }: UiStatus, { say }: Show): readonly Span[] {
  const parts = [span(say('ui.header.packets', { count: frames }))];
  if (!done && framesPerSecond > 0) parts.push(span(say('ui.header.rate', { count: Math.round(framesPerSecond) }), 'dim'));
  return parts;
}

function captureName(captures: readonly CaptureFacts[], show: Show): SafeText {
  const last = captures.at(-1);
  if (last === undefined) return '' as SafeText;
  const name = show.foreign(last.name.slice(last.name.lastIndexOf('/') + 1));
  return captures.length === 1 ? name : show.say('ui.header.captures', { count: captures.length });
}
