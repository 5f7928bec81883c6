import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_RULES, dataFile, laterDataFile, packageVersion, yamlFiles } from '../../src/cli/package-files.ts';
import { Desk } from './drive.ts';

const desk = new Desk();

describe('the files of the package', () => {
  it('are there', () => {
    expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(existsSync(BUILT_IN_RULES)).toBe(true);
    expect(dataFile('oui.bin').length).toBeGreaterThan(1_000);
    expect(yamlFiles(`${BUILT_IN_RULES}/destinations`).length).toBeGreaterThan(10);
  });

  it('are read when they are needed, once, and missed at once', () => {
    let opened = 0;
    const length = laterDataFile('data.json', (file) => {
      opened += 1;
      return file.length;
    });
    expect(opened).toBe(0);
    expect([length(), length()]).toEqual(Array(2).fill(dataFile('data.json').length));
    expect(opened).toBe(1);
    expect(() => laterDataFile('nowhere.bin', String)).toThrow('ENOENT');
  });

  it('YAML files come by name; a folder that is not there has none', () => {
    for (const name of ['b.yml', 'a.yaml', 'c.txt']) desk.file(name, name);
    expect(yamlFiles(desk.folder).map(({ text }) => text)).toEqual(['a.yaml', 'b.yml']);
    expect(yamlFiles(desk.path('nowhere'))).toEqual([]);
  });
});
