import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FrameWriter } from '../../../../scripts/bench/frame-writer.ts';
import { PacedRecords } from '../../../../scripts/bench/hour/paced-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A capture with frames of so many octets at the given times, microseconds. */
function capture(name: string, length: number, ...times: readonly number[]): string {
  const path = join(folder, name);
  const writer = new FrameWriter(path, 0);
  for (const at of times) {
    writer.at = 1_750_000_000_000_000 + at;
    writer.frame(Buffer.alloc(length, 7));
  }
  writer.close();
  return path;
}

describe('a capture, a stretch of its time after the other', () => {
  it('gives what is due, once, in order', () => {
    const path = capture('due.pcap', 60, 0, 10, 10, 500, 2_000_000);
    const records = new PacedRecords(path);
    const header = records.header();
    const due = [0, 9, 10, 499, 10_000, 1_999_999, 2_000_000].map((micros) => records.until(micros)!);
    expect(due.map(({ octets }) => octets.length / 76)).toEqual([1, 0, 2, 0, 1, 0, 1]);
    expect(due.map(({ micros }) => micros)).toEqual([0, 0, 10, 0, 500, 0, 2_000_000]);
    expect(records.until(3_000_000)).toBeNull();
    expect(Buffer.concat([header, ...due.map(({ octets }) => octets)])).toEqual(readFileSync(path));
  });

  it('goes through a file of many blocks without losing an octet', () => {
    const path = capture('long.pcap', 60_000, ...Array.from({ length: 200 }, (_, i) => i));
    const records = new PacedRecords(path);
    const parts = [records.header()];
    for (let slice = records.until(1e9); slice !== null; slice = records.until(1e9)) parts.push(slice.octets);
    expect(Buffer.concat(parts).equals(readFileSync(path))).toBe(true);
  });
});
