import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetJournal, Journal, readJournal, type JournalHead } from '../../../src/machine/hotspot/journal.ts';
import { placesIn } from '../../../src/machine/hotspot/places.ts';
import { aSettings } from './a-hotspot.ts';

const root = mkdtempSync(join(tmpdir(), 'mouchard-journal-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const HEAD: JournalHead = {
  version: 1,
  token: 'token',
  boot: 'boot',
  process: { id: 1, started: '2' },
  since: '2026-01-01T00:00:00.000Z',
  settings: aSettings(),
};
const STEP = { step: 'create-bridge', parameters: { link: 'br0' }, undo: [{ undo: 'remove-link', link: 'br0' }] } as const;

describe('Journal', () => {
  const folder = join(root, 'mouchard', 'hotspot');
  beforeEach(() => rmSync(join(root, 'mouchard'), { recursive: true, force: true }));

  it('holds what was begun, and then that all is done; for its owner alone', () => {
    const journal = Journal.begin(folder, HEAD)!;
    expect(readJournal(folder)).toEqual({ head: HEAD, steps: [], complete: false });
    journal.step(STEP);
    expect(readJournal(folder)).toEqual({ head: HEAD, steps: [STEP], complete: false });
    journal.complete();
    journal.close();
    expect(readJournal(folder)).toEqual({ head: HEAD, steps: [STEP], complete: true });
    expect(statSync(placesIn(folder).journal).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is one only', () => {
    Journal.begin(folder, HEAD)!.close();
    expect(Journal.begin(folder, { ...HEAD, token: 'other' })).toBeNull();
    expect(readJournal(folder)).toMatchObject({ head: { token: 'token' } });
  });

  it('cut at any octet still names every step that was begun', () => {
    const journal = Journal.begin(folder, HEAD)!;
    journal.step(STEP);
    journal.complete();
    journal.close();
    const path = placesIn(folder).journal;
    const text = readFileSync(path, 'utf8');
    const [first = '', second = ''] = text.split('\n');
    for (let length = 0; length < text.length; length += 1) {
      writeFileSync(path, text.slice(0, length));
      const read = readJournal(folder);
      if (length <= first.length) expect(read, String(length)).toBe('damaged');
      else expect(read, String(length)).toMatchObject({ steps: length <= first.length + 1 + second.length ? [] : [STEP], complete: false });
    }
  });

  it('passes over lines that are none of its own', () => {
    Journal.begin(folder, HEAD)!.close();
    appendFileSync(placesIn(folder).journal, `null\n12\n"text"\n{}\n{"step":"x"}\nrubbish\n${JSON.stringify(STEP)}\n`);
    expect(readJournal(folder)).toEqual({ head: HEAD, steps: [STEP], complete: false });
  });

  it('is null where there is none, damaged where it is no journal', () => {
    expect(readJournal(folder)).toBeNull();
    mkdirSync(folder, { recursive: true });
    for (const text of ['', '\n', '{}\n', '{"version":2,"token":"a","settings":{}}\n', '[1]\n']) {
      writeFileSync(placesIn(folder).journal, text);
      expect(readJournal(folder), text).toBe('damaged');
    }
  });

  it('throws where its folder cannot be made', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => Journal.begin(join(root, 'file', 'folder'), HEAD)).toThrow(/ENOTDIR/);
    rmSync(join(root, 'file'));
  });

  it('is forgotten with its folders, but with no file of others', () => {
    Journal.begin(folder, HEAD)!.close();
    forgetJournal(folder);
    expect(readdirSync(root)).toEqual([]);
    Journal.begin(folder, HEAD)!.close();
    writeFileSync(join(folder, 'note'), '');
    forgetJournal(folder);
    expect(readdirSync(folder)).toEqual(['note']);
    forgetJournal(join(root, 'nowhere'));
    expect(existsSync(folder)).toBe(true);
  });
});
