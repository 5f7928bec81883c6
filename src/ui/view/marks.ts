import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import { bestClaim, type Device } from '../../model/device.ts';
import { SEVERITIES, type Finding, type Severity } from '../../model/finding.ts';
import { isExpired } from '../../model/review.ts';
import { addressOfId, catalogueOf, type SeverityCounts } from '../catalogue.ts';
import { cellsOf } from '../cells.ts';
import { join, span, type Span } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';

const WORST_FIRST = [...SEVERITIES].reverse();

/** Shape and letter of a severity, such as `▲ H`, in its colour. */
export function severityMark({ glyphs, say }: Show, severity: Severity): Span {
  return span(`${glyphs.severity[severity]} ${say(`severity.letter.${severity}`)}` as SafeText, severity);
}

/**
 * How many findings of each severity: `▲2 ◆4`. Empty where there are none; in the colour of the worst. Where there is no room for all, the
 * least are left out whole: of a number that is cut, one would read the beginning.
 */
export function countMarks({ glyphs, integer, say }: Show, counts: SeverityCounts, cells = Infinity): Span {
  const present = WORST_FIRST.filter((severity) => counts[severity] > 0);
  // Where nothing is drawn, the letter alone tells which it is.
  const marks = present.map((severity) => {
    const sign = glyphs.severity[severity] === '' ? say(`severity.letter.${severity}`) : glyphs.severity[severity];
    return `${sign}${integer(counts[severity])}` as SafeText;
  });
  const role = present[0] ?? 'plain';
  const fitting = (kept: number): SafeText =>
    join([...marks.slice(0, kept), ...(kept < marks.length ? [glyphs.ellipsis as SafeText] : [])], ' ');
  for (let kept = marks.length; kept > 0; kept -= 1) if (cellsOf(fitting(kept)) <= cells) return span(fitting(kept), role);
  return span(marks[0] ?? ('' as SafeText), role);
}

/** The same in words: `2 high, 4 medium`. */
export function countWords({ say }: Show, counts: SeverityCounts): SafeText {
  const present = WORST_FIRST.filter((severity) => counts[severity] > 0);
  return join(
    present.map((severity) => say(`severity.count.${severity}`, { count: counts[severity] })),
    ', ',
  );
}

/** What a device is called: the name or model that it gives itself; the end of its MAC where it gives none. */
export function deviceText(show: Show, device: Device): SafeText {
  const name = bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value;
  if (name !== undefined) return show.foreign(name);
  const address = addressOfId(device.id);
  return address === null ? show.say('ui.device.nameless', { end: device.mac.slice(-5) }) : show.foreign(address);
}

/** The device of a finding or destination; its identity where the snapshot has no such device. */
export function deviceOrId(show: Show, devices: ReadonlyMap<string, Device>, id: string | null): SafeText {
  if (id === null) return show.say('ui.none');
  const device = devices.get(id);
  return device === undefined ? show.foreign(addressOfId(id) ?? id) : deviceText(show, device);
}

/** Party in short, with a T for what a list names as a tracker. */
export function partyText({ say }: Show, { party, tracker }: Destination): SafeText {
  const short = say(`ui.party.${party}`);
  return tracker ? (`${short} T` as SafeText) : short;
}

/** Where a finding was seen; a dash where its rule is not about a destination. */
export function placeText(show: Show, finding: Finding): SafeText {
  return finding.destination === null ? show.say('ui.none') : show.foreign(finding.destination);
}

/** What a person said of a finding, in short. An exception whose day has passed counts no more. */
export function reviewMark({ say }: Show, { snapshot, status }: UiState, finding: string): Span {
  const review = catalogueOf(snapshot).reviews.get(finding);
  if (review === undefined) return span(say('ui.review.new'));
  if (isExpired(review, snapshot.captures, status.startedMs)) return span(say('ui.review.expired'), 'warning');
  return span(say(`ui.review.${review.verdict}`), 'dim');
}
