import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/finding.ts';
import { becauseText, proofText } from '../../src/report/proof.ts';
import { viewOf } from '../builders/page-of.ts';
import { aCapture, anEvidence, aSnapshot } from '../builders/snapshot.ts';

const leaf = (because: string, held = true): Outcome => ({ held, because, parts: [] });

describe('proofText', () => {
  const view = viewOf(aSnapshot({ captures: [aCapture({ name: 'a.pcap' }), aCapture({ name: 'b.pcap' })] }));

  it.each([
    ['one frame', [anEvidence()], 'frame 12 of a.pcap'],
    ['each frame once, in order', [anEvidence({ frames: [51, 48] }), anEvidence({ frames: [48, 12] })], 'frames 12, 48, 51 of a.pcap'],
    ['two captures', [anEvidence(), anEvidence({ capture: 1, frames: [3] })], 'frame 12 of a.pcap; frame 3 of b.pcap'],
    ['many', [anEvidence({ frames: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] })], 'frames 1, 2, 3, 4, 5, 6, 7, 8 and 2 more of a.pcap'],
    ['a capture that is not listed', [anEvidence({ capture: 7 })], 'frame 12 of #8'],
  ])('%s', (_name, evidence, expected) => {
    expect(proofText(view, evidence)).toBe(expected);
  });

  it('gives every frame where everything is wanted', () => {
    const all = viewOf(aSnapshot(), { verbose: true });
    expect(proofText(all, [anEvidence({ frames: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] })])).toContain('8, 9, 10 of');
  });
});

describe('becauseText', () => {
  const of = (because: Outcome, verbose = false): string => becauseText('en', anEvidence({ because }), verbose);

  it('lists the conditions that held', () => {
    const any: Outcome = { held: true, because: 'any', parts: [leaf('a is 1 (2)', false), leaf('b is 2 (2)')] };
    expect(of({ held: true, because: 'all', parts: [any, leaf('c exists true (3)')] })).toBe(
      'http.request: b is 2 (2); c is known: true (3)',
    );
  });

  it('marks what did not hold and should not', () => {
    expect(of({ held: true, because: 'not', parts: [leaf('a is 1 (2)', false)] })).toBe('http.request: not a is 1 (2)');
  });

  it('is short unless everything is wanted', () => {
    const parts = ['a', 'b', 'c', 'd', 'e'].map((name) => leaf(name));
    expect(of({ held: true, because: 'all', parts })).toBe('http.request: a; b; c; d; …');
    expect(of({ held: true, because: 'all', parts }, true)).toBe('http.request: a; b; c; d; e');
  });

  it('leaves out long patterns, and what it has said, unless everything is wanted', () => {
    const long = leaf(`body_keys matches "${'x|'.repeat(60)}" (["child"])`);
    const outcome: Outcome = { held: true, because: 'all', parts: [long, long] };
    expect(of(outcome)).toBe('http.request: body_keys matches … (["child"])');
    expect(of(outcome, true)).toContain('x|x|x|');
  });

  it('speaks French', () => {
    const because = leaf('destination.scope is "internet" ("internet")');
    expect(becauseText('fr', anEvidence({ because }), false)).toBe('http.request : destination.scope vaut "internet" ("internet")');
  });

  it('goes only so deep', () => {
    let outcome = leaf('bottom');
    for (let i = 0; i < 10_000; i += 1) outcome = { held: true, because: 'all', parts: [outcome] };
    expect(of(outcome)).toBe('http.request: all');
  });
});
