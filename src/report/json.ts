import { safeJson, type SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isIncomplete } from './exit-code.ts';
import { captureJson, coverageJson, destinationJson, deviceJson, findingJson, phaseJson } from './json-parts.ts';
import { jsonText, type Json } from './json-text.ts';

/**
 * The analysis result as one JSON object (CONTRACT, section 3). Every element of a list stands on a line of its own, so that two
 * results compare line by line; the order of keys is fixed, times are seconds with exactly six decimals, texts are {en, fr}.
 */
export function renderJson(snapshot: Snapshot): SafeText {
  const { tool, rules, captures, coverage, devices, destinations, findings, phases } = snapshot;
  const complete = captures.every((capture) => capture.damage === null) && !isIncomplete(snapshot);
  const members = [
    `"tool":${jsonText({ name: tool.name, version: tool.version })}`,
    `"rules":${jsonText({ sha256: rules.sha256, count: rules.count })}`,
    `"captures":${lines(captures, captureJson)}`,
    `"coverage":${jsonText(coverageJson(coverage, complete))}`,
    `"devices":${lines(devices, deviceJson)}`,
    `"destinations":${lines(destinations, destinationJson)}`,
    `"findings":${lines(findings, findingJson)}`,
    `"phases":${lines(phases, phaseJson)}`,
  ];
  return safeJson(`{\n${members.join(',\n')}\n}\n`);
}

function lines<T>(list: readonly T[], toJson: (element: T) => Json): string {
  if (list.length === 0) return '[]';
  return `[\n${list.map((element) => jsonText(toJson(element))).join(',\n')}\n]`;
}
