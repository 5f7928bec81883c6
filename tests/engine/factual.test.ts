import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isFactual, splitCondition } from '../../src/engine/factual.ts';
import type { Condition } from '../../src/engine/rule.ts';
import { ruleOf, sighting } from './fixtures.ts';

describe('factual conditions', () => {
  it.each([
    ['{ destination.scope: internet }', true],
    ['{ destination.scope: internet, device.randomised: false }', true],
    ['{ not: { any: [{ destination.tracker: true }, { device.vendor: x }] } }', true],
    ['{ destination.scope: internet, has_password: true }', false],
    ['{ all: [{ destination.scope: internet }, { not: { sender: responder } }] }', false],
  ])('%s: %s', (where, factual) => {
    expect(isFactual(ruleOf({ where }).where)).toBe(factual);
  });

  it('what was remembered of the same facts is forgotten when the device is another', () => {
    const engine = new Engine([ruleOf({ where: '{ device.randomised: true, destination.scope: internet }' })], BUDGET);
    const one = sighting('mqtt.connect', {});
    const again = { ...one, device: { ...one.device!, randomised: true } };
    engine.judge(one);
    engine.judge(one);
    expect(engine.findings()).toHaveLength(0);
    engine.judge(again);
    engine.judge(again);
    engine.judge(one);
    expect(engine.findings().map((finding) => finding.count)).toEqual([2]);
  });
});

describe('parting a condition', () => {
  it.each([
    ['{ destination.scope: internet, device.randomised: false }', 2, 0],
    ['{ has_password: true, protocol_level: 4 }', 0, 2],
    ['{ destination.scope: internet, has_password: true, device.vendor: x, not: { destination.tracker: true } }', 3, 1],
    ['{ all: [{ destination.scope: internet }, { has_password: true }], device.vendor: x }', 2, 1],
    ['{ any: [{ destination.scope: internet }, { has_password: true }] }', 0, 1],
    ['{ not: { all: [{ destination.scope: internet }, { has_password: true }] } }', 0, 1],
    ['{}', 0, 0],
  ])('%s: %d parts of facts, %d others', (where, facts, others) => {
    const { factual, rest } = splitCondition(ruleOf({ where }).where);
    expect([factual, rest].map(partsOf)).toEqual([facts, others]);
    expect(factual === null || isFactual(factual)).toBe(true);
  });
});

function partsOf(condition: Condition | null): number {
  if (condition === null) return 0;
  return condition.type === 'all' ? condition.parts.reduce((sum, part) => sum + partsOf(part), 0) : 1;
}
