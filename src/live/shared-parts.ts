import type { Evidence, Finding, Outcome, RuleSummary } from '../model/finding.ts';
import { sameValue } from './same-value.ts';

/** Rules whose texts are shared; past them each finding keeps its own. */
const RULES_MAX = 4_096;

/**
 * Findings that came over a socket, with one object for each part that they have in common: the texts of their rule, and why it held,
 * which is mostly the same for every proof of a finding. Otherwise most of what a screen holds would be copies.
 */
export class SharedParts {
  readonly #rules = new Map<string, RuleSummary>();

  share(finding: Finding): Finding {
    const rule = this.rule(finding.rule);
    const evidence: Evidence[] = [];
    for (const proof of finding.evidence) {
      const before = evidence.at(-1);
      const because = before === undefined ? proof.because : shared(before.because, proof.because);
      evidence.push(because === proof.because ? proof : { ...proof, because });
    }
    return { ...finding, rule, evidence: evidence as unknown as Finding['evidence'] };
  }

  /** The rule as it was first seen, where it is equal. */
  rule(rule: RuleSummary): RuleSummary {
    const known = this.#rules.get(rule.sha256);
    if (known !== undefined && sameValue(known, rule)) return known;
    if (known !== undefined || this.#rules.size < RULES_MAX) this.#rules.set(rule.sha256, rule);
    return rule;
  }
}

/** An outcome equal to `now`, made of as much as possible of `before`. */
function shared(before: Outcome, now: Outcome): Outcome {
  const same = before.held === now.held && before.because === now.because && before.parts.length === now.parts.length;
  const parts = now.parts.map((part, index) => {
    const known = before.parts[index];
    return known === undefined ? part : shared(known, part);
  });
  if (same && parts.every((part, index) => part === before.parts[index])) return before;
  return { held: now.held, because: before.because === now.because ? before.because : now.because, parts };
}
