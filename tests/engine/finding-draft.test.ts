import { describe, expect, it } from 'vitest';
import { EVIDENCE_MAX } from '../../src/model/finding.ts';
import { FindingDraft } from '../../src/engine/finding-draft.ts';
import { ruleOf, sighting } from './fixtures.ts';

/** What a window says of itself. */
const BECAUSE = [{ held: true, because: 'x', parts: [] }];

describe('finding draft', () => {
  it('keeps the first evidence, the exact count and the outermost moments', () => {
    const one = (at: number) => sighting('mqtt.connect', { has_password: true }, { at, frame: at + 1 });
    const draft = new FindingDraft(ruleOf(), one(5), BECAUSE);
    draft.add(1, 5_000_000, 5_000_000);
    for (let at = 6; at < 50; at++) {
      draft.addEvidence(one(at), BECAUSE);
      draft.add(1, at * 1e6, at * 1e6);
    }
    draft.add(1, 2_000_000, 2_000_000);
    const finding = draft.finding();
    expect(finding).toMatchObject({
      device: '02:00:00:00:00:07',
      destination: 'cloud.example',
      count: 46,
      first: 2_000_000,
      last: 49_000_000,
    });
    expect(finding.evidence).toHaveLength(EVIDENCE_MAX);
    expect(finding.evidence[0]).toEqual({
      capture: 0,
      frames: [6],
      flow: 1,
      kind: 'mqtt.connect',
      at: 5_000_000,
      fields: { has_password: true },
      octets: null,
      because: { held: true, because: 'all', parts: [expect.anything(), ...BECAUSE] },
    });
    expect(draft.wantsEvidence).toBe(false);
  });

  it('tells where and when a thing shows, where that is not when it was decided', () => {
    const ended = sighting('flow.end', {}, { at: 90, frame: 90 });
    const shown = { ...ended, observation: { ...ended.observation, shown: { frames: [3, 7] as const, at: 7_000_000 } } };
    const finding = new FindingDraft(ruleOf(), shown, BECAUSE).finding();
    expect(finding).toMatchObject({ first: 7_000_000, last: 7_000_000 });
    expect(finding.evidence[0]).toMatchObject({ frames: [3, 7], at: 7_000_000 });
  });

  it('names neither device nor destination where the rule does not tell findings apart by them', () => {
    const draft = new FindingDraft(ruleOf({ per: '[flow]' }), sighting('mqtt.connect', {}), BECAUSE);
    expect(draft.finding()).toMatchObject({ device: null, destination: null });
  });

  it.each([
    [
      [3, 9],
      [3, 9],
    ],
    [[3], null],
    [null, null],
    [['a', 'b'], null],
  ])('points at octets %j: %j', (octets, shown) => {
    const draft = new FindingDraft(ruleOf(), sighting('content.match', { octets: octets as number[] }), BECAUSE);
    expect(draft.finding().evidence[0].octets).toEqual(shown);
  });

  it('gives pictures that later evidence does not change', () => {
    const draft = new FindingDraft(ruleOf(), sighting('mqtt.connect', {}), BECAUSE);
    const before = draft.finding();
    draft.addEvidence(sighting('mqtt.connect', {}), BECAUSE);
    expect(before.evidence).toHaveLength(1);
  });

  it('gives the same picture until something is added', () => {
    const draft = new FindingDraft(ruleOf(), sighting('mqtt.connect', { has_password: true }), BECAUSE);
    const pictures = [draft.finding(), draft.finding()];
    draft.add(1, 1, 2);
    pictures.push(draft.finding(), draft.finding());
    draft.addEvidence(sighting('mqtt.connect', { has_password: true }), BECAUSE);
    pictures.push(draft.finding());
    expect(pictures.map((picture) => pictures.indexOf(picture))).toEqual([0, 0, 2, 2, 4]);
  });

  it('shows the shape of a URI and none of its values, in the fields and in the proof', () => {
    const rule = ruleOf({ on: 'content.match', where: '{ what: { starts_with: x } }' });
    const seen = sighting('content.match', { what: 'x', target: '/login?user=anna&pin=s3cret' });
    const finding = new FindingDraft(rule, seen, []).finding();
    expect(finding.evidence[0].fields['target']).toBe('/login?user=(4)&pin=(6)');
    expect(JSON.stringify(finding)).not.toMatch(/anna|s3cret/);
  });
});
