import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, ACTIONS } from '../../src/ui/actions.ts';
import { readKeyName } from '../../src/ui/key-names.ts';

describe('actions', () => {
  it('have keys that there are, and none that does two things', () => {
    const names = ACTION_NAMES.flatMap((action): readonly string[] => ACTIONS[action]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(readKeyName(name)).toBe(name);
    expect(names).not.toContain('ctrl-c');
  });
});
