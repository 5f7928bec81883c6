import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { machineHands } from '../../../src/machine/hotspot/hands.ts';
import { bootId, endProcesses, processesOf, startOf, TOKEN_VARIABLE, waitFor } from '../../../src/machine/hotspot/processes.ts';

const hands = machineHands('', 0);

describe('processes', () => {
  it('are found by their token, also after their parent has gone, and ended', async () => {
    const token = `token-${process.pid}`;
    const script = 'sleep 300 & trap "" TERM; sleep 301 & exit 0';
    const child = spawn('sh', ['-c', script], { env: { PATH: process.env['PATH'] ?? '', [TOKEN_VARIABLE]: token }, stdio: 'ignore' });
    await once(child, 'exit');
    const find = () => processesOf(hands, token);
    expect(await waitFor(() => find().filter(({ command }) => command[0] === 'sleep').length === 2, 5_000)).toBe(true);
    expect(
      find()
        .map(({ command }) => command.join(' '))
        .sort(),
    ).toEqual(['sleep 300', 'sleep 301']);
    expect(processesOf(hands, `${token}0`)).toEqual([]);
    // The second does not heed SIGTERM.
    expect(await endProcesses(find, 300)).toBe(true);
    expect(find()).toEqual([]);
  });

  it('have a start that names them for good', () => {
    expect(startOf(hands, process.pid)).toMatch(/^\d+$/);
    expect(startOf(hands, process.pid)).toBe(startOf(hands, process.pid));
    expect(startOf(hands, 2 ** 30)).toBeNull();
    const odd = { ...hands, read: () => `7 (a) b (c) S ${Array.from({ length: 30 }, (_, i) => i + 4).join(' ')}` };
    expect(startOf(odd, 7)).toBe('22');
  });

  it('belong to one start of the machine', () => expect(bootId(hands)).toMatch(/^[0-9a-f-]{36}$/));
});

describe('waitFor', () => {
  it('ends when it holds, or when time is up', async () => {
    let asked = 0;
    expect(await waitFor(() => (asked += 1) === 3, 5_000)).toBe(true);
    expect(asked).toBe(3);
    expect(await waitFor(() => false, 100)).toBe(false);
  });
});
