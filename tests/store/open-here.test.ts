import { linkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isOpenHere, noteOpenHere } from '../../src/store/open-here.ts';
import { temporaryFolder } from './samples.ts';

it('knows a file by what it is, whatever its name, until the last has closed it', () => {
  const folder = temporaryFolder();
  const [path, same, another] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(path, '');
  writeFileSync(another, '');
  linkSync(path, same);
  const closes = [noteOpenHere(path), noteOpenHere(same)] as const;
  expect([path, same, another].map(isOpenHere)).toEqual([true, true, false]);
  closes[0]();
  closes[0]();
  expect(isOpenHere(path), 'told twice is closed once').toBe(true);
  closes[1]();
  expect(isOpenHere(path)).toBe(false);
});

it('knows nothing of a file that is not there', () => {
  const path = join(temporaryFolder(), 'none');
  noteOpenHere(path)();
  expect(isOpenHere(path)).toBe(false);
});
