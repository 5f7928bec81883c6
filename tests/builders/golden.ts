import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Compares a text with the file that holds what it should be; `UPDATE=1` writes the file, and the diff is the review. */
export function expectGolden(url: URL, text: string): void {
  if (process.env['UPDATE'] === '1') writeFileSync(url, text);
  expect(existsSync(url), `${url.pathname} is missing: run with UPDATE=1`).toBe(true);
  expect(text).toBe(readFileSync(url, 'utf8'));
}
