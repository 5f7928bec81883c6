import { describe, expect, it } from 'vitest';
import { FrameSink } from '../../src/ui/frame-sink.ts';

describe('frame sink', () => {
  it('hands on the lines of each frame', () => {
    const frames: (readonly string[])[] = [];
    const sink = new FrameSink(80, 24, (lines) => frames.push(lines));
    expect(sink.write('one\n\ntwo')).toBe(true);
    sink.write('');
    expect(frames).toEqual([['one', '', 'two'], []]);
    expect([sink.columns, sink.rows, sink.isTTY]).toEqual([80, 24, false]);
  });
});
