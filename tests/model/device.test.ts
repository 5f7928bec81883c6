import { describe, expect, it } from 'vitest';
import { bestClaim, type Claim } from '../../src/model/device.ts';

const claim = (value: string, confidence: number): Claim => ({ value, source: 'test', confidence, at: 0, frame: null });

describe('bestClaim', () => {
  it.each([
    ['nothing claimed', [], null],
    ['the most confident', [claim('a', 0.2), claim('b', 0.9), claim('c', 0.5)], 'b'],
    ['the first among equals', [claim('a', 0.5), claim('b', 0.5)], 'a'],
    ['one without any confidence', [claim('a', 0)], 'a'],
  ])('%s', (_name, claims, best) => {
    expect(bestClaim(claims)?.value ?? null).toBe(best);
  });
});
