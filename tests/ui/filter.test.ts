import { describe, expect, it } from 'vitest';
import { parseFilter, type Filtered } from '../../src/ui/filter.ts';

const ROW: Filtered = {
  says: (word) => 'sends a profile api.bear.example toy'.includes(word),
  device: 'toy 02:00',
  host: 'api.bear.example',
  severity: ['high', 'élevée', 'e', 'h'],
  ...{
    harm: 3,
    confidence: 2,
    parties: ['third'],
    land: 'us',
    protection: 'clear',
    rule: 'cleartext-profile',
    owner: 'bear toys',
    seen: 7,
    review: 'new',
  },
  first: Date.UTC(2026, 0, 2, 14, 3, 11) * 1_000,
};

describe('filter', () => {
  it.each([
    ['', true],
    ['profile', true],
    ['PROFILE', true],
    ['profile toy', true],
    ['profile speaker', false],
    ['!speaker', true],
    ['!profile', false],
    ['!', true],
    ['sev:high', true],
    ['sev:H', true],
    ['sev:él', true],
    ['sev:low', false],
    ['sev:m', false],
    ['!sev:high', false],
    ['dev:02:00', true],
    ['dev:tv', false],
    ['host:bear', true],
    ['host:*.bear.example', true],
    ['host:api.*', true],
    ['host:api.*.example', true],
    ['host:bear.*', false],
    ['host:*.other', false],
    ['host:*', true],
    ['host:api*api*', false],
    ['other:thing', false],
    ['-speaker', true],
    ['-profile', false],
    ['speaker | profile', true],
    ['speaker|profile', true],
    ['speaker | tv', false],
    ['speaker |', false],
    ['| profile', true],
    ['speaker toy | api', true],
    ['sev>=M', true],
    ['sev>high', false],
    ['sev<critical', true],
    ['sev>=', true],
    ['conf:2', true],
    ['conf:likely', true],
    ['conf>=3', false],
    ['conf<3', true],
    ['party:3rd', true],
    ['party:third', true],
    ['party:1st', false],
    ['land:US', true],
    ['land:u', false],
    ['enc:clear', true],
    ['enc:enc', false],
    ['rule:cleartext*', true],
    ['rule:dns*', false],
    ['owner:bear*toys', true],
    ['owner:toys', true],
    ['owner:?', false],
    ['rule=cleartext-profile', true],
    ['rule=cleartext', false],
    ['rule=', true],
    ['owner=bear', false],
    ['owner=bear*toys', true],
    ['owner=bear*', true],
    ['conf:probable', true],
    ['conf:incertain', false],
    ['grav>=moyenne', true],
    ['grav>=remarque', true],
    ['grav<faible', false],
    ['qui:tiers', true],
    ['qui:prestataire', false],
    ['entreprise:bear*', true],
    ['seen>5', true],
    ['seen:7', true],
    ['seen<7', false],
    ['after:14', true],
    ['after:14:03', true],
    ['after:14:04', false],
    ['before:14:03:12', true],
    ['before:9', false],
    ['review:new', true],
    ['review:exc', false],
    ['!party:1st', true],
    ['02:00', false],
  ])('%j is %s', (line, holds) => expect(parseFilter(line).test(ROW)).toBe(holds));

  it.each([
    ['sev:high', null],
    ['sev>=huge', 'sev>=huge'],
    ['conf:9', 'conf:9'],
    ['toy party:neighbour', 'party:neighbour'],
    ['seen>many', 'seen>many'],
    ['after:noon', 'after:noon'],
    ['enc:maybe', 'enc:maybe'],
    ['review:later', 'review:later'],
    ['!conf:9', '!conf:9'],
  ])('%j has the fault %j, and holds for what else it says', (line, fault) => {
    expect(parseFilter(line).fault).toBe(fault);
    expect(parseFilter(line).test(ROW)).toBe(true);
  });

  it('asks nothing of what a row does not have', () => {
    const bare: Filtered = { ...ROW, severity: [], harm: null, confidence: null, parties: [], land: '', rule: '', seen: null, first: null };
    for (const line of ['sev>=i', 'sev:h', 'conf>=1', 'party:?', 'land:us', 'rule:*', 'seen>=0', 'after:0'])
      expect(parseFilter(line).test(bare), line).toBe(false);
  });

  it('takes no longer for patterns that are meant to', () => {
    expect(parseFilter(`host:${'*a'.repeat(30)}`).test({ ...ROW, host: 'b'.repeat(250) })).toBe(false);
  });
});
