import type { SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findingJson } from './json-parts.ts';
import { jsonText } from './json-text.ts';
import { withoutLeftOut } from './left-out.ts';

/**
 * One finding a line, as in the `findings` of the JSON result; nothing at all where there are none. A line cannot say that people left its
 * device out, as the notes of the JSON result do: such findings are not in it.
 */
export function renderNdjson(snapshot: Snapshot): SafeText {
  const { findings, phases } = withoutLeftOut(snapshot);
  return findings.map((finding) => `${jsonText(findingJson(finding, phases))}\n`).join('') as SafeText;
}
