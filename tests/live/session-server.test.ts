import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { LIVE_BOUNDS } from '../../src/live/bounds.ts';
import { SessionServer, type Served } from '../../src/live/session-server.ts';
import type { SessionCommand } from '../../src/model/session-feed.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-server-'));
const servers: SessionServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function serve(more: Partial<Served> = {}): Promise<{ server: SessionServer; path: string; commands: SessionCommand[] }> {
  made += 1;
  const path = join(folder, `${made}.sock`);
  const commands: SessionCommand[] = [];
  const server = new SessionServer({
    greeting: () => ({ version: '1.2.3', session: 7 }),
    picture: (since) => JSON.stringify({ serial: since + 1, more: false }),
    command: (command) => {
      commands.push(command);
      return { refusal: null, at: 5 };
    },
    ...more,
  });
  servers.push(server);
  await server.listen(path);
  return { server, path, commands };
}

/** A screen that only says and hears lines. */
async function screen(
  path: string,
): Promise<{ socket: Socket; say: (text: string) => void; hear: (count: number) => Promise<string[]>; gone: Promise<void> }> {
  const socket = createConnection(path);
  sockets.push(socket);
  const lines: string[] = [];
  let rest = '';
  let wake = (): void => undefined;
  socket.setEncoding('utf8').on('data', (text: string) => {
    rest += text;
    const parts = rest.split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
    wake();
  });
  const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  const hear = async (count: number): Promise<string[]> => {
    while (lines.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return lines.splice(0, count);
  };
  return { socket, say: (text) => void socket.write(text), hear, gone };
}

describe('SessionServer', () => {
  it('listens for its owner alone, greets, and answers in order, also what comes in one piece or in many', async () => {
    const { path, commands } = await serve();
    expect(statSync(path).mode & 0o077).toBe(0);
    const { say, hear } = await screen(path);
    expect(await hear(1)).toEqual(['{"mouchard":2,"version":"1.2.3","session":7}']);
    say('{"id":1,"ask":"picture","since":41}\n{"id":2,"ask":"command","command":{"type":"stop"}}\n{"id":3,"ask":"pic');
    say('ture","since":0}\n');
    expect(await hear(3)).toEqual([
      '{"id":1,"picture":{"serial":42,"more":false}}',
      '{"id":2,"answer":{"refusal":null,"at":5}}',
      '{"id":3,"picture":{"serial":1,"more":false}}',
    ]);
    expect(commands).toEqual([{ type: 'stop' }]);
  });

  it('says that it does not understand, and goes on', async () => {
    const { path } = await serve();
    const { say, hear } = await screen(path);
    await hear(1);
    say('nonsense\n{"id":1,"ask":"picture","since":0}\n');
    expect(await hear(2)).toEqual(['{"id":null,"error":"invalid"}', '{"id":1,"picture":{"serial":1,"more":false}}']);
  });

  it('lets go of who sends a line without end, or asks without reading', async () => {
    const big = JSON.stringify({ text: 'x'.repeat(4 << 20), more: false });
    const { path, server } = await serve({ picture: () => big });
    const endless = await screen(path);
    endless.say('x'.repeat(LIVE_BOUNDS.requestLengthMax + 1));
    await endless.gone;
    const flooding = await screen(path);
    flooding.socket.pause();
    flooding.say('{"id":1,"ask":"picture","since":0}\n'.repeat(200));
    flooding.socket.on('end', () => undefined);
    // What it does not read is made once, not two hundred times.
    await new Promise((resolve) => setTimeout(resolve, 200));
    flooding.socket.resume();
    await flooding.gone;
    expect(server.screens).toBe(0);
  });

  it('goes on with the others when a screen goes away in the middle of a reply', async () => {
    const { path } = await serve({ picture: () => JSON.stringify({ text: 'x'.repeat(8 << 20), more: false }) });
    const first = await screen(path);
    first.say('{"id":1,"ask":"picture","since":0}\n');
    first.socket.destroy();
    const second = await screen(path);
    expect(await second.hear(1)).toHaveLength(1);
  });

  it('takes leave: waits until each screen has fetched the last picture, and no longer than it was told', async () => {
    const { path, server } = await serve();
    const attentive = await screen(path);
    await attentive.hear(1);
    let left = false;
    const farewell = server.farewell(60_000).then(() => (left = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(left).toBe(false);
    attentive.say('{"id":1,"ask":"picture","since":0}\n');
    await farewell;
    await server.farewell(20);
    attentive.socket.destroy();
  });

  it('cannot listen where it may not', async () => {
    const server = new SessionServer({} as Served);
    await expect(server.listen(join(folder, 'missing', 'x.sock'))).rejects.toMatchObject({ code: expect.stringMatching(/ENOENT|EACCES/) });
  });
});
