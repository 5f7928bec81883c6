import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../src/engine/loader.ts';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';
import { handshake, originator, playWith, responder } from '../builders/play.ts';
import { runFrames } from '../builders/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = (word: string): string => `{ en: ${word}, fr: ${word} }`;
const rule = (id: string, on: string, where: string, fire: string): string => `id: ${id}
version: 1
category: exposure
concern: security
severity: high
confidence: certain
grade: observed
title: ${text('Title')}
explanation: ${text('Explanation')}
innocent_explanation: ${text('Innocent')}
advice: ${text('Advice')}
on: ${on}
where: ${where}
tests:
  - { name: fires, given: [${fire}], expect: 1 }
  - { name: silent, given: [{ ${on}: {}, destination: { scope: lan, name: other } }], expect: 0 }
`;

mkdirSync(join(folder, 'exposure'));
writeFileSync(
  join(folder, 'exposure', 'clear.yaml'),
  rule('clear', 'http.request', '{ destination.scope: internet }', '{ http.request: {}, destination: { scope: internet } }'),
);
writeFileSync(
  join(folder, 'exposure', 'contact.yaml'),
  rule('contact', 'flow.start', '{ destination.name: toy.example }', '{ flow.start: {}, destination: { name: toy.example } }'),
);

describe('Run', () => {
  const rules = loadRules([folder], vocabulary());
  const frames = playWith(
    { addresses: ['192.168.4.10', '185.199.108.1'], ports: [40_000, 80] },
    ...handshake(),
    originator.sends('GET / HTTP/1.1\r\nHost: toy.example\r\n\r\n'),
    responder.sends('HTTP/1.1 204 No Content\r\n\r\n'),
  );

  it('loads the rules of the test', () => {
    expect(rules.problems).toEqual([]);
  });

  it('finds what the rules look for, with the frame that proves it', async () => {
    const { snapshot } = await runFrames(frames, { rules });
    const found = snapshot.findings.map((f) => [f.rule.id, f.destination, f.count, f.evidence[0].frames[0]]);
    expect(found).toEqual([
      ['contact', 'toy.example', 1, 1],
      ['clear', 'toy.example', 1, 4],
    ]);
    expect(snapshot.rules).toEqual({ sha256: rules.sha256, count: 2 });
  });

  it('judges the start of a flow by the name that came later, and only once', async () => {
    const { snapshot } = await runFrames(
      [
        ...frames,
        ...playWith({ addresses: ['192.168.4.10', '185.199.108.1'], ports: [40_001, 80], start: 1_700_000_100_000_000 }, originator.syn()),
      ],
      { rules },
    );
    expect(snapshot.findings.find((f) => f.rule.id === 'contact')!.count).toBe(1);
  });

  it('gives the same result whether or not somebody takes every observation', async () => {
    const kept = await runFrames(frames, { rules });
    const run = await runFrames(frames, { rules, sink: null });
    expect(run.snapshot).toEqual(kept.snapshot);
    expect(run.snapshot.findings.find((f) => f.rule.id === 'contact')!.evidence[0].fields['community_id']).toMatch(/^1:/);
  });

  it('an immutable picture: a later one does not change an earlier', async () => {
    const { snapshot } = await runFrames(frames, { rules });
    const before = JSON.stringify(snapshot);
    await runFrames(frames, { rules });
    expect(JSON.stringify(snapshot)).toBe(before);
  });
});
