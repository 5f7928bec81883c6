import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const TSX = new URL('../../../node_modules/.bin/tsx', import.meta.url).pathname;
const CHURN = new URL('./churn.ts', import.meta.url).pathname;

/** The most that the heap of a program takes that replaces what it keeps over and over, MiB. */
function most(...args: readonly string[]): number {
  const { stdout, stderr } = spawnSync(TSX, [CHURN, ...args], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return Number(stdout.split(' ')[0]);
}

describe('the memory of processes that stay', () => {
  it('does not grow to several times what is in use', () => {
    const [calm, wild] = [most('calm'), most()];
    expect(calm).toBeGreaterThan(10);
    expect(calm).toBeLessThan(wild * 0.75);
  });
});
