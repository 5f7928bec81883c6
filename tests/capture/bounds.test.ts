import { expect, it } from 'vitest';
import { CAPTURE_BOUNDS, HEADROOM } from '../../src/capture/bounds.ts';

it('leaves room for the longest record that is held whole', () => {
  expect(HEADROOM).toBeGreaterThanOrEqual(CAPTURE_BOUNDS.wholeBlockOctetsMax);
  expect(HEADROOM).toBeGreaterThanOrEqual(CAPTURE_BOUNDS.capturedLengthMax + 32);
});
