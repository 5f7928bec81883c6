import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES } from '../../../src/ui/actions.ts';
import { addScreenOptions, addWatchOptions } from '../../../src/cli/live/add-watch-options.ts';

const parse = (...argv: string[]): Record<string, unknown> =>
  addScreenOptions(addWatchOptions(new Command(), 'en'), 'en').exitOverride().parse(argv, { from: 'user' }).opts();

describe('the options of watch', () => {
  it('are read as they are meant', () => {
    const argv = ['-i', 'a', '-i', 'b', '--source', 'tcpdump', '--filter', 'port 53', '--record', 'dir', '--duration', '1.5h', '--plain'];
    expect(parse(...argv)).toEqual({
      interface: ['a', 'b'],
      source: 'tcpdump',
      filter: 'port 53',
      record: 'dir',
      duration: 5_400_000,
      plain: true,
    });
    expect(parse('--palette', 'deuter', '--keys', 'k.yaml')).toEqual({ palette: 'deuter', keys: 'k.yaml' });
    expect(parse('--record-files', '3', '--record-size', '100000', '--record-time', '90s')).toEqual({
      recordFiles: 3,
      recordSize: 100_000,
      recordTime: 90_000,
    });
    expect(parse('--read', 'f', '--pace', '0.5')).toEqual({ read: 'f', pace: 0.5 });
  });

  it.each([
    ['--source', 'wireshark'],
    ['--duration', '10'],
    ['--duration', '0s'],
    ['--pace', '0'],
    ['--pace', '-1'],
    ['--pace', 'fast'],
    ['--record', ' '],
    ['--record-files', '0'],
    ['--record-files', '1.5'],
    ['--record-size', '100001'],
    ['--record-time', '5'],
    ['-i', ''],
    ['--palette', 'pink'],
    ['--keys', ''],
  ])('%s %s is refused', (...argv) => {
    expect(() => parse(...argv)).toThrow(expect.objectContaining({ key: 'cli.error.bad-value', exitCode: 2 }));
  });

  it('name every action that a file of keys may name', () => {
    const help = addScreenOptions(new Command(), 'en').helpInformation().replace(/\s+/g, ' ');
    for (const action of ACTION_NAMES) expect(help).toContain(` ${action}`);
  });

  it('hide what only the program itself gives', () => {
    expect(addWatchOptions(new Command(), 'en').helpInformation()).not.toContain('--engine');
  });
});
