import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedParts } from '../../src/live/shared-parts.ts';
import type { Evidence, Finding, Outcome } from '../../src/model/finding.ts';
import { aFinding } from '../builders/snapshot.ts';

/** As it comes over a socket: nothing is shared. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const outcome = (because: string, held = true, ...parts: readonly Outcome[]): Outcome => ({ because, held, parts });

function withProofs(...outcomes: readonly Outcome[]): Finding {
  const finding = aFinding();
  const [proof] = finding.evidence;
  return { ...finding, evidence: outcomes.map((because): Evidence => ({ ...proof, because })) as unknown as Finding['evidence'] };
}

const all = outcome('all', true, outcome('kind is "a"'), outcome('any', true, outcome('host is "b"', false), outcome('port is 80')));

describe('parts that findings have in common', () => {
  it('are one object where they are equal', () => {
    const { evidence } = new SharedParts().share(copied(withProofs(all, all, all)));
    expect(new Set(evidence.map(({ because }) => because)).size).toBe(1);
  });

  it('are one object as far down as they are equal', () => {
    const other = outcome('all', true, outcome('kind is "a"'), outcome('any', true, outcome('host is "c"'), outcome('port is 80')));
    const [first, second] = new SharedParts().share(copied(withProofs(all, other))).evidence;
    expect(second!.because).toEqual(other);
    expect(second!.because.parts[0]).toBe(first.because.parts[0]);
    expect(second!.because.parts[1]!.parts[1]).toBe(first.because.parts[1]!.parts[1]);
  });

  it('are the texts of a rule, over findings, as long as the rule says the same', () => {
    const parts = new SharedParts();
    const finding = aFinding();
    const [first, second] = [parts.share(copied(finding)), parts.share(copied({ ...finding, id: 'other' }))];
    expect(second.rule).toBe(first.rule);
    const reworded = { ...finding.rule, version: finding.rule.version + 1 };
    expect(parts.share(copied({ ...finding, rule: reworded })).rule).toEqual(reworded);
  });

  it('leave every finding equal to what came (property)', () => {
    const over = (parts: fc.Arbitrary<Outcome[]>): fc.Arbitrary<Outcome> =>
      fc.record({ because: fc.constantFrom('a', 'b'), held: fc.boolean(), parts });
    const some = (part: fc.Arbitrary<Outcome>): fc.Arbitrary<Outcome[]> => fc.array(part, { maxLength: 2 });
    const tree = over(some(over(some(over(fc.constant([]))))));
    const parts = new SharedParts();
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 5 }), (outcomes) => {
        const finding = copied(withProofs(...outcomes));
        expect(parts.share(copied(finding))).toEqual(finding);
      }),
    );
  });
});
