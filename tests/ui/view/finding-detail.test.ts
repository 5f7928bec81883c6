import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/model/snapshot.ts';
import type { Outcome } from '../../../src/model/finding.ts';
import { makeShow } from '../../../src/ui/show.ts';
import { findingDetailView } from '../../../src/ui/view/finding-detail.ts';
import { aCapture, aFinding, anEvidence, aRule, aSnapshot } from '../../builders/snapshot.ts';
import { aState, english, french, NO_NOTES, textOf } from '../frames.ts';

describe('one finding', () => {
  const text = (finding = aFinding(), show = english): string => textOf(findingDetailView(aState(), finding, show, 120));

  it('says its ten things in their order', () => {
    const parts = ['Sends a child’s profile', 'Anyone between', 'high (privacy)', 'certain: read directly', 'may be a sample', 'talking-bear', 'api.bear.example (the maker itself, Bear Toys, United States', '3 times: first 2023-11-14', 'frames 12, 48, 51 of talking-bear.pcapng', 'Ask the maker', 'ETSI EN 303 645 5.5-1 (related, not a legal conclusion)', 'cleartext-profile, version 2 (SHA-256 abababababab); rules cdcdcdcdcdcd']; // prettier-ignore
    const shown = text();
    const places = parts.map((part) => shown.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is nothing but ASCII where nothing else can be shown, whatever a rule or a packet says', () => {
    const because: Outcome = { held: true, because: 'destination.roles contains "données" (["publicité"])', parts: [] };
    const finding = aFinding({ evidence: [anEvidence({ because })] });
    const unreviewed = aSnapshot().destinations.map((one) => ({
      ...one,
      judgements: one.judgements.map((each) => ({ ...each, unreviewed: true })),
    }));
    const state = aState({}, aSnapshot({ destinations: unreviewed, findings: [finding] }));
    const shown = textOf(findingDetailView(state, finding, makeShow('fr', true), 120));
    expect(shown).toContain('destination.roles contient "donnees" (["publicite"])');
    expect(shown).toContain('(entree de liste pas encore relue)');
    expect(shown).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('says what a person made of it', () => {
    const reviewed = (more: Partial<Review>): string => {
      const reviews = [{ finding: 'f0000001', verdict: 'exception' as const, reason: 'our own broker', untilMs: null, atMs: 0, ...more }];
      return textOf(findingDetailView(aState({}, aSnapshot({ notes: { ...NO_NOTES, reviews } })), aFinding(), english, 120));
    };
    expect(text()).toMatch(/Reviewed +nobody has reviewed it yet/);
    const earlierReviews = [
      { finding: 'f0000001', verdict: 'reviewed' as const, reason: 'first', untilMs: null, atMs: 0, endedMs: 60_000 },
      { finding: 'f0000001', verdict: 'exception' as const, reason: 'second', untilMs: null, atMs: 60_000, endedMs: 120_000 },
    ];
    const told = textOf(findingDetailView(aState({}, aSnapshot({ notes: { ...NO_NOTES, earlierReviews } })), aFinding(), english, 150));
    expect(told).toMatch(
      /Reviewed +nobody has reviewed it yet\nBefore +a known exception, .*: second; until it was changed on 1970-01-01.00:02:00.UTC\n +reviewed, .*: first; until/,
    );
    expect(reviewed({ verdict: 'reviewed', reason: null })).toMatch(/Reviewed +reviewed, on 1970-01-01.00:00:00.UTC\n/);
    expect(reviewed({})).toContain('a known exception, on 1970-01-01\u00a000:00:00\u00a0UTC, for good: our own broker');
    expect(reviewed({ untilMs: Date.UTC(2030, 0, 1) })).toMatch(/a known exception, on .*, until 2030-01-01.00:00:00.UTC: our own broker/);
    expect(reviewed({ untilMs: Date.UTC(2020, 0, 1) })).toContain('THIS HAS PASSED');
  });

  it('shows what was in the packets', () => expect(text()).toContain('   method: POST\n   host: api.bear.example\n   target: /child'));

  it('shows why the rule held, as a tree', () => {
    expect(text()).toContain(
      '   ✓ all of these hold\n     ✓ destination.scope is "internet" ("internet")\n     ✓ this must not hold\n       ✗ method is "GET" ("POST")',
    );
    expect(text(aFinding(), french)).toContain('✓ tout ceci est vrai');
  });

  it('shows what it has where a rule has less to say', () => {
    const bare = aFinding({
      rule: aRule({ clauses: [], references: [] }),
      destination: null,
      device: null,
      count: 1,
      evidence: [anEvidence({ flow: null, octets: null })],
    });
    const shown = text(bare);
    expect(shown).toMatch(/Related +-\n/);
    expect(shown).toContain('1 time: 2023-11-14');
    expect(shown).not.toContain('connection');
    expect(text(aFinding({ destination: 'elsewhere.example' }))).toContain('elsewhere.example');
  });

  it('bounds frames and reasons', () => {
    const frames = Array.from({ length: 30 }, (_, i) => i + 1) as unknown as readonly [number, ...number[]];
    const deep = Array.from({ length: 5_000 }).reduce<Outcome>((inner) => ({ held: true, because: 'all', parts: [inner] }), {
      held: true,
      because: 'x',
      parts: [],
    });
    const wide: Outcome = { held: true, because: 'any', parts: Array.from({ length: 5_000 }, () => deep) };
    const rows = findingDetailView(aState(), aFinding({ evidence: [anEvidence({ frames, because: wide })] }), english, 120);
    expect(rows.length).toBeLessThan(150);
    expect(textOf(rows)).toContain('1, 2, 3, 4, 5, 6, 7, 8 and 22 more of talking-bear.pcapng');
  });

  it('names each capture', () => {
    const two = aSnapshot({ captures: [aCapture(), aCapture({ name: 'second.pcap' })] });
    const evidence = [anEvidence(), anEvidence({ capture: 1 }), anEvidence({ capture: 7 })] as const;
    const shown = textOf(findingDetailView(aState({}, two), aFinding({ evidence }), english, 140));
    expect(shown).toContain('frame 12 of talking-bear.pcapng; frame 12 of second.pcap; frame 12 of #8');
  });
});
