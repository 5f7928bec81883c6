import { describe, expect, it } from 'vitest';
import type { Judge } from '../../src/engine/bench.ts';
import { Bench } from '../../src/engine/bench.ts';
import type { Fields } from '../../src/model/observation.ts';
import { ruleOf, sighting } from './fixtures.ts';

const benchOf = (...wheres: string[]): Bench => new Bench(new Map(wheres.map((where, index) => [index, ruleOf({ where })])));
const judgeOf = (per: string): Judge => new Bench(new Map([[3, ruleOf({ per })]])).judges[0]!;

describe('the keys of a judge', () => {
  const one = sighting('mqtt.connect', { client_id: 'a' }, { flow: 1 });

  it.each([
    '[]',
    '[device]',
    '[destination]',
    '[device, destination]',
    '["field:destination.port"]',
    '[device, flow]',
    '["field:client_id"]',
  ])('per %s are the same as often as they are asked for, and others for others', (per) => {
    const judge = judgeOf(per);
    const others = [
      sighting('mqtt.connect', { client_id: 'a' }, { flow: 2 }),
      { ...one, observation: { ...one.observation, flow: 2 } },
      { ...one, observation: { ...one.observation, fields: { client_id: 'b' } } },
      { ...one, device: { ...one.device!, mac: '02:00:00:00:00:09' } },
      { ...one, destination: { ...one.destination!, name: 'other.example', port: 1 } },
      { ...one, device: null, destination: null },
    ];
    const fresh = others.map((other) => judgeOf(per).keyOf(other));
    expect(others.map((other) => [judge.keyOf(one), judge.keyOf(other)][1])).toEqual(fresh);
    expect(others.map((other) => judge.keyOf(other))).toEqual(fresh);
    expect(judge.keyOf(one)).toMatch(/^r3k/);
  });
});

describe('a bench', () => {
  it('asks first those that look at the observation', () => {
    const { judges } = benchOf(
      '{ destination.scope: internet }',
      '{ has_password: true }',
      '{}',
      '{ destination.scope: lan, has_password: true }',
    );
    expect(judges.map(({ rule }) => JSON.stringify(rule.where).includes('has_password'))).toEqual([true, true, false, false]);
  });

  it('tells by device and destination alone whether anything may hold', () => {
    const bench = benchOf(
      '{ destination.scope: lan, has_password: true }',
      '{ any: [{ destination.scope: multicast }, { protocol_level: 4 }], destination.port: 1883 }',
    );
    const untold = { ...sighting('mqtt.connect', {}), observation: { ...sighting('mqtt.connect', {}).observation, fields: {} } };
    const at = (scope: string, port: number) => ({ ...untold, destination: { ...untold.destination!, scope, port } });
    const held = (scope: string, port: number) => {
      const one = at(scope, port);
      bench.candidates(one);
      return bench.candidates(one).map(({ judge }) => bench.judges.indexOf(judge));
    };
    expect(held('lan', 1)).toEqual([0]);
    expect(held('internet', 1)).toEqual([]);
    // What mixes both may hold for all that is known yet.
    expect(held('internet', 1883)).toEqual([1]);
    expect(held('lan', 1883)).toEqual([0, 1]);
  });

  it('tells whether anything may hold by the fields that are there', () => {
    const bench = benchOf(
      '{ destination.scope: internet, protocol_level: 4, has_password: true }',
      '{ any: [{ protocol_level: 5 }, { has_password: true }], sender: responder }',
    );
    const told = (fields: Fields) => bench.mayHold(sighting('mqtt.connect', fields));
    const only = benchOf('{ destination.scope: internet, protocol_level: 4, has_password: true }');
    const toldOnly = (fields: Fields) => only.mayHold(sighting('mqtt.connect', fields));
    expect(told({})).toBe(true);
    expect(told({ protocol_level: 3 })).toBe(true);
    expect(told({ protocol_level: 3, has_password: false })).toBe(false);
    expect([toldOnly({}), toldOnly({ protocol_level: 4 }), toldOnly({ protocol_level: 5 }), toldOnly({ has_password: false })]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('asks of the observation only what device and destination do not tell', () => {
    const bench = benchOf('{ destination.scope: lan, has_password: true }', '{ destination.scope: internet, protocol_level: 4 }');
    const one = sighting('mqtt.connect', { has_password: true, protocol_level: 5 });
    bench.candidates(one);
    const [candidate, ...others] = bench.candidates(one);
    expect(others).toEqual([]);
    expect(candidate!.judge).toBe(bench.judges[1]);
    expect(candidate!.conditions).toHaveLength(1);
    expect(bench.holds(candidate!.conditions, one)).toBe(false);
    expect(bench.holds(bench.judges[0]!.told, one)).toBe(true);
    expect(bench.holds(bench.judges[0]!.conditions, one)).toBe(false);
  });

  it('asks about the other end only rules that ask which part a device had', () => {
    const bench = benchOf('{ has_password: true }', '{ device.sender: true, has_password: true }');
    const one = sighting('mqtt.connect', { has_password: true });
    expect(bench.candidates(one)).toHaveLength(2);
    expect(bench.candidatesOfOtherEnd(one).map(({ judge }) => judge)).toEqual(bench.ofBothEnds);
    expect(bench.ofBothEnds).toHaveLength(1);
  });

  it('asks of one sighting each thing once, and of the next anew', () => {
    const bench = benchOf(
      '{ has_password: true, protocol_level: 4 }',
      '{ has_password: true, protocol_level: 5 }',
      '{ all: [{ has_password: true }, { destination.scope: internet }] }',
      '{ not: { has_password: true } }',
    );
    let asked = 0;
    const told = (has_password: boolean): Fields => ({
      protocol_level: 5,
      get has_password() {
        asked++;
        return has_password;
      },
    });
    const held = (fields: Fields): readonly boolean[] => {
      asked = 0;
      const one = sighting('mqtt.connect', fields);
      return bench.candidates(one).map(({ conditions }) => bench.holds(conditions, one));
    };
    expect(held(told(true))).toEqual([false, true, true, false]);
    // Once for the three rules that want it, and once for the one that does not.
    expect(asked).toBe(2);
    expect(held(told(false))).toEqual([false, false, false, true]);
    expect(asked).toBe(2);
  });

  it('asks again what failed: each rule has its own fault', () => {
    const bench = benchOf('{ has_password: true }', '{ has_password: true, protocol_level: 4 }');
    const torn = sighting('mqtt.connect', {
      protocol_level: 4,
      get has_password(): boolean {
        throw new Error('torn');
      },
    });
    const candidates = bench.candidates(torn);
    expect(candidates).toHaveLength(2);
    for (const { conditions } of candidates) expect(() => bench.holds(conditions, torn)).toThrow('torn');
  });
});
