import { describe, expect, it } from 'vitest';
import { selfTest } from '../../src/cli/self-test.ts';
import type { Edges } from '../../src/cli/edges.ts';

describe('the self-test', () => {
  it('finds in the bundled recording exactly what must be found', async () => {
    const edges: Edges = { argv: [], env: {}, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, now: () => 0 };
    const { found, missing, unexpected } = await selfTest(edges, 'en');
    expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
    expect(found).toBeGreaterThan(5);
  });
});
