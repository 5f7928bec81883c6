import { describe, expect, it } from 'vitest';
import { read, ruleText, windowOf } from './fixtures.ts';

describe('reading windows', () => {
  it('reads every part', () => {
    const when =
      '{ count: { at_least: 20 }, distinct: { field: resp_addr, at_least: 5 }, period: { jitter_below: 0.1 }, rate: { field: octets, per: 1m, at_least: 1000 } }';
    expect(windowOf('flow.start', '1h', when)).toEqual({
      problems: [],
      window: {
        within: 3_600_000_000,
        count: { atLeast: 20 },
        distinct: { field: expect.objectContaining({ path: 'resp_addr' }), atLeast: 5 },
        period: { jitterBelow: 0.1, atLeast: 1_000_000, atMost: 31_622_400_000_000 },
        rate: { field: expect.objectContaining({ path: 'octets' }), per: 60_000_000, atLeast: 1000 },
      },
    });
  });

  it.each([
    ['{}', '1 The key "count" is missing'],
    ['{ cuont: { at_least: 3 } }', '3 Unknown key "cuont"; did you mean "count"?', '1 The key "count" is missing'],
    ['{ count: 5 }', '10 Expected mapping, found 5'],
    ['{ count: { at_least: 0 } }', '22 Expected integer 1..1024, found 0'],
    ['{ count: { at_least: 2000 } }', '22 Expected integer 1..1024, found 2000'],
    ['{ distinct: { field: resp_adr, at_least: 5 } }', '22 flow.start has no field "resp_adr"; did you mean "resp_addr"?'],
    ['{ distinct: { at_least: 5 } }', '13 The key "field" is missing'],
    ['{ distinct: { field: destination.roles, at_least: 5 } }', '22 when does not apply to destination.roles, which is strings'],
    ['{ rate: { field: proto, per: 1m, at_least: 5 } }', '18 when does not apply to proto, which is string'],
    ['{ rate: { per: 1 minute, at_least: 5 } }', '16 "1 minute" is no duration'],
    ['{ period: { jitter_below: 0.1 } }', '11 "period" needs a count of at least 4: fewer moments have no period'],
    ['{ count: { at_least: 3 }, period: { jitter_below: 0.1 } }', '35 "period" needs a count of at least 4: fewer moments have no period'],
  ])('%s', (when, ...problems) => expect(windowOf('flow.start', '1h', when).problems).toEqual(problems));

  it('wants "within" and "when" together', () => {
    expect(read(ruleText({ within: '1h' })).problems).toEqual([expect.stringContaining('"within" needs "when" beside it')]);
    expect(read(ruleText({ when: '{ count: { at_least: 2 } }' })).problems).toEqual([
      expect.stringContaining('"when" needs "within" beside it'),
    ]);
  });
});
