import { describe, expect, it } from 'vitest';
import { CONTENT_CLASSES, NAME_SOURCES, PARTIES, ROLES, SCOPES } from '../../src/model/destination.ts';
import { isMessageKey } from '../../src/language/message.ts';

describe('the words of destinations', () => {
  it.each([
    ['party', PARTIES],
    ['name-source', NAME_SOURCES],
    ['scope', SCOPES],
    ['role', ROLES],
    ['class', CONTENT_CLASSES],
  ] as const)('every %s is told once, and in words', (prefix, values: readonly string[]) => {
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(isMessageKey(`${prefix}.${value}`), value).toBe(true);
  });
});
