import { describe, expect, it } from 'vitest';
import { Bench } from '../../src/engine/bench.ts';
import { Shortlists } from '../../src/engine/shortlists.ts';
import type { Sighting } from '../../src/model/sighting.ts';
import { ruleOf, sighting } from './fixtures.ts';

const { judges } = new Bench(
  new Map(
    ['{ destination.scope: lan, has_password: true }', '{ device.randomised: false }'].map((where, index) => [index, ruleOf({ where })]),
  ),
);
const seen = (scope: string, randomised: boolean): Sighting =>
  sighting('mqtt.connect', { has_password: true }, { destination: { scope }, device: { randomised } });

/** Shortlists over a question whose answers are given, and how often it was asked. */
function counted(asks: (sighting: Sighting, index: number) => boolean): { lists: Shortlists; asked: () => number } {
  let asked = 0;
  const lists = new Shortlists(judges, (conditions, one) => {
    asked += 1;
    return asks(
      one,
      judges.findIndex(({ factual }) => factual === conditions),
    );
  });
  return { lists, asked: () => asked };
}
const asFacts = (one: Sighting, index: number): boolean =>
  index === 0 ? one.destination!.scope === 'lan' : one.device!.randomised === false;

/** Of facts that come a second time in a row. */
const again = (lists: Shortlists, one: Sighting) => [lists.of(one), lists.of(one)][1]!;

describe('shortlists', () => {
  it('are not made for facts that come once', () => {
    const { lists, asked } = counted(asFacts);
    const [one, two] = [seen('lan', true), seen('internet', true)];
    const whole = judges.map((judge) => ({ judge, conditions: judge.conditions }));
    for (const next of [one, two, one, two]) expect(lists.of(next)).toEqual(whole);
    expect(asked()).toBe(0);
  });

  it('hold the rules that may hold, with what is left to ask', () => {
    const { lists } = counted(asFacts);
    expect(again(lists, seen('lan', true))).toEqual([{ judge: judges[0], conditions: judges[0]!.told }]);
    expect(again(lists, seen('lan', false)).map(({ judge }) => judge)).toEqual(judges);
    expect(again(lists, seen('internet', true))).toEqual([]);
  });

  it('are made once for the same device and destination', () => {
    const { lists, asked } = counted(asFacts);
    const [one, two] = [seen('lan', true), seen('internet', false)];
    const [ofOne, ofTwo] = [again(lists, one), again(lists, two)];
    for (let round = 0; round < 3; round += 1) {
      expect(lists.of({ ...one, capture: round })).toBe(ofOne);
      expect(lists.of(two)).toBe(ofTwo);
    }
    expect(asked()).toBe(4);
    // Another device at the same destination is another matter, and so is the first one then.
    expect(again(lists, { ...one, device: two.device })).toHaveLength(2);
    expect(again(lists, one)).toEqual(ofOne);
    expect(asked()).toBe(8);
  });

  it('know sightings without device or destination', () => {
    const { lists } = counted((one, index) => (index === 0 ? one.destination === null : one.device === null));
    const one = seen('lan', true);
    expect(again(lists, { ...one, destination: null })).toHaveLength(1);
    expect(again(lists, { ...one, device: null, destination: null })).toHaveLength(2);
    expect(again(lists, { ...one, destination: null })).toHaveLength(1);
  });

  it('stay right when more destinations come than are kept', () => {
    const { lists } = counted(asFacts);
    const many = Array.from({ length: 5_000 }, (_, index) => seen(index % 3 === 0 ? 'lan' : 'internet', index % 2 === 0));
    const lengths = many.map((...[, index]) => (index % 3 === 0 ? 1 : 0) + (index % 2));
    expect(many.map((one) => again(lists, one).length)).toEqual(lengths);
    expect(many.map((one) => again(lists, one).length)).toEqual(lengths);
  });

  it('keep a rule that throws, with all that it asks', () => {
    const { lists } = counted((...[, index]) => {
      if (index === 0) throw new Error('torn');
      return false;
    });
    expect(again(lists, seen('lan', true))).toEqual([{ judge: judges[0], conditions: judges[0]!.conditions }]);
  });
});
