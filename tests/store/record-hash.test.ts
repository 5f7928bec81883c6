import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { RecordHash } from '../../src/store/record-hash.ts';

function digestOf(...records: readonly string[]): string {
  const hash = new RecordHash();
  for (const record of records) expect(hash.add(record)).toBe(record);
  return hash.digest();
}

it('is SHA-256 over lengths and records', () => {
  expect(digestOf('{"a":1}', '[]')).toBe(createHash('sha256').update('7:{"a":1}2:[]').digest('hex'));
});

it('tells records apart that read the same one after the other', () => {
  expect(new Set([digestOf('ab', 'c'), digestOf('a', 'bc'), digestOf('abc'), digestOf('abc', '')]).size).toBe(4);
});
