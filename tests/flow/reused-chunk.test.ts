import { expect, it } from 'vitest';
import { ReusedChunk } from '../../src/flow/reused-chunk.ts';

it('points where it is told, and lets go', () => {
  const chunk = new ReusedChunk();
  const buffer = Buffer.from('abcdef');
  expect(chunk.set(buffer, 2, 4, 1)).toBe(chunk);
  expect([chunk.buffer, chunk.start, chunk.end, chunk.sender]).toEqual([buffer, 2, 4, 1]);
  chunk.clear();
  expect(chunk.buffer.length).toBe(0);
});
