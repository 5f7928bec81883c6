import { describe, expect, it } from 'vitest';
import type { Budget } from '../../src/model/budget.ts';
import { BUDGET } from '../../src/model/budget.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Sighting } from '../../src/model/sighting.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { ruleOf, sighting } from './fixtures.ts';

const FLOW_TESTS = '\n  - { name: a, given: [{ flow.start: {} }], expect: 1 }\n  - { name: b, given: [{ dns.answer: {} }], expect: 0 }';

function connect(at: number, has_password = true, parts: Parameters<typeof sighting>[2] = {}): Sighting {
  return sighting('mqtt.connect', { client_id: 'plug', has_password, protocol_level: 4, keep_alive: 60 }, { at, frame: at + 1, ...parts });
}
function flow(at: number, parts: Parameters<typeof sighting>[2] = {}): Sighting {
  return sighting('flow.start', { proto: 'tcp', resp_addr: '192.0.2.9', octets: 10 }, { at, frame: at + 1, ...parts });
}
function beacon(changes: Readonly<Record<string, string | null>> = {}): Rule {
  return ruleOf({
    on: 'flow.start',
    where: '{ destination.scope: internet }',
    within: '1h',
    when: '{ count: { at_least: 20 }, period: { jitter_below: 0.1 } }',
    tests: FLOW_TESTS,
    ...changes,
  });
}
function run(rules: readonly Rule[], sightings: readonly Sighting[], budget: Budget = BUDGET): Engine {
  const engine = new Engine(rules, budget);
  for (const one of sightings) engine.judge(one);
  return engine;
}
function renamed(rule: Rule, id: string, summary: Partial<Rule['summary']> = {}): Rule {
  return { ...rule, summary: { ...rule.summary, id, ...summary } };
}

describe('engine', () => {
  it('wants the kinds that its rules look at', () => {
    const engine = new Engine([ruleOf()], BUDGET);
    expect([engine.wants('mqtt.connect'), engine.wants('dns.answer'), engine.wants('__proto__')]).toEqual([true, false, false]);
    expect(engine.mayHold(sighting('dns.answer', {}))).toBe(false);
  });

  it('asks of the other end only by rules that want to know which part a device had', () => {
    const engine = new Engine(
      [
        ruleOf(),
        renamed(ruleOf({ where: '{ device.originator: false }' }), 'called'),
        renamed(ruleOf({ where: '{ device.sender: true }' }), 'said'),
      ],
      BUDGET,
    );
    expect([engine.wantsOtherEnd('mqtt.connect'), engine.wantsOtherEnd('flow.start')]).toEqual([true, false]);
    const seen = connect(0);
    const other = { ...seen, device: { ...seen.device!, mac: '02:00:00:00:00:08', originator: false, sender: false } };
    engine.judge(seen);
    expect(engine.judgeOtherEnd(other)).toBe(true);
    expect(new Engine([ruleOf()], BUDGET).judgeOtherEnd(other)).toBe(false);
    expect(new Set(engine.findings().map(({ rule, device }) => `${rule.id} ${device}`))).toEqual(
      new Set(['clear-password 02:00:00:00:00:07', 'said 02:00:00:00:00:07', 'called 02:00:00:00:00:08']),
    );
  });

  it('merges repeats into one finding with its proof', () => {
    const [finding, ...others] = run([ruleOf()], [connect(0), connect(1, false), connect(2), flow(3)]).findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ device: '02:00:00:00:00:07', destination: 'cloud.example', count: 2, first: 0, last: 2_000_000 });
    expect(finding!.rule.id).toBe('clear-password');
    expect(finding!.evidence.map((one) => one.frames)).toEqual([[1], [3]]);
    expect(finding!.evidence[0].because).toEqual({ held: true, because: 'has_password is true (true)', parts: [] });
  });

  it('counts what a flow’s end tells at the time of the flow', () => {
    const ended = (at: number, last: number): Sighting => {
      const one = connect(at);
      return { ...one, observation: { ...one.observation, shown: { frames: [1], at: last * 1e6 } } };
    };
    const [finding] = run([ruleOf()], [ended(200, 5), ended(300, 3), ended(400, 9)]).findings();
    expect(finding).toMatchObject({ count: 3, first: 3_000_000, last: 9_000_000 });
  });

  it.each([
    ['[device, destination]', 3],
    ['[device]', 2],
    ['[destination]', 2],
    ['[]', 1],
    ['[flow]', 4],
    ['["field:client_id"]', 1],
    ['["field:destination.port"]', 1],
  ])('per %s makes %d findings', (per, count) => {
    const sightings = [
      connect(0, true, { flow: 1 }),
      connect(1, true, { flow: 2 }),
      connect(2, true, { flow: 3, device: { mac: '02:00:00:00:00:09' } }),
      connect(3, true, { flow: 4, destination: { name: 'other.example' } }),
    ];
    expect(run([ruleOf({ per })], sightings).findings()).toHaveLength(count);
  });

  it('sorts by severity, confidence, moment and id', () => {
    const rules = [
      renamed(ruleOf(), 'low', { severity: 'low' }),
      renamed(ruleOf(), 'unsure', { severity: 'critical', confidence: 'tentative' }),
      renamed(ruleOf(), 'sure', { severity: 'critical', confidence: 'certain' }),
    ];
    const findings = run(rules, [connect(1), connect(0, true, { destination: { name: 'later.example' } })]).findings();
    expect(findings.map((one) => `${one.rule.id} ${one.first}`)).toEqual([
      'sure 0',
      'sure 1000000',
      'unsure 0',
      'unsure 1000000',
      'low 0',
      'low 1000000',
    ]);
  });

  it('gives the same findings whenever it is asked, and the same for the same input', () => {
    const sightings = Array.from({ length: 60 }, (_, at) =>
      at % 3 === 0 ? flow(at * 60) : connect(at, at % 2 === 0, { destination: { name: `host-${at % 5}.example` } }),
    );
    const asked = new Engine([ruleOf(), renamed(beacon(), 'beacon')], BUDGET);
    for (const one of sightings) {
      asked.judge(one);
      asked.findings();
    }
    const whole = JSON.stringify(run([ruleOf(), renamed(beacon(), 'beacon')], sightings).findings());
    expect(JSON.stringify(asked.findings())).toBe(whole);
    expect(JSON.parse(whole)).toHaveLength(6);
  });

  it('announces each new finding once', () => {
    const news: Finding[] = [];
    const engine = new Engine([ruleOf()], BUDGET, { onFinding: (finding) => news.push(finding) });
    for (const one of [connect(0), connect(1), connect(2, true, { destination: { name: 'b.example' } })]) engine.judge(one);
    expect(news.map((one) => [one.destination, one.count])).toEqual([
      ['cloud.example', 1],
      ['b.example', 1],
    ]);
  });

  it('does not take a fault of the listener for one of the rule', () => {
    const engine = new Engine([ruleOf()], BUDGET, {
      onFinding: () => {
        throw new Error('listener');
      },
    });
    expect(() => engine.judge(connect(0))).toThrow('listener');
    expect(engine.limits()).toEqual([]);
  });

  it('bounds the findings per rule and device, and counts the rest', () => {
    const sightings = Array.from({ length: 150 }, (_, at) => connect(at, true, { destination: { name: `h${at}.example` } }));
    const engine = run([ruleOf()], [...sightings, connect(200, true, { device: { mac: '02:00:00:00:00:09' } })]);
    expect(engine.findings()).toHaveLength(101);
    expect(engine.count).toBe(101);
    expect(engine.limits()).toEqual([{ code: 'findings-limited', count: 50, incomplete: true }]);
  });

  it('bounds the findings in all', () => {
    const sightings = Array.from({ length: 50 }, (_, at) => connect(at, true, { device: { mac: `02:00:00:00:00:${at + 10}` } }));
    const engine = run([ruleOf()], sightings, { ...BUDGET, findingsMax: 30 });
    expect(engine.findings()).toHaveLength(30);
    expect(engine.limits()).toEqual([{ code: 'findings-limited', count: 20, incomplete: true }]);
  });

  it('bounds what all proofs take together: findings are counted on, and what is not shown of them is said', () => {
    const parts = (index: number) => ({ device: { mac: `02:00:00:00:00:${String(index + 10)}` } });
    const seen = [0, 1].flatMap((index) => [1, 2, 3, 4].map((at) => connect(at, true, parts(index) as never)));
    const all = run([ruleOf()], seen);
    expect([all.findings().map(({ evidence }) => evidence.length), all.limits()]).toEqual([[4, 4], []]);
    const engine = run([ruleOf()], seen, { ...BUDGET, evidenceOctetsMax: 3_000 });
    const kept = engine.findings().map(({ count, evidence }) => `${evidence.length} of ${count}`);
    expect(kept.toSorted()).toEqual(['1 of 4', '2 of 4']);
    expect(engine.limits()).toEqual([{ code: 'evidence-limited', count: 5, incomplete: true }]);
    const none = run([ruleOf()], seen, { ...BUDGET, evidenceOctetsMax: 100 });
    expect([none.findings(), none.limits()]).toEqual([[], [{ code: 'findings-limited', count: 8, incomplete: true }]]);
  });

  it('lets a faulty rule lose its verdict, and after three its place; others go on', () => {
    // Not to be counted among the fields by who weighs proofs.
    const fields = Object.defineProperty({}, 'has_password', {
      get: () => {
        throw new Error('fault');
      },
    });
    const healthy = renamed(ruleOf({ where: '{ destination.scope: internet }' }), 'healthy');
    const engine = new Engine([ruleOf(), healthy], BUDGET);
    for (let at = 0; at < 5; at++) engine.judge(sighting('mqtt.connect', fields, { at }));
    expect(engine.findings().map((one) => [one.rule.id, one.count])).toEqual([['healthy', 5]]);
    expect(engine.limits()).toEqual([{ code: 'rule-faults', count: 3, incomplete: true }]);
  });
});

describe('windowed rules', () => {
  it('fire on a beacon, with the observations that made it', () => {
    const engine = run(
      [beacon()],
      Array.from({ length: 30 }, (_, at) => flow(at * 60)),
    );
    const [finding] = engine.findings();
    expect(finding).toMatchObject({ count: 30, first: 0, last: 29 * 60_000_000 });
    expect(finding!.evidence.map((one) => one.frames[0])).toEqual(Array.from({ length: 20 }, (_, at) => at * 60 + 1));
    expect(finding!.evidence[0].because).toEqual({
      held: true,
      because: 'all',
      parts: [
        { held: true, because: 'destination.scope is "internet" ("internet")', parts: [] },
        { held: true, because: 'count at_least 20 within 1h (20)', parts: [] },
        { held: true, because: 'period jitter_below 0.1 within 1h (1m, 0)', parts: [] },
      ],
    });
  });

  it('stay silent on a burst and on too few', () => {
    expect(
      run(
        [beacon()],
        Array.from({ length: 30 }, (_, at) => flow(at / 100)),
      ).findings(),
    ).toEqual([]);
    expect(
      run(
        [beacon()],
        Array.from({ length: 19 }, (_, at) => flow(at * 60)),
      ).findings(),
    ).toEqual([]);
  });

  it('keep the windows of devices and destinations apart', () => {
    const sightings = Array.from({ length: 30 }, (_, at) => flow(at * 60, { destination: { name: `h${at % 2}.example` } }));
    expect(run([beacon()], sightings).findings()).toEqual([]);
    expect(run([beacon({ per: '[device]' })], sightings).findings()).toHaveLength(1);
  });

  it('keep the windows of rules apart', () => {
    const rule = beacon({ when: '{ count: { at_least: 3 } }' });
    const engine = run([renamed(rule, 'a'), renamed(rule, 'b')], [flow(0), flow(1)]);
    expect(engine.findings()).toEqual([]);
    engine.judge(flow(2));
    expect(
      engine
        .findings()
        .map((one) => [one.rule.id, one.count])
        .sort(),
    ).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
  });
});
