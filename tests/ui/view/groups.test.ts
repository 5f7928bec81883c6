import { describe, expect, it } from 'vitest';
import { companiesOf, rulesOf } from '../../../src/ui/groups.ts';
import { companyColumns, ruleColumns } from '../../../src/ui/view/groups.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { english } from '../frames.ts';

describe('columns of groups', () => {
  const snapshot = aSnapshot();

  it('say how much there is of a rule and of a company', () => {
    const rule = ruleColumns(english).map(({ cell }) => cell(rulesOf(snapshot.findings)[0]!, 20).text);
    expect(rule.slice(0, 5)).toEqual(['▲ H', 'Sends a child’s profile without encryption', '2', '1', '4']);
    const company = companyColumns(english).map(({ cell }) => cell(companiesOf(snapshot.destinations)[1]!, 20).text);
    expect(company.slice(0, 5)).toEqual(['Ad Example', 'other', '1', '1', '1']);
    expect(companyColumns(english)[0]!.cell(companiesOf(snapshot.destinations)[2]!, 20).text).toBe('company not known');
  });
});
