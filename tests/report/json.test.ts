import { describe, expect, it } from 'vitest';
import { jsonPieces, renderJson } from '../../src/report/json.ts';
import { expectGolden } from '../builders/golden.ts';
import { aCapture, aCoverage, aSnapshot } from '../builders/snapshot.ts';

interface Result {
  readonly coverage: Record<string, unknown>;
  readonly captures: readonly Record<string, unknown>[];
  readonly findings: readonly { readonly evidence: readonly unknown[]; readonly title: unknown; readonly first: number }[];
}
const parsed = (text: string): Result => JSON.parse(text) as Result;

describe('renderJson', () => {
  it('is the result of the promise, byte by byte', () => {
    expectGolden(new URL('./result.golden.txt', import.meta.url), renderJson(aSnapshot()));
  });

  it('has the members of the promise, in their order', () => {
    expect(Object.keys(parsed(renderJson(aSnapshot())))).toEqual([
      'tool', 'rules', 'captures', 'coverage', 'devices', 'destinations', 'findings', 'phases',
    ]); // prettier-ignore
  });

  it('prints times with six decimals that a double would lose', () => {
    const text = renderJson(aSnapshot({ captures: [aCapture({ first: 1_699_999_999_123_450 })] }));
    expect(text).toContain('"first":1699999999.123450,');
  });

  it('carries texts in both languages and the evidence', () => {
    const { findings } = parsed(renderJson(aSnapshot()));
    expect(findings[0]!.title).toEqual({
      en: 'Sends a child’s profile without encryption',
      fr: 'Envoie le profil d’un enfant sans chiffrement',
    });
    expect(findings.every((finding) => finding.evidence.length > 0)).toBe(true);
  });

  it('is valid where there is nothing', () => {
    const text = renderJson(aSnapshot({ captures: [], devices: [], destinations: [], findings: [], phases: [] }));
    expect(parsed(text).captures).toEqual([]);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it.each([
    [{}, true],
    [{ coverage: aCoverage({ kernelDrops: 1 }) }, false],
    [{ captures: [aCapture({ damage: { offset: 40, reason: 'capture-cut-short', frame: 2 } })] }, false],
  ])('says whether it is complete: %#', (more, complete) => {
    expect(parsed(renderJson(aSnapshot(more))).coverage['complete']).toBe(complete);
  });
});

describe('jsonPieces', () => {
  it('are the same text, in more pieces than one', () => {
    const pieces = [...jsonPieces(aSnapshot())];
    expect(pieces.length).toBeGreaterThan(8);
    expect(pieces.join('')).toBe(renderJson(aSnapshot()));
  });
});
