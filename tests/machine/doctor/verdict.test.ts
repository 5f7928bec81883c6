import { describe, expect, it } from 'vitest';
import { cannotCapture, verdict } from '../../../src/machine/doctor/verdict.ts';

describe('verdicts', () => {
  it('carry facts and commands, or none', () => {
    expect(verdict('space', 'storage', { level: 'ok', state: 'ok' })).toEqual({
      id: 'space',
      group: 'storage',
      level: 'ok',
      state: 'ok',
      facts: {},
      mend: [],
    });
  });

  it('stand in the way of a capture only by a problem, and not by one of the hotspot', () => {
    const problem = { level: 'problem', state: 'x' } as const;
    expect(cannotCapture([verdict('a', 'capture', { level: 'warning', state: 'x' })])).toBe(false);
    expect(cannotCapture([verdict('a', 'hotspot', problem)])).toBe(false);
    expect(cannotCapture([verdict('a', 'hotspot', problem), verdict('b', 'storage', problem)])).toBe(true);
  });
});
