import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCapture } from '../capture/open-capture.ts';
import type { Language } from '../model/text.ts';
import { newRun, type AnalysisParts } from './analysis.ts';
import { commonOptions } from './common-options.ts';
import type { Edges } from './edges.ts';
import { openKnowledge } from './knowledge-files.ts';
import { PACKAGE_ROOT } from './package-files.ts';
import { rulePack } from './rule-pack.ts';

/** The recording that comes with the program, and what must be found in it. */
const BUNDLE = join(PACKAGE_ROOT, 'fixtures', 'captures', 'talkative-toy');

/** What the analysis of the bundled recording came to, each finding as `device rule`. */
export interface SelfTest {
  readonly found: number;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Analyses the bundled recording with the built-in rules, and holds the findings against those that it must have. */
export async function selfTest(edges: Edges, language: Language): Promise<SelfTest> {
  const parts: AnalysisParts = {
    edges,
    language,
    options: commonOptions({ quiet: true }, false),
    rules: rulePack([], language),
    knowledge: openKnowledge([], language),
  };
  const run = newRun(parts);
  await run.read(openCapture(join(BUNDLE, 'capture.pcapng')), new AbortController().signal);
  const found = new Set(run.snapshot().findings.map(({ device, rule }) => `${device} ${rule.id}`));
  const expected = new Set(expectedFindings(readFileSync(join(BUNDLE, 'expected.ndjson'), 'utf8')));
  return {
    found: found.size,
    missing: [...expected].filter((finding) => !found.has(finding)),
    unexpected: [...found].filter((finding) => !expected.has(finding)),
  };
}

/** The findings among the lines of a golden: those that name a rule. */
function expectedFindings(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { device: string; rule?: { id: string } })
    .flatMap(({ device, rule }) => (rule === undefined ? [] : [`${device} ${rule.id}`]));
}
