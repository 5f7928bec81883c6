import { describe, expect, it } from 'vitest';
import { asksOfBothEnds } from '../../src/engine/both-ends.ts';
import { ruleOf } from './fixtures.ts';

describe('a rule that asks which part a device had', () => {
  it.each([
    ['{ device.sender: true }', true],
    ['{ device.sender: false }', true],
    ['{ device.originator: false }', true],
    ['{ any: [{ has_password: true }, { all: [{ device.sender: true }] }] }', true],
    ['{ not: { device.sender: true } }', true],
    ['{ not: { device.originator: true } }', true],
    ['{ not: { any: [{ not: { device.originator: false } }, { device.mac: x }] } }', true],
    ['{ device.originator: true }', false],
    ['{ not: { not: { device.originator: true } } }', false],
    ['{ sender: originator }', false],
    ['{ destination.scope: lan, device.randomised: false }', false],
    ['{}', false],
  ])('%s: %s', (where, both) => expect(asksOfBothEnds(ruleOf({ where }).where)).toBe(both));
});
