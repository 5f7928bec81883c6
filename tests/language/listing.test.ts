import { describe, expect, it } from 'vitest';
import { listingText } from '../../src/language/listing.ts';
import type { Outcome } from '../../src/model/finding.ts';
import { aDestination, aFinding, anEvidence } from '../builders/snapshot.ts';

const said = (because: string, held = true): Outcome => ({ held, because, parts: [] });
const resting = (...parts: Outcome[]) => aFinding({ evidence: [anEvidence({ because: { held: true, because: 'all', parts } })] });
const BY_LIST = resting(said('method is "GET" ("GET")'), said('destination.roles contains "ads" (["ads"])'));
const listed = (unreviewed: boolean) =>
  aDestination({
    judgements: [
      { what: 'role', value: 'ads', source: 'rules/destinations/a.yaml (ads.example)', unreviewed: false },
      { what: 'owner', value: 'A', source: 'rules/destinations/a.yaml (ads.example)', unreviewed },
      { what: 'country', value: 'FR', source: 'DB-IP', unreviewed: false },
    ],
  });

describe('the list behind a finding', () => {
  it('is named where the rule believes a list, with whether anybody has reviewed it', () => {
    expect(listingText('en', BY_LIST, listed(false))).toBe('rules/destinations/a.yaml (ads.example)');
    expect(listingText('en', BY_LIST, listed(true))).toBe('rules/destinations/a.yaml (ads.example) (list entry not yet reviewed)');
    expect(listingText('fr', BY_LIST, listed(true))).toBe('rules/destinations/a.yaml (ads.example) (entrée de liste pas encore relue)');
  });

  it('is not named where the capture itself is the proof, or nothing is listed', () => {
    expect(listingText('en', resting(said('destination.scope is "internet" ("internet")')), listed(false))).toBeNull();
    expect(listingText('en', resting(said('destination.tracker is true (false)', false)), listed(false))).toBeNull();
    expect(listingText('en', BY_LIST, aDestination({ judgements: [] }))).toBeNull();
    expect(listingText('en', BY_LIST, null)).toBeNull();
  });

  it('cannot carry control characters of a rule file', () => {
    const judgements = [{ what: 'role', value: 'ads', source: 'a\u001b[2J.yaml', unreviewed: false }] as const;
    expect(listingText('en', BY_LIST, aDestination({ judgements }))).not.toMatch(/[\p{Cc}]/u);
  });
});
