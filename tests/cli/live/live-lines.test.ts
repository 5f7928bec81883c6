import { describe, expect, it } from 'vitest';
import { endEvent, findingEvent, findingLine, noteEvent } from '../../../src/cli/live/live-lines.ts';
import { aDevice, aFinding, aSnapshot } from '../../builders/snapshot.ts';
import { aStatus } from '../../live/status.ts';

const hostile = 'evil\u001b[2J\u202e';

describe('findingLine', () => {
  it('is one line: when, how bad, who, with whom, what, and where the proof is', () => {
    const finding = aFinding();
    const line = findingLine(finding, aDevice(), null, 'en');
    expect(line).toContain('talking-bear');
    expect(line).toContain(`(${finding.rule.id}, packet ${finding.evidence[0].frames[0]})`);
    expect(line).toMatch(/^2023-11-14 22:\d\d:\d\d UTC {2}(high|medium|low|info)/);
    expect(findingLine(finding, aDevice(), 'play', 'en')).toBe(`${line}  [play]`);
    expect(findingLine(finding, null, null, 'en')).toContain(finding.device!);
  });

  it('shows nothing that a terminal would obey', () => {
    expect(findingLine(aFinding({ destination: hostile }), null, hostile, 'fr')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('events', () => {
  it('are one line of JSON each, without a hidden character', () => {
    for (const line of [
      findingEvent(aFinding({ destination: hostile }), hostile),
      noteEvent('mark', hostile, 1_500_000),
      noteEvent('phase-end', null, 1),
      endEvent(aSnapshot(), aStatus(), 0),
    ]) {
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(JSON.parse(line)).toHaveProperty('event');
    }
    expect(JSON.parse(findingEvent(aFinding(), 'play'))).toMatchObject({
      event: 'finding',
      phase: 'play',
      id: aFinding().id,
      count: aFinding().count,
    });
    expect(JSON.parse(noteEvent('mark', 'x', 1_500_000))).toEqual({ event: 'mark', text: 'x', at: 1.5 });
  });

  it('the last says how it ended, and how often each finding held in the end', () => {
    const failure = { code: 'interface-gone', interface: 'br0', detail: 'gone', mend: [] };
    const snapshot = aSnapshot();
    const end = JSON.parse(endEvent(snapshot, aStatus({ frames: 9, failure }), 4));
    expect(end).toMatchObject({
      event: 'end',
      exit: 4,
      session: 1,
      complete: false,
      frames: 9,
      failure: { code: 'interface-gone', interface: 'br0' },
    });
    const damage = { offset: 9, frame: 2, reason: 'capture-cut-short' };
    const captures = snapshot.captures.map((capture) => ({ ...capture, damage }));
    const whole = (captures: typeof snapshot.captures): unknown =>
      JSON.parse(
        endEvent({ ...snapshot, captures, coverage: { ...snapshot.coverage, limits: [], kernelDrops: 0 } }, aStatus({ failure: null }), 0),
      ).complete;
    expect([whole([]), whole(captures)]).toEqual([true, false]);
    expect(end.findings.map(({ id }: { id: string }) => id)).toEqual(snapshot.findings.map(({ id }) => id));
  });
});
