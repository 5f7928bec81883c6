import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { carryOut, type StepFailure } from '../../../src/machine/hotspot/carry-out.ts';
import { machineHands } from '../../../src/machine/hotspot/hands.ts';
import { Journal, readJournal, type JournalRecord } from '../../../src/machine/hotspot/journal.ts';
import { endProcesses, processesOf } from '../../../src/machine/hotspot/processes.ts';
import type { Action, Step } from '../../../src/machine/hotspot/step.ts';
import { aSettings } from './a-hotspot.ts';

const root = mkdtempSync(join(tmpdir(), 'mouchard-carry-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const hands = machineHands('', 0);
let count = 0;

async function carriedOut(actions: readonly Action[], signal = new AbortController().signal) {
  const folder = join(root, String((count += 1)));
  const token = `carry-${process.pid}-${count}`;
  const head = { version: 1, token, boot: '', process: { id: 0, started: '' }, since: '', settings: aSettings() } as const;
  const journal = Journal.begin(folder, head)!;
  const steps = actions.map((action): Step => ({ id: 'set-value', parameters: {}, action, undo: [] }));
  const failure = await carryOut(hands, steps, journal, token, signal);
  journal.close();
  return { failure, token, record: readJournal(folder) as JournalRecord };
}

describe('carryOut', () => {
  it('writes files for their owner, sets values, runs programs, in order', async () => {
    const [path, value] = [join(root, 'sub', 'file'), join(root, 'value')];
    const { failure, record } = await carriedOut([
      { do: 'write', path, contents: 'text\n' },
      { do: 'set', path: value, value: '1' },
      { do: 'run', command: ['cp', path, join(root, 'copy')] },
    ]);
    expect(failure).toBeNull();
    expect(record).toMatchObject({ complete: true, steps: { length: 3 } });
    expect(readFileSync(join(root, 'copy'), 'utf8')).toBe('text\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(value, 'utf8')).toBe('1');
  });

  it.each<[string, Action, RegExp]>([
    ['a program that fails', { do: 'run', command: ['sh', '-c', 'echo out; echo first >&2; echo last >&2; exit 3'] }, /first,last,out/],
    ['one that is not there', { do: 'run', command: ['no-such-program'] }, /^$/],
    ['a file that cannot be written', { do: 'write', path: '/proc/nothing/file', contents: '' }, /ENOENT/],
    ['a value that cannot be set', { do: 'set', path: '/proc/nothing', value: '1' }, /./],
  ])('ends at %s, and says what was said', async (_name, action, said) => {
    const { failure, record } = await carriedOut([action, { do: 'run', command: ['touch', join(root, 'after')] }]);
    expect(failure).toMatchObject({ step: { action } });
    expect(String((failure as StepFailure).said)).toMatch(said);
    // The step that failed is in the journal, the one after it is not.
    expect(record).toMatchObject({ complete: false, steps: { length: 1 } });
    expect(() => statSync(join(root, 'after'))).toThrow();
  });

  it('leaves a program running that can be found by its token', async () => {
    const file = join(root, 'ready');
    const { failure, token } = await carriedOut([
      {
        do: 'start',
        command: ['/bin/sh', '-c', `sleep 0.2; echo READY > ${file}; exec sleep 300`],
        detached: true,
        ready: { file, holds: 'READY', or: 'FAILED' },
      },
    ]);
    expect(failure).toBeNull();
    const find = () => processesOf(hands, token);
    expect(find()).toHaveLength(1);
    expect(await endProcesses(find, 2_000)).toBe(true);
  });

  it('knows a program that gives up', async () => {
    const file = join(root, 'log');
    const command = ['sh', '-c', `echo why > ${file}; echo FAILED >> ${file}`] as const;
    const { failure } = await carriedOut([{ do: 'start', command, detached: false, ready: { file, holds: 'READY', or: 'FAILED' } }]);
    expect(failure).toMatchObject({ said: ['why', 'FAILED'] });
  });

  it('stops between two steps when told to', async () => {
    const controller = new AbortController();
    controller.abort();
    const { failure, record } = await carriedOut([{ do: 'run', command: ['true'] }], controller.signal);
    expect(failure).toBe('stopped');
    expect(record.steps).toEqual([]);
  });
});
