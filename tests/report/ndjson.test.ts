import { describe, expect, it } from 'vitest';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { aSnapshot } from '../builders/snapshot.ts';

describe('renderNdjson', () => {
  it('has one finding a line', () => {
    const snapshot = aSnapshot();
    const lines = renderNdjson(snapshot).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(snapshot.findings.map(({ id }) => id));
  });

  it('is empty where nothing was found', () => {
    expect(renderNdjson(aSnapshot({ findings: [] }))).toBe('');
  });
});
