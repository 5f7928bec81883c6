import { describe, expect, it } from 'vitest';
import { ruleJsonSchema } from '../../src/engine/rule-schema.ts';
import { VOCABULARY } from './fixtures.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- schemas nest as deep as they like
type Json = Record<string, any>;
const schema = ruleJsonSchema(VOCABULARY) as Json;

function references(value: unknown, found: string[] = []): readonly string[] {
  if (Array.isArray(value)) for (const item of value) references(item, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref') found.push(inner as string);
      else references(inner, found);
    }
  }
  return found;
}

describe('JSON Schema of rules', () => {
  it('lists kinds, each with its own fields', () => {
    expect(schema['properties'].on.enum).toEqual(Object.keys(VOCABULARY).sort());
    const where = schema['$defs']['where dns.answer'];
    expect(Object.keys(where.properties)).toEqual(
      expect.arrayContaining(['all', 'any', 'not', 'name', 'rcode', 'answers', 'sender', 'device.vendor', 'destination.scope']),
    );
    expect(where.additionalProperties).toBe(false);
    expect(Object.keys(where.patternProperties)).toEqual(['^answers\\..']);
    expect(new RegExp('^answers\\..').test('answers.data')).toBe(true);
  });

  it('offers operators by the type of the field', () => {
    expect(Object.keys(schema['$defs']['test boolean'].oneOf[1].properties)).toEqual(['is', 'exists']);
    expect(Object.keys(schema['$defs']['test number'].oneOf[1].properties)).toEqual(['is', 'in', 'at_least', 'at_most', 'exists']);
    expect(schema['$defs']['test destination.party'].oneOf[0].enum).toContain('third');
    expect(schema['$defs']['where dns.answer'].properties['destination.party'].$ref).toBe('#/$defs/test%20destination.party');
  });

  it('has no reference that leads nowhere', () => {
    const all = references(schema);
    expect(all.length).toBeGreaterThan(100);
    for (const one of all) expect(schema['$defs'], one).toHaveProperty([decodeURIComponent(one.slice('#/$defs/'.length))]);
  });

  it('is the same each time, and plain JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(JSON.stringify(ruleJsonSchema(VOCABULARY))).toBe(JSON.stringify(schema));
  });
});
