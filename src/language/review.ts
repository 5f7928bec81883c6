import type { Review } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { formatMoment, labelled } from './format.ts';
import { message } from './message.ts';
import { safeText, type SafeText } from './safe-text.ts';

/** All that was said of a finding: what, when, until when, whether that day has passed, and why. */
export function reviewText(language: Language, { verdict, reason, untilMs, atMs }: Review, expired: boolean): SafeText {
  const day = (ms: number): SafeText => formatMoment(ms * 1e3);
  const until = untilMs === null ? message(language, 'ui.review.for-good') : message(language, 'ui.review.until', { day: day(untilMs) });
  const parts = [
    message(language, `ui.review.${verdict}-text`),
    message(language, 'ui.review.at', { at: day(atMs) }),
    ...(verdict === 'exception' ? [until] : []),
    ...(verdict === 'exception' && expired ? [message(language, 'ui.review.expired-text')] : []),
  ];
  const said = parts.join(', ') as SafeText;
  return reason === null ? said : labelled(language, said, safeText(reason));
}
