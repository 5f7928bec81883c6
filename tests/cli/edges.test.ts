import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/edges.ts';

describe('EXIT', () => {
  it('has the exit statuses that are promised', () => {
    expect(Object.values(EXIT).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 70, 130, 143]);
  });
});
