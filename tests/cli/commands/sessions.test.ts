import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { englishIn } from '../../builders/catalogue.ts';
import { toyCapture } from '../captures.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());
const ids = (): number[] => (JSON.parse(desk.run(['sessions', '--format', 'json']).stdout) as { id: number }[]).map(({ id }) => id);

beforeAll(() => {
  for (let i = 0; i < 4; i += 1) desk.run(['analyze', '--quiet', toy]);
});

describe('mouchard sessions', () => {
  it('without a store has nothing to list, and makes none', () => {
    const store = desk.path('none/store.sqlite');
    expect(desk.run(['sessions', '--store', store])).toMatchObject({ status: 0, stdout: 'The store holds no sessions.\n' });
    expect(desk.run(['sessions', 'show', '1', '--store', store])).toMatchObject({ status: 2, stdout: '' });
    expect(desk.run(['sessions', 'delete', '1', '--store', store])).toMatchObject({ status: 2, stdout: '' });
  });

  it('lists the newest first, in lines and as JSON', () => {
    const { status, stdout } = desk.run(['sessions', 'list']);
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim().split(' ')[0])).toEqual(['4', '3', '2', '1', '']);
    expect(stdout).toMatch(/complete {2}toy\.pcap/);
    expect(desk.run(['sessions']).stdout).toBe(stdout);
    const json = JSON.parse(desk.run(['sessions', 'list', '--format', 'json']).stdout) as unknown[];
    expect(json[0]).toMatchObject({ id: 4, state: 'complete', captures: ['toy.pcap'], started: expect.stringMatching(/Z$/) as string });
  });

  it('shows a session exactly as it was printed, in every form', () => {
    for (const format of ['text', 'lines', 'json', 'ndjson', 'csv']) {
      const shown = desk.run(['sessions', 'show', '1', '--format', format]);
      expect(shown.status).toBe(0);
      expect(shown.stdout).toBe(desk.run(['analyze', '--no-store', '--format', format, toy]).stdout);
    }
  });

  it('says everything in French', () => {
    for (const args of [['list'], ['show', '99'], ['delete', '99'], ['show']]) {
      const { stdout, stderr } = desk.run(['sessions', ...args, '--lang', 'fr']);
      expect(`${stdout}${stderr}`).not.toBe('');
      expect(englishIn(`${stdout}${stderr}`.replaceAll('toy.pcap', ''))).toBeNull();
    }
  });

  it('deletes all that are named, or none', () => {
    expect(desk.run(['sessions', 'delete', '1', '99'])).toMatchObject({
      status: 2,
      stderr: 'mouchard: there is no session 99 in the store\n',
    });
    expect(desk.run(['sessions', 'delete', 'one'])).toMatchObject({ status: 2 });
    expect(ids()).toEqual([4, 3, 2, 1]);
    expect(desk.run(['sessions', 'delete', '1', '3'])).toMatchObject({ status: 0, stdout: '2 sessions deleted.\n' });
    expect(ids()).toEqual([4, 2]);
  });

  it('prunes all but the newest', () => {
    expect(desk.run(['sessions', 'prune', '--keep', '1'])).toMatchObject({ status: 0, stdout: '1 session deleted.\n' });
    expect(ids()).toEqual([4]);
    expect(desk.run(['sessions', 'prune', '--keep', '5']).stdout).toBe('0 sessions deleted.\n');
  });

  it('a store that is none is exit 6', () => {
    const store = desk.file('letter.sqlite', 'dear store');
    expect(desk.run(['sessions', '--store', store])).toMatchObject({ status: 6, stdout: '' });
    rmSync(store);
  });
});
