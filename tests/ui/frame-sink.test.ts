import { describe, expect, it } from 'vitest';
import { FrameSink } from '../../src/ui/frame-sink.ts';
import type { Painted } from '../../src/ui/paint.ts';

const painted = (...lines: readonly string[]): readonly Painted[] => lines as readonly Painted[];

describe('frame sink', () => {
  it('hands on whole frames, the parts in their order', () => {
    const frames: (readonly string[])[] = [];
    const sink = new FrameSink(80, 24, (lines) => frames.push(lines));
    sink.put('foot', painted('keys'));
    sink.put('head', painted('title', ''));
    sink.show();
    sink.put('body', painted('rows'));
    sink.show();
    expect(frames).toEqual([
      ['title', '', 'keys'],
      ['title', '', 'rows', 'keys'],
    ]);
  });

  it('leaves what Ink writes by itself', () => {
    const frames: unknown[] = [];
    const sink = new FrameSink(80, 24, (lines) => frames.push(lines));
    expect(sink.write()).toBe(true);
    expect(frames).toEqual([]);
    expect([sink.columns, sink.rows, sink.isTTY]).toEqual([80, 24, false]);
  });
});
