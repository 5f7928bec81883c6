import { formatMoment } from '../language/format.ts';
import { message } from '../language/message.ts';
import { shownValue } from './labels.ts';
import type { View } from './view.ts';

/** The named stretches of the session and what was noted in between, as they came; nothing where there are none. */
export function writePhases({ snapshot, language, page }: View): void {
  const { phases, notes } = snapshot;
  const rows = [
    ...phases.map(({ name, first, last }) => ({
      at: first,
      text: message(language, 'report.phases.row', { first: formatMoment(first), last: formatMoment(last), name: shownValue(name) }),
    })),
    ...(notes?.marks ?? []).map(({ at, text }) => ({ at, text: message(language, 'report.phases.mark', { at: formatMoment(at), text }) })),
  ].sort((a, b) => a.at - b.at);
  if (rows.length === 0) return;
  page.heading(message(language, 'report.phases.title'));
  for (const { text } of rows) page.paragraph(text, 2);
}
