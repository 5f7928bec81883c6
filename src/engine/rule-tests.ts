import { BUDGET } from '../model/budget.ts';
import type { Fields, Micros, Value } from '../model/observation.ts';
import type { DestinationFacts, DeviceFacts, Sighting } from '../model/sighting.ts';
import type { Text } from '../model/text.ts';
import { Engine } from './engine.ts';
import type { Given, Rule, RuleTest } from './rule.ts';

/** When a test starts, in capture time: 2023-11-14 22:13:20 UTC. */
const START: Micros = 1_700_000_000_000_000;

/** Analyses a fixture capture with this one rule and returns its number of findings; null where there is no such capture. */
export type RunCapture = (name: string, rule: Rule) => Promise<number | null>;

/** How one test of one rule came out. */
export interface RuleTestResult {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly test: string;
  /** `skipped`: it needs a capture, and there was nothing to run it. */
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly expected: number;
  /** Null where the test could not be run. */
  readonly actual: number | null;
  readonly message: Text;
}

/** Runs the tests inside the rules, each with its own rule alone. */
export async function runRuleTests(rules: readonly Rule[], runCapture?: RunCapture): Promise<readonly RuleTestResult[]> {
  const results: RuleTestResult[] = [];
  for (const rule of rules) for (const test of rule.tests) results.push(await runTest(rule, test, runCapture));
  return results;
}

async function runTest(rule: Rule, test: RuleTest, runCapture: RunCapture | undefined): Promise<RuleTestResult> {
  const base = { rule: rule.summary.id, file: rule.file, line: test.line, test: test.name, expected: test.expect };
  if (test.capture === null) return { ...base, ...verdict(test.expect, findingsOf(rule, test)) };
  if (runCapture === undefined) {
    const message = { en: `Not run: it needs the capture ${test.capture}`, fr: `Non exécuté : il faut la capture ${test.capture}` };
    return { ...base, status: 'skipped', actual: null, message };
  }
  const actual = await runCapture(test.capture, rule);
  if (actual !== null) return { ...base, ...verdict(test.expect, actual) };
  const message = { en: `There is no capture ${test.capture}`, fr: `La capture ${test.capture} n’existe pas` };
  return { ...base, status: 'failed', actual: null, message };
}

function verdict(expected: number, actual: number): Pick<RuleTestResult, 'status' | 'actual' | 'message'> {
  if (actual === expected) return { status: 'passed', actual, message: { en: 'As expected', fr: 'Comme attendu' } };
  const message = { en: `Findings expected: ${expected}; found: ${actual}`, fr: `Constats attendus : ${expected} ; obtenus : ${actual}` };
  return { status: 'failed', actual, message };
}

function findingsOf(rule: Rule, test: RuleTest): number {
  const engine = new Engine([rule], BUDGET);
  for (const sighting of sightingsOf(test.given)) engine.judge(sighting);
  return engine.findings().length;
}

/** The sightings that a test stands for, one after the other from the start of the test. */
export function* sightingsOf(given: readonly Given[]): Generator<Sighting, void, undefined> {
  let next: Micros = START;
  let frame = 0;
  for (const one of given) {
    if (one.at !== null) next = START + one.at;
    for (let repetition = 1; repetition <= one.repeat; repetition++) {
      yield sightingOf(one, next, ++frame, repetition);
      next += one.every;
    }
  }
}

function sightingOf(given: Given, at: Micros, frame: number, repetition: number): Sighting {
  const { kind, flow, sender } = given;
  const observation = { kind, at, frame, flow, sender, fields: numbered(given.fields, repetition) };
  const device = given.device === null ? null : (numbered(given.device, repetition) as DeviceFacts);
  const destination = given.destination === null ? null : (numbered(given.destination, repetition) as DestinationFacts);
  return { observation, device, destination, capture: 0 };
}

/** Puts the number of the repetition, from 1, for `{n}` in every text. */
function numbered(fields: Fields, repetition: number): Fields {
  const entries = Object.entries(fields).map(([name, value]): [string, Value] => [
    name,
    typeof value === 'string' ? value.replaceAll('{n}', String(repetition)) : value,
  ]);
  return Object.fromEntries(entries);
}
