import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/command-error.ts';

describe('CommandError', () => {
  it('carries the words, the exit status and the lines that follow', () => {
    const error = new CommandError(2, 'cli.error.no-rule', { rule: 'x' }, ['a.yaml:1:1: no']);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ exitCode: 2, key: 'cli.error.no-rule', parameters: { rule: 'x' }, details: ['a.yaml:1:1: no'] });
    expect(new CommandError(3, 'cli.error.nothing-read')).toMatchObject({ parameters: {}, details: [] });
  });
});
