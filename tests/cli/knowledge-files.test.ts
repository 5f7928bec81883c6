import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';
import { openKnowledge } from '../../src/cli/knowledge-files.ts';
import { Desk } from './drive.ts';

const desk = new Desk();

describe('openKnowledge', () => {
  it('opens the tables of the build', () => {
    const knowledge = openKnowledge([], 'en');
    expect(knowledge.data.sources.length).toBeGreaterThan(0);
  });

  it('a destination file of the user that is wrong stops the command', () => {
    mkdirSync(desk.path('rules/destinations'), { recursive: true });
    writeFileSync(desk.path('rules/destinations/bad.yaml'), 'nonsense: true\n');
    expect(() => openKnowledge([desk.path('rules')], 'en')).toThrow(CommandError);
  });
});
