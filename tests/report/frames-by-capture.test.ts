import { describe, expect, it } from 'vitest';
import { framesByCapture } from '../../src/report/frames-by-capture.ts';
import { anEvidence } from '../builders/snapshot.ts';

describe('frames of evidence', () => {
  it('stand by capture, each once and in rising order', () => {
    const evidence = [
      anEvidence({ capture: 0, frames: [12, 3] }),
      anEvidence({ capture: 1, frames: [12] }),
      anEvidence({ capture: 0, frames: [3, 4] }),
    ];
    expect([...framesByCapture(evidence)]).toEqual([
      [0, [3, 4, 12]],
      [1, [12]],
    ]);
  });
});
