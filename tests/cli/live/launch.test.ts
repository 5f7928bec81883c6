import { describe, expect, it } from 'vitest';
import { launchEngine } from '../../../src/cli/live/launch.ts';
import type { Edges } from '../../../src/cli/edges.ts';
import { isAlive } from '../../../src/store/process-marker.ts';
import { SessionClient } from '../../../src/live/session-client.ts';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { Desk, PROGRAM } from '../drive.ts';
import { until } from './running.ts';

const desk = new Desk();
const CAMERA = new URL('../../../fixtures/captures/camera/capture.pcapng', import.meta.url).pathname;

/** Starts an engine as the program does that was given these words. */
async function launch(argv: readonly string[]): ReturnType<typeof launchEngine> {
  const [own, home] = [process.argv[1]!, process.env['HOME']];
  process.argv[1] = PROGRAM;
  process.env['HOME'] = desk.folder;
  try {
    return await launchEngine({ argv, env: desk.environment() } as unknown as Edges, false);
  } finally {
    process.argv[1] = own;
    process.env['HOME'] = home;
  }
}

describe('launchEngine', () => {
  it('starts an engine in a session of its own, without a terminal, whose words go to a private file', async () => {
    const entry = await launch(['watch', '--read', CAMERA, '--pace', '1']);
    if ('exitCode' in entry) throw new Error(entry.said);
    expect(isAlive(entry.process)).toBe(true);
    const fields = readFileSync(`/proc/${entry.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
    // Fields 5 to 7 of proc_pid_stat(5): process group, session, terminal.
    expect(fields.slice(2, 5)).toEqual([String(entry.pid), String(entry.pid), '0']);
    const log = desk.path(`.local/state/mouchard/log/${readdirSync(desk.path('.local/state/mouchard/log'))[0]}`);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    const client = await SessionClient.connect(entry.socket, Date.now);
    await client.send({ type: 'stop' });
    await client.finished();
    await client.close();
    await until(() => !isAlive(entry.process));
  });

  it('gives what the engine said where it could not begin', async () => {
    expect(await launch(['watch', '--read', CAMERA, '--pace', '0'])).toMatchObject({
      exitCode: 2,
      said: expect.stringContaining('--pace'),
    });
    const refused = await launch(['watch', '-i', 'no-such-if0']);
    expect(refused).toMatchObject({ exitCode: 4, said: expect.stringContaining('no-such-if0') });
  });
});
