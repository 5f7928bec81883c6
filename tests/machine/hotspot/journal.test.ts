import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetBeginnings, forgetJournal, Journal, readJournal, type JournalHead } from '../../../src/machine/hotspot/journal.ts';
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
const nobody = (): boolean => false;
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

  it('is one only, and never there without its first line, where several begin at the same moment', async () => {
    const module = JSON.stringify(new URL('../../../src/machine/hotspot/journal.ts', import.meta.url).pathname);
    const script = `const { Journal, readJournal } = await import(${module});
      const head = ${JSON.stringify(HEAD)};
      while (Date.now() < Number(process.argv[1]));
      let damaged = 0;
      const begun = Journal.begin(${JSON.stringify(folder)}, { ...head, token: String(process.pid) });
      for (let n = 0; n < 2_000; n += 1) if (readJournal(${JSON.stringify(folder)}) === 'damaged') damaged += 1;
      console.log(JSON.stringify({ begun: begun !== null, damaged, pid: process.pid }));`;
    const at = String(Date.now() + 4_000);
    const args = ['--import', createRequire(import.meta.url).resolve('tsx'), '--input-type=module', '-e', script, at];
    const run = promisify(execFile);
    const said = await Promise.all(Array.from({ length: 4 }, async () => (await run(process.execPath, args)).stdout));
    const results = said.map((line) => JSON.parse(line) as { begun: boolean; damaged: number; pid: number });
    expect(results.map(({ damaged }) => damaged)).toEqual([0, 0, 0, 0]);
    const [first, ...others] = results.filter(({ begun }) => begun);
    expect(others).toEqual([]);
    expect(readJournal(folder)).toMatchObject({ head: { token: String(first!.pid) } });
    expect(readdirSync(folder)).toEqual(['journal.ndjson']);
  }, 60_000);

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
    forgetJournal(folder, nobody);
    expect(readdirSync(root)).toEqual([]);
    Journal.begin(folder, HEAD)!.close();
    writeFileSync(join(folder, 'note'), '');
    forgetJournal(folder, nobody);
    expect(readdirSync(folder)).toEqual(['note']);
    forgetJournal(join(root, 'nowhere'), nobody);
    expect(existsSync(folder)).toBe(true);
  });

  it('leaves nothing of a beginning that was killed, and all of one that is just coming', () => {
    mkdirSync(folder, { recursive: true });
    const { journal } = placesIn(folder);
    for (const process of [7, 8]) writeFileSync(`${journal}.${process}`, '');
    forgetBeginnings(folder, (process) => process === 8);
    expect(readdirSync(folder)).toEqual(['journal.ndjson.8']);
    forgetBeginnings(folder, nobody);
    expect(readdirSync(root)).toEqual([]);
    forgetBeginnings(folder, nobody);
  });

  it('begins where its folder is cleared away all the time', async () => {
    const module = JSON.stringify(new URL('../../../src/machine/hotspot/journal.ts', import.meta.url).pathname);
    const script = `const { forgetBeginnings } = await import(${module});
      console.log('ready');
      for (;;) forgetBeginnings(${JSON.stringify(folder)}, () => true);`;
    const args = ['--import', createRequire(import.meta.url).resolve('tsx'), '--input-type=module', '-e', script];
    const clearing = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(clearing.stdout, 'data');
      for (let n = 0; n < 200; n += 1) {
        Journal.begin(folder, HEAD)!.close();
        forgetJournal(folder, nobody);
      }
    } finally {
      clearing.kill('SIGKILL');
    }
  }, 60_000);
});
