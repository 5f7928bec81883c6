import { describe, expect, it } from 'vitest';
import { newSeed, nothingRead, reasonText } from '../../src/cli/analysis.ts';

describe('reasonText', () => {
  it('is in words, with the detail made showable; an unknown code stands for itself', () => {
    expect(reasonText('capture-missing', '', 'en')).toBe('there is no such file');
    expect(reasonText('capture-missing', '', 'fr')).toBe('ce fichier n’existe pas');
    expect(reasonText('capture-unreadable', 'E\x1b', 'en')).toBe('the file cannot be opened (E\\x1b)');
    expect(reasonText('no-such-code', '', 'en')).toBe('no-such-code');
  });

  it('does not say that a file is missing whose name Node cannot hand on', () => {
    const name = Buffer.from([0x62, 0xff, 0x64]).toString();
    expect(reasonText('capture-missing', 'ENOENT', 'en', name)).toContain('not UTF-8');
    expect(reasonText('capture-missing', 'ENOENT', 'fr', name)).toContain('pas en UTF-8');
    expect(reasonText('capture-missing', 'ENOENT', 'en', 'é')).toBe('there is no such file');
    expect(reasonText('capture-empty', '', 'en', name)).toBe(reasonText('capture-empty', '', 'en'));
  });
});

describe('what a run begins and ends with', () => {
  it('seeds are whole numbers, and differ', () => {
    const seeds = Array.from({ length: 10 }, newSeed);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0)).toBe(true);
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('nothing read is exit 3', () => {
    expect(nothingRead().exitCode).toBe(3);
  });
});
