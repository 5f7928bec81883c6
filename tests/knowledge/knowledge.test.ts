import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/knowledge/knowledge.ts';

describe('data labels', () => {
  it('are found by source', () => {
    const source = { id: 'asn', date: '2026-01-01', label: 'Routes 2026-01-01', licence: '', attribution: '', links: [] } as const;
    expect(labelOf({ sources: [source] }, 'asn')).toBe('Routes 2026-01-01');
    expect(labelOf({ sources: [source] }, 'country')).toBe('');
  });
});
