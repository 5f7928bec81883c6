import { describe, expect, it } from 'vitest';
import type { Judge } from '../../src/engine/bench.ts';
import { Bench, CandidateMemory, judgeOf } from '../../src/engine/bench.ts';
import { ruleOf, sighting } from './fixtures.ts';

const judge = (where: string, per = '[device]'): Judge => judgeOf(ruleOf({ where, per }), 3);

describe('a judge', () => {
  it('asks of device and destination apart from the observation', () => {
    const both = judge('{ has_password: true, destination.scope: internet }');
    const held = sighting('mqtt.connect', { has_password: true });
    expect([both.factual!(held), both.rest!(held)]).toEqual([true, true]);
    const none = sighting('mqtt.connect', { has_password: false }, { destination: { scope: 'lan' } });
    expect([both.factual!(none), both.rest!(none)]).toEqual([false, false]);
    expect(judge('{ has_password: true }').factual).toBeNull();
    expect(judge('{ destination.scope: internet }').rest).toBeNull();
  });

  it.each([
    ['[]', true],
    ['[device, destination]', true],
    ['["field:destination.port"]', true],
    ['[device, flow]', false],
    ['["field:client_id"]', false],
  ])('the key of its findings per %s hangs on device and destination alone: %s', (per, alone) => {
    expect(judge('{}', per).factualKey).toBe(alone);
  });
});

describe('a bench', () => {
  it('asks first those that look at the observation, and only those that may hold', () => {
    const judges = [judge('{ destination.scope: internet }'), judge('{ has_password: true }'), judge('{ destination.scope: lan }')];
    const bench = new Bench();
    for (const one of judges) bench.add(one);
    expect(bench.candidates((one) => one !== judges[2]).map((one) => judges.indexOf(one.judge))).toEqual([1, 0]);
  });
});

describe('the memory of candidates', () => {
  const found = [{ judge: judge('{}'), key: null, draft: null }];
  const bench = new Bench();
  const one = sighting('mqtt.connect', {});

  it.each([
    ['device and destination', one],
    ['a device without destination', { ...one, destination: null }],
    ['a destination without device', { ...one, device: null }],
    ['neither', { ...one, device: null, destination: null }],
  ])('is of %s', (_what, seen) => {
    const memory = new CandidateMemory();
    expect(memory.find(bench, seen)).toBeNull();
    memory.keep(bench, seen, found);
    expect(memory.find(bench, seen)).toBe(found);
    expect(memory.find(new Bench(), seen)).toBeNull();
    expect(memory.find(bench, sighting('mqtt.connect', {}, { destination: { name: 'other.example' } }))).toBeNull();
    expect(memory.find(bench, seen)).toBe(found);
  });

  it('is of one device for each destination', () => {
    const memory = new CandidateMemory();
    const other = { ...one, device: { ...one.device! } };
    memory.keep(bench, one, found);
    expect(memory.find(bench, other)).toBeNull();
    memory.keep(bench, other, found);
    expect(memory.find(bench, one)).toBeNull();
  });

  it('holds several benches, and forgets what was not asked for lately', () => {
    const memory = new CandidateMemory();
    const [second, none] = [new Bench(), [] as const];
    memory.keep(bench, one, found);
    memory.keep(second, one, none);
    const old = sighting('mqtt.connect', {});
    memory.keep(bench, old, found);
    for (let i = 0; i < 10_000; i += 1) {
      memory.keep(bench, { ...one, destination: { ...one.destination! } }, none);
      if (i % 1_000 === 0) expect(memory.find(bench, one)).toBe(found);
    }
    expect(memory.find(second, one)).toBe(none);
    expect(memory.find(bench, old)).toBeNull();
  });
});
