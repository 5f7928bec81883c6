import type { Fields, Vocabulary } from '../../src/model/observation.ts';
import type { Sighting } from '../../src/model/sighting.ts';
import type { Condition, Rule, Window } from '../../src/engine/rule.ts';
import { readCondition } from '../../src/engine/condition-reader.ts';
import { Reporter } from '../../src/engine/problem.ts';
import { readRule } from '../../src/engine/rule-reader.ts';
import { readWindow } from '../../src/engine/window-reader.ts';
import { readYaml } from '../../src/engine/yaml-tree.ts';
import { deviceFacts } from '../builders/device-facts.ts';

/** A small vocabulary with a field of every type. */
export const VOCABULARY = {
  'mqtt.connect': { client_id: 'string?', has_password: 'boolean', protocol_level: 'number', keep_alive: 'number?' },
  'dns.answer': { name: 'string', rcode: 'number', answers: 'records' },
  'tls.client_hello': { sni: 'string?', alpn: 'strings', versions: 'numbers', ech: 'boolean' },
  'flow.start': { proto: 'string', resp_addr: 'string', octets: 'number' },
  'content.match': { what: 'string', octets: 'numbers?' },
} as const satisfies Vocabulary;

const DEVICE = deviceFacts({ mac: '02:00:00:00:00:07' });
const DESTINATION = {
  name: 'cloud.example',
  name_source: 'sni',
  address: '192.0.2.9',
  port: 8883,
  transport: 'tcp',
  registrable_domain: 'cloud.example',
  owner: null,
  party: 'third',
  roles: [],
  tracker: false,
  country: null,
  asn: null,
  as_org: null,
  scope: 'internet',
  outside_region: null,
  handed_out_resolver: null,
  resolved: true,
  name_shared: false,
};

interface Parts {
  readonly at?: number;
  readonly frame?: number;
  readonly flow?: number | null;
  readonly sender?: 0 | 1 | null;
  readonly device?: Partial<Record<string, unknown>> | null;
  readonly destination?: Partial<Record<string, unknown>> | null;
}

/** A sighting of a device and a destination on the internet, with what differs. `at` in seconds. */
export function sighting(kind: string, fields: Fields, parts: Parts = {}): Sighting {
  const { at = 0, frame = 1, flow = 1, sender = 0 } = parts;
  return {
    observation: { kind, at: at * 1_000_000, frame, flow, sender, fields },
    device: parts.device === null ? null : ({ ...DEVICE, ...parts.device } as Sighting['device']),
    destination: parts.destination === null ? null : ({ ...DESTINATION, ...parts.destination } as Sighting['destination']),
    capture: 0,
  };
}

/** The text of a whole rule file; `changes` replaces or (null) leaves out entries. */
export function ruleText(changes: Readonly<Record<string, string | null>> = {}): string {
  const entries: Record<string, string | null> = {
    id: 'clear-password',
    version: '1',
    concern: 'security',
    category: 'exposure',
    severity: 'high',
    confidence: 'certain',
    grade: 'observed',
    title: '{ en: A title, fr: Un titre }',
    explanation: '{ en: Why, fr: Pourquoi }',
    innocent_explanation: '{ en: Maybe, fr: Peut-être }',
    advice: '{ en: Do this, fr: Faites ceci }',
    on: 'mqtt.connect',
    where: '{ has_password: true }',
    ...changes,
  };
  entries['tests'] ??= [
    '',
    '  - { name: yes, given: [{ mqtt.connect: { has_password: true }, destination: { scope: internet } }], expect: 1 }',
    '  - { name: no, given: [{ mqtt.connect: { has_password: false }, destination: { scope: internet } }], expect: 0 }',
  ].join('\n');
  return Object.entries(entries)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

/** Reads a rule file as the loader would, and gives it back with the problems in short. */
export function read(
  text: string,
  frameworks: readonly string[] | null = null,
): { rule: Rule | null; problems: readonly string[]; reporter: Reporter } {
  const reporter = new Reporter('exposure/clear-password.yaml', text);
  const file = { file: 'exposure/clear-password.yaml', text, name: 'clear-password', folder: 'exposure', sha256: '00'.repeat(32) };
  const rule = readRule(file, { vocabulary: VOCABULARY, frameworks }, reporter);
  return { rule, problems: reporter.problems.map((one) => `${one.line}:${one.column} ${one.message.en}`), reporter };
}

/** A rule that must be valid. */
export function ruleOf(changes: Readonly<Record<string, string | null>> = {}): Rule {
  const { rule, problems } = read(ruleText(changes));
  if (rule === null) throw new Error(problems.join('\n'));
  return rule;
}

/** A condition that must be valid. */
export function conditionOf(kind: keyof typeof VOCABULARY, yaml: string): Condition {
  const reporter = new Reporter('rule.yaml', yaml);
  const condition = readCondition(readYaml(yaml, reporter)!, reporter, kind, VOCABULARY[kind]);
  if (reporter.problems.length > 0) throw new Error(reporter.problems.map((one) => one.message.en).join('\n'));
  return condition;
}

/** What is wrong with a condition: column and message of each problem. */
export function conditionProblems(kind: keyof typeof VOCABULARY, yaml: string): readonly string[] {
  const reporter = new Reporter('rule.yaml', yaml);
  readCondition(readYaml(yaml, reporter)!, reporter, kind, VOCABULARY[kind]);
  return reporter.problems.map((one) => `${one.column} ${one.message.en}`);
}

/** A window, and what is wrong with it. */
export function windowOf(kind: keyof typeof VOCABULARY, within: string, when: string): { window: Window; problems: readonly string[] } {
  const reporter = new Reporter('rule.yaml', when);
  const window = readWindow(readYaml(within, reporter), readYaml(when, reporter), reporter, kind, VOCABULARY[kind]);
  return { window: window!, problems: reporter.problems.map((one) => `${one.column} ${one.message.en}`) };
}
