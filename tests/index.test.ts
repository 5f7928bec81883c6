import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as mouchard from '../src/index.ts';
import { toyCapture } from './cli/captures.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-index-'));
const path = join(folder, 'toy.pcap');
writeFileSync(path, toyCapture());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the library', () => {
  it('has these names and no others', () => {
    expect(Object.keys(mouchard).sort()).toEqual(['CaptureError', 'RulesError', 'analyze', 'openCapture']);
  });

  it('analyses a capture given by its path or as a source', async () => {
    for (const capture of [path, mouchard.openCapture(path)]) {
      let last: mouchard.Snapshot | null = null;
      for await (const snapshot of mouchard.analyze(capture)) last = snapshot;
      expect(last!.captures).toMatchObject([{ name: 'toy.pcap', frames: 6, damage: null }]);
      expect(last!.findings.map(({ rule }) => rule.id)).toContain('cleartext-http-password');
    }
  });
});
