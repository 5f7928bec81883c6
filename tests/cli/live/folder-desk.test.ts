import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderDesk } from '../../../src/cli/live/folder-desk.ts';
import { safeText, type SafeText } from '../../../src/language/safe-text.ts';

const safe = (...texts: readonly string[]): readonly SafeText[] => texts.map((text) => safeText(text));

describe('FolderDesk', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'desk-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes a table as CSV and lines as text, for the owner alone', () => {
    const desk = new FolderDesk(folder);
    const table = desk.save({ name: 'devices', kind: 'table', rows: [safe('Name', 'Sent'), safe('a, b', '=1')] });
    const text = desk.save({ name: 'finding', kind: 'text', lines: safe('one', '', 'two') });
    expect([table, text]).toEqual([{ path: join(folder, 'mouchard-devices.csv') }, { path: join(folder, 'mouchard-finding.txt') }]);
    expect(readFileSync(join(folder, 'mouchard-devices.csv'), 'utf8')).toBe(`Name,Sent\n"a, b",'=1\n`);
    expect(readFileSync(join(folder, 'mouchard-finding.txt'), 'utf8')).toBe('one\n\ntwo\n');
    expect(statSync(join(folder, 'mouchard-finding.txt')).mode & 0o777).toBe(0o600);
  });

  it('never overwrites', () => {
    writeFileSync(join(folder, 'mouchard-copy.txt'), 'mine');
    const desk = new FolderDesk(folder);
    for (const text of ['a', 'b']) desk.save({ name: 'copy', kind: 'text', lines: safe(text) });
    const contents = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(Object.fromEntries(contents)).toEqual({
      ...{ 'mouchard-copy.txt': 'mine', 'mouchard-copy-2.txt': 'a\n', 'mouchard-copy-3.txt': 'b\n' },
    });
  });

  it('says why it could not', () => {
    const missing = join(folder, 'gone');
    expect(new FolderDesk(missing).save({ name: 'copy', kind: 'text', lines: [] })).toMatchObject({ fault: 'cli.error.output-missing' });
  });
});
