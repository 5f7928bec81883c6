import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { aSnapshot } from '../builders/snapshot.ts';

describe('renderNdjson', () => {
  it('has one finding a line', () => {
    const snapshot = aSnapshot();
    const lines = renderNdjson(snapshot).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(snapshot.findings.map(({ id }) => id));
  });

  it('says of each proof in which phase it lies, as the findings of the JSON result do', () => {
    const [finding] = aSnapshot().findings;
    const snapshot = aSnapshot({ phases: [{ name: 'play', first: finding!.first, last: finding!.last }] });
    const { findings } = JSON.parse(renderJson(snapshot)) as { findings: unknown[] };
    expect(
      renderNdjson(snapshot)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(findings);
    expect(renderNdjson(snapshot)).toContain('"phase":"play"');
  });

  it('is empty where nothing was found', () => {
    expect(renderNdjson(aSnapshot({ findings: [] }))).toBe('');
  });
});
