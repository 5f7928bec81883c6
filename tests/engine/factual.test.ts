import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isFactual } from '../../src/engine/factual.ts';
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
