import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileReason } from '../../src/cli/file-reason.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-reason-'));
afterAll(() => rmSync(folder, { recursive: true }));

function failing(path: string): unknown {
  try {
    return readFileSync(path);
  } catch (error) {
    return error;
  }
}

describe('fileReason', () => {
  it.each([
    ['a file that is not there', join(folder, 'missing'), 'there is no such file', 'ce fichier n’existe pas'],
    ['a file in a file', '/etc/passwd/x', 'there is no such file', 'ce fichier n’existe pas'],
    ['a folder', folder, 'it is a folder', 'c’est un dossier'],
    ['a name that no file can have', join(folder, 'x'.repeat(300)), 'ENAMETOOLONG', 'ENAMETOOLONG'],
  ])('says in words what is wrong with %s', (_name, path, en, fr) => {
    const error = failing(path);
    expect([fileReason(error, 'en'), fileReason(error, 'fr')]).toEqual([en, fr]);
  });
});
