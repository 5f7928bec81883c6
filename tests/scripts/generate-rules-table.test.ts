import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesTable } from '../../scripts/generate-rules-table.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const SAMPLE = join(ROOT, 'rules/exposure/cleartext-mqtt-password.yaml');

describe('rulesTable', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rules-table-'));
    mkdirSync(join(root, 'rules/exposure'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('has a head and one row for each rule', () => {
    cpSync(SAMPLE, join(root, 'rules/exposure/cleartext-mqtt-password.yaml'));
    const lines = rulesTable(root).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('| rule | what it sees | innocent explanation |');
    expect(lines[2]).toContain('[`cleartext-mqtt-password`](rules/exposure/cleartext-mqtt-password.yaml) (high)');
    expect(lines[2]).toContain('Sends its MQTT password in the clear. Anyone between');
    expect(lines[3]).toBe('');
  });

  it('escapes bars and folds lines', () => {
    const text = readFileSync(SAMPLE, 'utf8').replace(/( {2}en: )Anyone between.*/, '$1"one | two\\nthree"');
    writeFileSync(join(root, 'rules/exposure/cleartext-mqtt-password.yaml'), text);
    expect(rulesTable(root)).toContain('one \\| two three |');
  });

  it('refuses a faulty rule with its place', () => {
    writeFileSync(
      join(root, 'rules/exposure/cleartext-mqtt-password.yaml'),
      readFileSync(SAMPLE, 'utf8').replace('severity: high', 'severity: huge'),
    );
    expect(() => rulesTable(root)).toThrow(/cleartext-mqtt-password\.yaml:5:11/);
  });

  it('lists every built-in rule, by category', () => {
    const rows = rulesTable(ROOT).split('\n').slice(2, -1);
    expect(rows.length).toBeGreaterThanOrEqual(45);
    const paths = rows.map((row) => /\(rules\/([^)]+)\.yaml\)/.exec(row)?.[1] ?? '');
    expect(paths).toEqual([...paths].sort());
  });
});
