import type { SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isIncomplete } from './exit-code.ts';
import { captureJson, coverageJson, destinationJson, deviceJson, findingJson, notesJson, phaseJson } from './json-parts.ts';
import { jsonText, type Json } from './json-text.ts';

/**
 * The analysis result as one JSON object (CONTRACT, section 3). Every element of a list stands on a line of its own, so that two
 * results compare line by line; the order of keys is fixed, times are seconds with exactly six decimals, texts are {en, fr}.
 */
export function renderJson(snapshot: Snapshot): SafeText {
  return [...jsonPieces(snapshot)].join('') as SafeText;
}

/** The same, piece by piece: a result of thousands of findings need not stand in memory as one text. `jsonText` makes every part safe. */
export function* jsonPieces(snapshot: Snapshot): Generator<SafeText> {
  const { tool, rules, captures, coverage, devices, destinations, findings, phases, notes } = snapshot;
  const complete = captures.every((capture) => capture.damage === null) && !isIncomplete(snapshot);
  yield `{\n"tool":${jsonText({ name: tool.name, version: tool.version })},\n` as SafeText;
  yield `"rules":${jsonText({ sha256: rules.sha256, count: rules.count })},\n` as SafeText;
  yield* list('captures', captures, captureJson);
  yield `,\n"coverage":${jsonText(coverageJson(coverage, complete))},\n` as SafeText;
  yield* list('devices', devices, deviceJson);
  yield ',\n' as SafeText;
  yield* list('destinations', destinations, destinationJson);
  yield ',\n' as SafeText;
  yield* list('findings', findings, (finding) => findingJson(finding, phases));
  yield ',\n' as SafeText;
  yield* list('phases', phases, phaseJson);
  if (notes !== undefined) yield `,\n"notes":${jsonText(notesJson(notes))}` as SafeText;
  yield '\n}\n' as SafeText;
}

function* list<T>(name: string, elements: readonly T[], toJson: (element: T) => Json): Generator<SafeText> {
  if (elements.length === 0) return yield `"${name}":[]` as SafeText;
  let before = `"${name}":[\n`;
  for (const element of elements) {
    yield `${before}${jsonText(toJson(element))}` as SafeText;
    before = ',\n';
  }
  yield '\n]' as SafeText;
}
