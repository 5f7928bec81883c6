import { describe, expect, it } from 'vitest';
import { composeSnapshot, type SessionFacts } from '../../src/live/compose-snapshot.ts';
import { NoteBook } from '../../src/live/note-book.ts';
import { aCapture, aCoverage, aSnapshot } from '../builders/snapshot.ts';

const jump = { code: 'clock-set-back', count: 1, incomplete: false };
const lost = { code: 'live-unanalysed', count: 3, incomplete: true };
const facts = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  name: 'br0',
  kind: 'dumpcap',
  read: { frames: 5, octets: 500, first: 1, last: 9, linkTypes: () => ['ETHERNET'] },
  figures: {
    starting: false,
    waitingFrames: 0,
    waitingOctets: 0,
    newest: null,
    kernelDrops: 4,
    interfaceDrops: 2,
    recording: null,
    notices: [lost],
  },
  jumps: [],
  book: new NoteBook(),
  phases: [],
  notes: undefined,
  ...more,
});
const running = aSnapshot({ captures: [], coverage: aCoverage({ kernelDrops: null, limits: [] }), phases: [] });

describe('composeSnapshot', () => {
  it('shows the capture that is under way, and what has been lost so far', () => {
    const { captures, coverage } = composeSnapshot(running, facts());
    expect(captures).toMatchObject([
      { name: 'br0', sha256: null, frames: 5, octets: 500, first: 1, last: 9, damage: null, linkTypes: ['ETHERNET'] },
    ]);
    expect(coverage).toMatchObject({ kernelDrops: 6, limits: [lost] });
  });

  it('does not know what the source does not know', () => {
    const { figures } = facts();
    expect(composeSnapshot(running, facts({ figures: null })).coverage.kernelDrops).toBeNull();
    expect(composeSnapshot(running, facts({ figures: { ...figures!, kernelDrops: null } })).coverage.kernelDrops).toBeNull();
    expect(composeSnapshot(running, facts({ figures: { ...figures!, interfaceDrops: null } })).coverage.kernelDrops).toBe(4);
  });

  it('believes the capture’s own report once it has ended, counts nothing twice, and hashes nothing that was no file', () => {
    const ended = aSnapshot({ captures: [aCapture({ sha256: '' })], coverage: aCoverage({ kernelDrops: 6, limits: [lost] }) });
    const { captures, coverage } = composeSnapshot(ended, facts({ jumps: [jump] }));
    expect(captures[0]!.sha256).toBeNull();
    expect(coverage).toMatchObject({ kernelDrops: 6, limits: [lost, jump] });
  });

  it('puts phases, notes and names in', () => {
    const book = new NoteBook();
    book.name(running.devices[0]!.id, 'Bear');
    const phases = [{ name: 'idle', first: 1, last: 2 }];
    const notes = book.notes([], []);
    const made = composeSnapshot(running, facts({ book, phases, notes }));
    expect(made).toMatchObject({ phases, notes });
    expect(made.devices[0]!.hostname[0]!.value).toBe('Bear');
    expect('notes' in composeSnapshot(running, facts())).toBe(false);
  });
});
