import { existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunFolder, type EngineEntry } from '../../../src/live/run-folder.ts';
import { SessionClient } from '../../../src/live/session-client.ts';
import { Desk } from '../drive.ts';
import { Running, until } from './running.ts';

const desk = new Desk();
const TOY = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const folder = new RunFolder(desk.path('.local/state/mouchard/run'));

async function engine(...more: string[]): Promise<{ running: Running; entry: EngineEntry; log: string }> {
  const log = desk.file('engine.log', '');
  const running = new Running(desk, ['watch', '--read', TOY, '--pace', '1', ...more, '--engine', log]);
  await until(() => folder.find(running.child.pid!) !== null);
  return { running, entry: folder.find(running.child.pid!)!, log };
}

describe('the engine', () => {
  it('can be found and reached by its owner alone, and leaves nothing behind when it is told to stop', async () => {
    const { running, entry, log } = await engine();
    expect(entry).toMatchObject({ session: 1, name: 'capture.pcapng', store: desk.store });
    expect([statSync(folder.path).mode & 0o777, statSync(entry.socket).mode & 0o777]).toEqual([0o700, 0o600]);
    const client = await SessionClient.connect(entry.socket, Date.now);
    await client.send({ type: 'stop' });
    await client.finished();
    expect(client.status()).toMatchObject({ state: 'done', session: 1 });
    expect(await running.ended).toBe(client.status().exitCode);
    expect([running.stdout, existsSync(entry.socket), existsSync(log), folder.list()]).toEqual(['', false, false, []]);
    await client.close();
  });

  it('goes on when screens die, hang in the middle of a request, or never read, and when its terminal goes', async () => {
    const { running, entry } = await engine('--no-store');
    expect(entry.session).toBeNull();
    const screens = await Promise.all([SessionClient.connect(entry.socket, Date.now), SessionClient.connect(entry.socket, Date.now)]);
    running.child.kill('SIGHUP');
    await screens[0]!.close();
    const { createConnection } = await import('node:net');
    const rude = createConnection(entry.socket);
    rude.on('error', () => undefined);
    rude.write('{"id":1,"ask":"pic');
    rude.pause();
    const before = screens[1]!.status().frames;
    await until(() => screens[1]!.status().frames > before);
    running.child.kill('SIGTERM');
    await screens[1]!.finished();
    rude.destroy();
    expect(await running.ended).toBe(143);
    await screens[1]!.close();
  });

  it('says why it cannot serve where the folder is not its own', () => {
    const place = desk.file('occupied', '');
    writeFileSync(place, '');
    const env = { XDG_RUNTIME_DIR: place };
    const { status, stderr } = desk.run(['watch', '--read', TOY, '--pace', '1', '--engine', desk.path('l')], { env });
    expect(status).toBe(2);
    expect(stderr).toContain('must belong to you alone');
  });
});
