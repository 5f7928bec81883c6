import { describe, expect, it } from 'vitest';
import type { Edges } from '../../src/cli/edges.ts';
import { ProgressLine } from '../../src/cli/progress-line.ts';

function line(isTTY: boolean, quiet = false): { line: ProgressLine; at: (ms: number) => void; written: string[] } {
  const written: string[] = [];
  let now = 1_000;
  const edges = { stderr: { isTTY, write: (text: string) => written.push(text) }, now: () => now } as unknown as Edges;
  return { line: new ProgressLine(edges, 'en', quiet), at: (ms) => (now = 1_000 + ms), written };
}
const half = { octetsRead: 50, octetsTotal: 100, frames: 2_000 };

describe('ProgressLine', () => {
  it('tells share, rate, time left and findings, and goes away', () => {
    const { line: progress, at, written } = line(true);
    at(100);
    progress.update(half, 3);
    expect(written).toEqual([]);
    at(2_000);
    progress.update(half, 3);
    at(2_050);
    progress.update(half, 3);
    expect(written).toEqual(['\r50 %  2,000 packets  1,000/s  2 s left  3 findings\x1b[K']);
    progress.clear();
    progress.clear();
    expect(written.slice(1)).toEqual(['\r\x1b[K']);
  });

  it('a stream has no share, a long file minutes', () => {
    const { line: progress, at, written } = line(true);
    at(1_000);
    progress.update({ ...half, octetsTotal: null }, 0);
    at(2_000);
    progress.update({ octetsRead: 1, octetsTotal: 100, frames: 10 }, 0);
    expect(written[0]).toContain('\r2,000 packets  2,000/s  0 findings');
    expect(written[1]).toContain('3 min 18 s left');
  });

  it('says nothing where there is no terminal or nobody wants it', () => {
    for (const silent of [line(false), line(true, true)]) {
      silent.at(5_000);
      silent.line.update(half, 1);
      silent.line.clear();
      expect(silent.written).toEqual([]);
    }
  });
});
