import type { Direction, Fields, RecordValue, Scalar, Shape, Value, ValueType, Vocabulary } from '../model/observation.ts';
import type { DestinationFacts, DeviceFacts } from '../model/sighting.ts';
import { DESTINATION_SHAPE, DEVICE_SHAPE } from '../model/sighting.ts';
import { SENDERS, fieldType, resolveField, closedValues, shapeOf } from './field.ts';
import { MESSAGES } from './messages.ts';
import { nearestName } from '../model/nearest-name.ts';
import { elementType } from './operator.ts';
import type { Reporter } from './problem.ts';
import type { Given, RuleTest } from './rule.ts';
import { readDuration, readInteger, readList, readMap, readOneOf, readOperand, readText, unexpected } from './yaml-read.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts';

/** Repetitions of one given observation, and findings that a test may expect. */
const REPEAT_MAX = 10_000;
const EXPECT_MAX = 10_000;

const TEST_KEYS = ['name', 'given', 'capture', 'expect'] as const;
const GIVEN_KEYS = ['device', 'destination', 'repeat', 'every', 'at', 'sender', 'flow'] as const;

/** The device that a test means where it says nothing else: one that nothing is known of. */
export const DEVICE_DEFAULT: DeviceFacts = {
  mac: '02:00:00:00:00:01',
  randomised: false,
  vendor: null,
  model: null,
  category: null,
  hostname: null,
  resolvers_known: false,
  dns_seen: false,
  address_carries_mac: false,
  originator: true,
  sender: true,
};
/** What a test's destination is beyond what the test says of it. */
const DESTINATION_DEFAULT: DestinationFacts = {
  name: 'destination.example',
  name_source: 'dns',
  address: '192.0.2.1',
  port: 443,
  transport: 'tcp',
  registrable_domain: null,
  owner: null,
  party: 'unknown',
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

/** Reads the tests of a rule; one must fire and one must stay silent. */
export function readTests(node: YamlNode, reporter: Reporter, vocabulary: Vocabulary, lineOf: (at: number) => number): readonly RuleTest[] {
  const names = new Set<string>();
  const tests: RuleTest[] = [];
  for (const item of readList(node, reporter) ?? []) {
    const test = readTest(item, reporter, vocabulary, lineOf);
    if (test === null) continue;
    if (names.has(test.name)) reporter.report(item.at, MESSAGES.repeatedName(test.name));
    names.add(test.name);
    tests.push(test);
  }
  if (!tests.some((test) => test.expect > 0)) reporter.report(node.at, MESSAGES.noFiringTest(), 'expect: 1');
  if (!tests.some((test) => test.expect === 0)) reporter.report(node.at, MESSAGES.noSilentTest(), 'expect: 0');
  return tests;
}

function readTest(node: YamlNode, reporter: Reporter, vocabulary: Vocabulary, lineOf: (at: number) => number): RuleTest | null {
  const map = readMap(node, reporter, TEST_KEYS, ['name', 'expect']);
  if (map === null) return null;
  const nameNode = map.get('name');
  const expectNode = map.get('expect');
  const name = nameNode === undefined ? null : readText(nameNode, reporter);
  const expect = expectNode === undefined ? null : readInteger(expectNode, reporter, 0, EXPECT_MAX);
  const givenNode = map.get('given');
  const captureNode = map.get('capture');
  if ((givenNode === undefined) === (captureNode === undefined)) reporter.report(node.at, MESSAGES.givenOrCapture(), 'given | capture');
  const items = givenNode === undefined ? [] : (readList(givenNode, reporter) ?? []);
  const given = items.map((item) => readGiven(item, reporter, vocabulary)).filter((one) => one !== null);
  const capture = captureNode === undefined ? null : readText(captureNode, reporter);
  return name === null || expect === null ? null : { name, line: lineOf(node.at), given, capture, expect };
}

function readGiven(node: YamlNode, reporter: Reporter, vocabulary: Vocabulary): Given | null {
  if (node.type !== 'map') return unexpected(node, reporter, 'mapping');
  const known: readonly string[] = GIVEN_KEYS;
  const kinds = node.entries.filter((entry) => !known.includes(entry.key));
  if (kinds.length !== 1) {
    reporter.report(kinds[1]?.keyAt ?? node.at, MESSAGES.oneKind(kinds.length), 'kind');
    return null;
  }
  const [entry] = kinds as [YamlEntry];
  const shape = shapeOf(vocabulary, entry.key);
  if (shape === null) {
    const nearest = nearestName(entry.key, [...Object.keys(vocabulary), ...known]);
    reporter.report(entry.keyAt, MESSAGES.unknownKind(entry.key, nearest), Object.keys(vocabulary).join(' | '), nearest);
    return null;
  }
  const reader = new GivenReader(node, reporter);
  const sender = reader.sender();
  return {
    kind: entry.key,
    fields: reader.fields(entry.value, entry.key, '', shape, allNull(shape)),
    device: reader.device(sender),
    destination: reader.facts('destination', DESTINATION_SHAPE, DESTINATION_DEFAULT, false) as DestinationFacts | null,
    sender,
    flow: reader.option('flow', 1, (value) => readInteger(value, reporter, 0, REPEAT_MAX)),
    repeat: reader.option('repeat', 1, (value) => readInteger(value, reporter, 1, REPEAT_MAX)),
    every: reader.option('every', 1_000_000, (value) => readDuration(value, reporter, 0)),
    at: reader.option<number | null>('at', null, (value) => readDuration(value, reporter, 0)),
  };
}

function allNull(shape: Shape): Fields {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, null]));
}

class GivenReader {
  readonly #node: YamlMap;
  readonly #reporter: Reporter;

  constructor(node: YamlMap, reporter: Reporter) {
    this.#node = node;
    this.#reporter = reporter;
  }

  option<T>(key: string, absent: T, read: (node: YamlNode) => T | null): T {
    const entry = this.#entry(key);
    return entry === undefined ? absent : (read(entry.value) ?? absent);
  }

  sender(): Direction {
    const name = this.option<(typeof SENDERS)[number]>('sender', 'originator', (node) => readOneOf(node, this.#reporter, SENDERS));
    return name === 'originator' ? 0 : 1;
  }

  /** Unless it is said, what sends is the device where the device is the end that sends. */
  device(sender: Direction): DeviceFacts | null {
    const facts = this.facts('device', DEVICE_SHAPE, DEVICE_DEFAULT, true) as DeviceFacts | null;
    const said = this.#entry('device')?.value;
    if (facts === null || (said?.type === 'map' && said.entries.some(({ key }) => key === 'sender'))) return facts;
    return { ...facts, sender: facts.originator === (sender === 0) };
  }

  /** Device or destination: what is given over the defaults; `null` means none, and so does a destination that is not given. */
  facts(key: 'device' | 'destination', shape: Shape, defaults: Fields, whenAbsent: boolean): Fields | null {
    const entry = this.#entry(key);
    if (entry === undefined) return whenAbsent ? defaults : null;
    if (entry.value.type === 'scalar' && entry.value.value === null) return null;
    return this.fields(entry.value, key, `${key}.`, shape, defaults);
  }

  /** The given fields, type-checked, over the defaults. */
  fields(node: YamlNode, owner: string, prefix: string, shape: Shape, defaults: Fields): Fields {
    if (node.type !== 'map') {
      unexpected(node, this.#reporter, 'mapping');
      return defaults;
    }
    const given: [string, Value][] = [];
    for (const entry of node.entries) {
      if (Object.hasOwn(shape, entry.key)) {
        given.push([entry.key, this.#value(entry, shape[entry.key]!)]);
        this.#checkClosed(entry, prefix);
      } else {
        const nearest = nearestName(entry.key, Object.keys(shape));
        this.#reporter.report(entry.keyAt, MESSAGES.unknownField(entry.key, owner, nearest), Object.keys(shape).join(' | '), nearest);
      }
    }
    return { ...defaults, ...Object.fromEntries(given) };
  }

  #entry(key: string): YamlEntry | undefined {
    return this.#node.entries.find((entry) => entry.key === key);
  }

  #value(entry: YamlEntry, declared: ValueType): Value {
    const node = entry.value;
    if (node.type === 'scalar' && node.value === null) return null;
    const type = fieldType(declared);
    if (type === 'records') return (readList(node, this.#reporter, true) ?? []).map((item) => this.#record(item));
    const element = elementType(type);
    if (type !== 'strings' && type !== 'numbers') return readOperand(node, this.#reporter, element);
    const items = readList(node, this.#reporter, true) ?? [];
    return items.map((item) => readOperand(item, this.#reporter, element)) as readonly string[] | readonly number[];
  }

  #record(node: YamlNode): RecordValue {
    if (node.type !== 'map') {
      unexpected(node, this.#reporter, 'mapping');
      return {};
    }
    return Object.fromEntries(node.entries.map((entry): [string, Scalar] => [entry.key, this.#attribute(entry.value)]));
  }

  #attribute(node: YamlNode): Scalar {
    return node.type === 'scalar' ? node.value : unexpected(node, this.#reporter, 'scalar');
  }

  /** A test that gives a party, scope or role that does not exist proves nothing. */
  #checkClosed(entry: YamlEntry, prefix: string): void {
    const field = prefix === '' ? null : resolveField(prefix + entry.key, {});
    const values = field === null ? null : closedValues(field);
    if (values === null) return;
    const items = entry.value.type === 'list' ? entry.value.items : [entry.value];
    for (const item of items) {
      const value = item.type === 'scalar' ? item.value : null;
      if (typeof value !== 'string' || values.includes(value)) continue;
      const nearest = nearestName(value, values);
      this.#reporter.report(item.at, MESSAGES.unknownValue(value, nearest), values.join(' | '), nearest);
    }
  }
}
