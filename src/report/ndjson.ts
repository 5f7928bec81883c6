import type { SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findingJson } from './json-parts.ts';
import { jsonText } from './json-text.ts';

/** One finding a line, as in the `findings` of the JSON result; nothing at all where there are none. */
export function renderNdjson({ findings }: Snapshot): SafeText {
  return findings.map((finding) => `${jsonText(findingJson(finding))}\n`).join('') as SafeText;
}
