import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze, RulesError, type AnalyzeOptions } from '../../src/cli/analyze-captures.ts';
import { CaptureError } from '../../src/capture/source.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { toyCapture } from './captures.ts';
import { Desk } from './drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());

/** No picture but those at the end of captures, however long a slow machine takes over one. */
const AT_ENDS: AnalyzeOptions = { everyMs: 3_600_000 };

async function pictures(captures: string | string[], options: AnalyzeOptions = {}): Promise<Snapshot[]> {
  const all: Snapshot[] = [];
  for await (const snapshot of analyze(captures, { ...AT_ENDS, ...options })) all.push(snapshot);
  return all;
}

describe('analyze', () => {
  it('gives a picture at the end of each capture; the last is the result, the same every time', async () => {
    const all = await pictures([toy, toy]);
    expect(all.map(({ captures }) => captures.length)).toEqual([1, 2]);
    expect(JSON.stringify(await pictures(toy))).toBe(JSON.stringify(all.slice(0, 1)));
  });

  it('takes the makers of devices and hands over what is seen', async () => {
    const kinds: string[] = [];
    const [snapshot] = await pictures(toy, {
      vendors: { '02:00:00:00:00:0a': 'Bear Toys' },
      onSighting: ({ observation }) => kinds.push(observation.kind),
    });
    expect(snapshot!.devices.flatMap(({ vendor }) => vendor.map(({ value }) => value))).toContain('Bear Toys');
    expect(kinds).toContain('http.request');
  });

  it('refuses what cannot be read and rules that are wrong', async () => {
    await expect(pictures(desk.path('missing.pcap'))).rejects.toThrow(CaptureError);
    mkdirSync(desk.path('rules/exposure'), { recursive: true });
    writeFileSync(desk.path('rules/exposure/bad.yaml'), 'id: bad\n');
    await expect(pictures(toy, { rules: [desk.path('rules')] })).rejects.toThrow(RulesError);
  });

  it('stops when told to', async () => {
    expect((await pictures([toy, toy], { signal: AbortSignal.abort() })).length).toBeLessThanOrEqual(1);
    for await (const snapshot of analyze([toy, toy], AT_ENDS)) {
      expect(snapshot.captures).toHaveLength(1);
      break;
    }
  });
});
