import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';
import { readPhasesFile, withPhases } from '../../src/cli/phases-file.ts';
import { phaseAt } from '../../src/model/phase.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { toyCapture } from './captures.ts';
import { Desk } from './drive.ts';

const desk = new Desk();
const START = 1_700_000_000_000_000;
const snapshot = aSnapshot({ phases: [] });
const first = Math.min(...snapshot.captures.map((capture) => capture.first ?? Infinity));

function problems(text: string): readonly string[] {
  try {
    readPhasesFile(desk.file('bad.yaml', text), 'en');
  } catch (error) {
    if (error instanceof CommandError) return error.details.map((line) => line.replace(desk.path('bad.yaml'), 'F'));
    throw error;
  }
  return [];
}

describe('a file of phases', () => {
  it('names stretches by moments and by seconds from the start, and marks', () => {
    const file = readPhasesFile(
      desk.file(
        'good.yaml',
        [
          '- {name: play, start: 2023-11-14T22:13:30Z, end: 2023-11-14T22:13:40.5Z}',
          '- {name: idle, start: 0, end: 9.5}',
          '- {mark: said the wake word, at: 2.25}',
          '- {mark: "muted", at: 2023-11-14T22:13Z}',
        ].join('\n'),
      ),
      'en',
    );
    const { phases, notes } = withPhases(snapshot, file);
    expect(phases).toEqual([
      { name: 'idle', first, last: first + 9_500_000 },
      { name: 'play', first: START + 10_000_000, last: START + 20_500_000 },
    ]);
    expect(notes?.marks).toEqual([
      { text: 'muted', at: START - 20_000_000 },
      { text: 'said the wake word', at: first + 2_250_000 },
    ]);
  });

  it('may overlap: what lies in several belongs to the one that began last', () => {
    const text = '- {name: play, start: 0, end: 100}\n- {name: muted, start: 10, end: 20}';
    const { phases } = withPhases(snapshot, readPhasesFile(desk.file('over.yaml', text), 'en'));
    const at = (seconds: number): string | undefined => phaseAt(phases, first + seconds * 1e6)?.name;
    expect([at(5), at(10), at(20), at(21), at(101)]).toEqual(['play', 'muted', 'muted', 'play', undefined]);
  });

  it.each([
    ['not a list', 'name: idle', 'F:1:1: '],
    ['an unknown key', '- {name: idle, start: 0, ende: 1, end: 2}', 'F:1:26: '],
    ['a missing key', '- {name: idle, start: 0}', 'F:1:3: '],
    ['no moment', '- {name: idle, start: soon, end: 1}', 'F:1:23: '],
    ['a day that is none', '- {mark: x, at: 2026-02-30T10:00:00Z}', 'F:1:17: '],
    ['another time zone', '- {mark: x, at: 2026-02-20T10:00:00+01:00}', 'F:1:17: '],
    ['seconds before the start', '- {mark: x, at: -1}', 'F:1:17: '],
    ['an end before the start', '- {name: idle, start: 5, end: 1}', 'F:1:31: '],
    ['an empty name', "- {name: '', start: 5, end: 6}", 'F:1:10: '],
    ['a long name', `- {name: ${'x'.repeat(81)}, start: 5, end: 6}`, 'F:1:10: '],
    ['no YAML', '- {name: idle', 'F:'],
    ['too many', '- {mark: x, at: 1}\n'.repeat(1_001), 'F:1001:3: '],
  ])('tells where it is wrong: %s', (_what, text, where) => {
    const lines = problems(text);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toContain(where);
  });

  it('is known to be wrong before anything is read: exit 2', () => {
    const toy = desk.file('toy.pcap', toyCapture());
    const bad = desk.run(['analyze', toy, '--phases', desk.file('bad.yaml', '- 5')]);
    expect(bad).toMatchObject({ status: 2, stdout: '' });
    expect(bad.stderr).toContain('bad.yaml:1:3: ');
    expect(desk.run(['analyze', toy, '--phases', desk.path('missing.yaml')]).status).toBe(2);
  });

  it('is in the result: phases, marks, and for each piece of evidence the phase that it lies in', () => {
    const toy = desk.file('toy.pcap', toyCapture());
    const phases = desk.file('phases.yaml', '- {name: set-up, start: 0, end: 3600}\n- {mark: here, at: 0.5}');
    const { stdout } = desk.run(['analyze', toy, '--phases', phases, '--format', 'json']);
    const result = JSON.parse(stdout);
    expect(result.phases).toEqual([{ name: 'set-up', first: START / 1e6, last: START / 1e6 + 3_600 }]);
    expect(result.notes.marks).toEqual([{ at: START / 1e6 + 0.5, text: 'here' }]);
    const seen = new Set(result.findings.flatMap(({ evidence }: { evidence: { phase: string }[] }) => evidence.map(({ phase }) => phase)));
    expect([...seen]).toEqual(['set-up']);
    expect(desk.run(['sessions', 'show', '1', '--format', 'json']).stdout).toBe(stdout);
  });
});
