import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/ui/filter.ts';

const ROW = {
  text: 'sends a profile api.bear.example toy',
  device: 'toy 02:00',
  host: 'api.bear.example',
  severity: ['high', 'élevée', 'e', 'h'],
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
  ])('%j is %s', (line, holds) => expect(parseFilter(line)(ROW)).toBe(holds));

  it('takes no longer for patterns that are meant to', () => {
    expect(parseFilter(`host:${'*a'.repeat(30)}`)({ ...ROW, host: 'b'.repeat(250) })).toBe(false);
  });
});
