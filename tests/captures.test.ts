import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/open-capture.ts';
import { openKnowledge } from '../src/cli/knowledge-files.ts';
import { rulePack } from '../src/cli/rule-pack.ts';
import { countriesOfRegion, DEFAULT_REGION } from '../src/knowledge/regions.ts';
import { SEVERITIES, type Finding, type Severity } from '../src/model/finding.ts';
import { Run } from '../src/pipeline/run.ts';
import { observationLine } from '../src/report/observation-line.ts';
import { renderNdjson } from '../src/report/ndjson.ts';

// Whole runs over the recorded captures: with all dissectors, the packaged data and the built-in rules, as `mouchard analyze` does it.
// `UPDATE=1` writes the goldens again; their diff is what a review reads.

const CAPTURES = fileURLToPath(new URL('../fixtures/captures', import.meta.url));
const update = process.env['UPDATE'] === '1';

/** Parts of a finding that are not in the goldens. */
const WORDS = new Set(['title', 'explanation', 'innocent_explanation', 'advice', 'clauses', 'references']);

/** What the README of a capture states at its head. */
interface Promises {
  /** The device that the story is about. */
  readonly device: string;
  /** Rules that must hold on this device, and, where `mac rule` is written, on another. */
  readonly must: readonly string[];
  readonly must_not: readonly string[];
  /** The worst that may be found. */
  readonly worst: Severity;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
  readonly faults: readonly string[];
}

const rules = rulePack([], 'en');
const knowledge = openKnowledge([], 'en');
const known = new Set(rules.rules.map((rule) => rule.summary.id));

async function analyse(name: string, seed: number): Promise<Outcome> {
  const lines: string[] = [];
  const faults: string[] = [];
  const run = new Run({
    version: '0.0.0',
    knowledge,
    rules,
    home: [],
    region: countriesOfRegion(DEFAULT_REGION) ?? [],
    vendorByMac: new Map(),
    onlyDevices: null,
    seed,
    sink: (sighting) => lines.push(observationLine(sighting)),
    onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
  });
  const facts = await run.read(openCapture(join(CAPTURES, name, 'capture.pcapng')), new AbortController().signal);
  if (facts.damage !== null) faults.push(`damaged at ${facts.damage.offset}`);
  const snapshot = run.snapshot();
  const findings = renderNdjson(snapshot).split('\n').slice(0, -1).map(withoutTexts);
  return { lines: [...lines, ...findings], findings: snapshot.findings, faults };
}

/** A finding as it is printed, but for its words, which are proven elsewhere and change without any change of judgement. */
function withoutTexts(line: string): string {
  const finding = JSON.parse(line) as Record<string, unknown> & { rule: { id: string; version: number } };
  const kept = Object.entries(finding).filter(([key]) => !WORDS.has(key));
  return JSON.stringify({ ...Object.fromEntries(kept), rule: { id: finding.rule.id, version: finding.rule.version } });
}

function promisesOf(name: string): Promises {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(CAPTURES, name, 'README.md'), 'utf8'))?.[1] ?? '';
  return load(head) as Promises;
}

const hits = (findings: readonly Finding[]): string[] => findings.map(({ device, rule }) => `${device} ${rule.id}`);

const names = readdirSync(CAPTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(names.map((entry) => entry.name))('%s', (name) => {
  const golden = join(CAPTURES, name, 'expected.ndjson');
  const promises = promisesOf(name);
  const onDevice = (entry: string): string => (entry.includes(' ') ? entry : `${promises.device} ${entry}`);
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await analyse(name, 1);
    if (update) writeFileSync(golden, `${outcome.lines.join('\n')}\n`);
  });

  it('says line for line what it said before', () => {
    expect(existsSync(golden)).toBe(true);
    expect(outcome.lines).toEqual(readFileSync(golden, 'utf8').split('\n').slice(0, -1));
  });

  it('finds what its README says that it must', () => {
    expect(hits(outcome.findings)).toEqual(expect.arrayContaining(promises.must.map(onDevice)));
  });

  it('finds nothing that its README says it must not', () => {
    const found = new Set(outcome.findings.map(({ rule }) => rule.id));
    expect(promises.must_not.filter((id) => found.has(id))).toEqual([]);
    const bound = SEVERITIES.indexOf(promises.worst);
    expect(outcome.findings.filter(({ rule }) => SEVERITIES.indexOf(rule.severity) > bound).map(({ rule }) => rule.id)).toEqual([]);
  });

  it('promises only on rules that there are', () => {
    const named = [...promises.must, ...promises.must_not].map((entry) => entry.split(' ').at(-1)!);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(SEVERITIES).toContain(promises.worst);
  });

  it('meets no fault, and comes out the same under another seed', async () => {
    const again = await analyse(name, 77_777);
    expect(outcome.faults).toEqual([]);
    expect(again.lines).toEqual(outcome.lines);
  });

  it('keeps every password out of what is printed', () => {
    expect(outcome.lines.filter((line) => line.includes('fixture-password'))).toEqual([]);
  });
});
