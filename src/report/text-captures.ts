import { formatDuration, formatMoment, formatOctets } from '../language/format.ts';
import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import { captureName } from '../model/capture-names.ts';
import type { CaptureFacts } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { shownName, shownValue, word } from './labels.ts';
import type { View } from './view.ts';

/** What was read: name, span of time, hash, damage. */
export function writeCaptures({ snapshot, language, page }: View): void {
  page.heading(message(language, 'report.captures'));
  for (const [i, capture] of snapshot.captures.entries()) {
    page.paragraph(shownName(captureName(snapshot.captures, i)), 2, 'strong');
    page.paragraph(spanText(language, capture), 4);
    page.paragraph(formText(language, capture), 4);
    if (capture.sha256 !== null) page.paragraph(message(language, 'report.capture.hash', { hash: capture.sha256 }), 4);
    if (capture.damage !== null) page.paragraph(damageText(language, capture.damage), 4, 'high');
    if ((capture.dropped ?? 0) > 0) page.paragraph(message(language, 'report.capture.dropped', { count: capture.dropped! }), 4, 'high');
  }
}

function spanText(language: Language, { frames, octets, first, last }: CaptureFacts): SafeText {
  if (first === null || last === null) return message(language, 'report.capture.empty');
  return message(language, 'report.capture.span', {
    packets: message(language, 'report.count.packets', { count: frames }),
    octets: formatOctets(language, octets),
    first: formatMoment(first),
    last: formatMoment(last),
    duration: formatDuration(language, last - first),
  });
}

function formText(language: Language, { format, linkTypes }: CaptureFacts): SafeText {
  if (linkTypes.length === 0) return message(language, 'report.capture.form-only', { format: shownValue(format) });
  return message(language, 'report.capture.form', { format: shownValue(format), links: shownValue(linkTypes.join(', ')) });
}

function damageText(language: Language, { offset, frame, reason }: NonNullable<CaptureFacts['damage']>): SafeText {
  return message(language, 'report.capture.damage', { offset, frame, reason: word(language, 'capture', reason) });
}
