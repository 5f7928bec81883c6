import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/cli/argument-order.ts';
import type { Edges } from '../../src/cli/edges.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { Desk } from './drive.ts';

const program = buildProgram({ stdout: {}, stderr: {} } as Edges, 'en', () => undefined);
const desk = new Desk();

describe('inOrder', () => {
  it.each([
    ['sessions --store FILE show 1', 'sessions show --store FILE 1'],
    ['sessions --store=FILE --quiet delete 1 2', 'sessions delete --store=FILE --quiet 1 2'],
    ['hotspot --state /x --no-qr status', 'hotspot status --state /x --no-qr'],
    ['--lang fr sessions --store FILE show 1', '--lang fr sessions show --store FILE 1'],
    ['sessions --help show', 'sessions show --help'],
    ['sessions --store show', 'sessions --store show'],
    ['sessions --store FILE', 'sessions --store FILE'],
    ['sessions --nosuch show', 'sessions show --nosuch'],
    ['sessions show 1 --store FILE', 'sessions show 1 --store FILE'],
    ['analyze --home 10.0.0.0/8 sessions', 'analyze --home 10.0.0.0/8 sessions'],
    ['analyze -- sessions', 'analyze -- sessions'],
    ['--version', '--version'],
    ['', ''],
  ])('%s', (given, expected) => {
    const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
    expect(inOrder(words(given), program)).toEqual(words(expected));
  });

  it('lets options stand before the command of a group', () => {
    const { status, stderr } = desk.run(['sessions', '--store', desk.path('none.sqlite'), 'show', '1']);
    expect([status, stderr]).toEqual([2, 'mouchard: there is no session 1 in the store\n']);
  });
});
