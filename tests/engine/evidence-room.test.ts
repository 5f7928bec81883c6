import { describe, expect, it } from 'vitest';
import { EvidenceRoom } from '../../src/engine/evidence-room.ts';
import type { Fields } from '../../src/model/observation.ts';
import { sighting } from './fixtures.ts';

const proof = (fields: Fields) => sighting('http.request', fields);
/** 512 octets for the proof, 32 for the field, two for each character: 2,544 in all. */
const LONG = proof({ target: 'x'.repeat(1_000) });

describe('EvidenceRoom', () => {
  it('keeps further proofs for as long as less than half is taken, and counts those that it does not', () => {
    const room = new EvidenceRoom(2_544 * 6);
    expect([1, 2, 3, 4, 5].map(() => room.add(LONG))).toEqual([true, true, true, false, false]);
    expect(room.limits()).toEqual([{ code: 'evidence-limited', count: 2, incomplete: true }]);
  });

  it('keeps the other half for the proofs with which findings begin', () => {
    const room = new EvidenceRoom(2_544 * 4);
    expect([1, 2].map(() => room.add(LONG))).toEqual([true, true]);
    expect([1, 2, 3].map(() => room.open(LONG))).toEqual([true, true, false]);
    expect(room.limits()).toEqual([]);
  });

  it('has room for a short proof where a long one does not fit', () => {
    const room = new EvidenceRoom(2_544 * 2 - 1);
    expect([room.add(LONG), room.add(proof({})), room.open(LONG)]).toEqual([false, true, true]);
    expect(room.open(LONG)).toBe(false);
  });

  it.each([
    ['no field', {}, 512],
    ['a number', { length: 7 }, 544],
    ['nothing', { host: null }, 544],
    ['text', { host: 'abc' }, 550],
    ['a list of texts', { names: ['ab', 'c'] }, 614],
    ['a list of numbers', { types: [1, 2] }, 608],
  ] as const)('weighs %s', (_name, fields, octets) => {
    expect([new EvidenceRoom(octets).open(proof(fields)), new EvidenceRoom(octets - 1).open(proof(fields))]).toEqual([true, false]);
  });
});
