import type { Destination } from '../model/destination.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Language } from '../model/text.ts';
import { message } from './message.ts';
import { safeText, TEXT_CELLS_MAX, type SafeText } from './safe-text.ts';

/** What only a list can say of a destination, as reasons name it. */
const LISTED = /^destination\.(?:roles|tracker|party|owner)\b/;
/** Rules nest little, but a reason may come from anywhere. */
const DEPTH_MAX = 12;

/**
 * Which entry of which list a finding rests on, and whether anybody has reviewed it: a rule that asks what a destination is for
 * believes the list, and whoever prints the finding must be able to name it. Null where the finding rests on no list.
 */
export function listingText(language: Language, { evidence }: Finding, destination: Destination | null): SafeText | null {
  if (destination === null || !evidence.some(({ because }) => restsOnList(because, 0))) return null;
  const entries = new Map<string, boolean>();
  for (const { what, source, unreviewed } of destination.judgements)
    if (what !== 'country' && what !== 'asn' && source !== '') entries.set(source, (entries.get(source) ?? false) || unreviewed);
  if (entries.size === 0) return null;
  return [...entries]
    .map(([source, unreviewed]) => {
      const shown = safeText(source, TEXT_CELLS_MAX);
      return unreviewed ? `${shown} ${message(language, 'report.destination.unreviewed')}` : shown;
    })
    .join(', ') as SafeText;
}

function restsOnList({ held, because, parts }: Outcome, depth: number): boolean {
  return (held && LISTED.test(because)) || (depth < DEPTH_MAX && parts.some((part) => restsOnList(part, depth + 1)));
}
