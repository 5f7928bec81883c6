import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { PictureLog } from '../../src/live/picture-log.ts';
import { SessionClient } from '../../src/live/session-client.ts';
import { SessionServer } from '../../src/live/session-server.ts';
import { compareFindings } from '../../src/model/finding.ts';
import type { Answer, SessionCommand, SessionStatus } from '../../src/model/session-feed.ts';
import { aDestination, aSnapshot } from '../builders/snapshot.ts';
import { until } from '../cli/live/running.ts';
import { aStatus } from './status.ts';

/** A snapshot in the order of a result. */
const plain = aSnapshot();
const SHOWN = aSnapshot({
  devices: plain.devices.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  destinations: plain.destinations.toSorted((a, b) => (`${a.device} ${a.name}` < `${b.device} ${b.name}` ? -1 : 1)),
  findings: plain.findings.toSorted(compareFindings),
});
const folder = mkdtempSync(join(tmpdir(), 'mouchard-client-'));
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
/** An engine without a capture: what it shows is what the test puts in. */
async function engine(
  answer: Answer = { refusal: null, at: 9 },
): Promise<{ path: string; log: PictureLog; set: (status: SessionStatus) => void; commands: SessionCommand[]; server: SessionServer }> {
  made += 1;
  const path = join(folder, `${made}.sock`);
  const log = new PictureLog();
  log.take(aSnapshot(), []);
  let status = aStatus();
  const commands: SessionCommand[] = [];
  const server = new SessionServer({
    greeting: () => ({ version: '1.2.3', session: 7 }),
    picture: (since) => log.since(since, status),
    command: (command) => {
      commands.push(command);
      return answer;
    },
  });
  await server.listen(path);
  closing.push(() => server.close());
  return { path, log, set: (next) => (status = next), commands, server };
}

async function connect(path: string): Promise<SessionClient> {
  const client = await SessionClient.connect(path, Date.now);
  closing.push(() => client.close());
  return client;
}

const told = (client: SessionClient): Promise<void> =>
  new Promise((resolve) => {
    const stop = client.subscribe(() => {
      stop();
      resolve();
    });
  });

describe('SessionClient', () => {
  it('has the whole picture when it is connected, and follows what changes', async () => {
    const { path, log } = await engine();
    const client = await connect(path);
    expect(client.greeting).toEqual({ mouchard: 2, version: '1.2.3', session: 7 });
    expect(client.current()).toEqual(SHOWN);
    expect(client.status()).toEqual(aStatus());
    const before = client.current();
    log.take(aSnapshot({ destinations: [] }), []);
    await told(client);
    expect(client.current().destinations).toEqual([]);
    expect(client.current().devices).toBe(before.devices);
  });

  it('fetches a picture that takes many replies before it shows any of it', async () => {
    const { path, log } = await engine();
    const destinations = Array.from({ length: 6_000 }, (_row, n) => aDestination({ name: `h${String(n).padStart(4, '0')}.example` }));
    log.take(aSnapshot({ destinations }), []);
    const client = await connect(path);
    expect(client.current().destinations).toEqual(destinations);
  });

  it('hands commands over and shows at once what came of them', async () => {
    const { path, commands } = await engine();
    const client = await connect(path);
    const fresh = told(client);
    expect(await client.send({ type: 'mark', text: 'x' })).toEqual({ refusal: null, at: 9 });
    await fresh;
    expect(commands).toEqual([{ type: 'mark', text: 'x' }]);
  });

  it('hands on a refusal', async () => {
    const { path } = await engine({ refusal: 'no-phase', at: null });
    expect(await (await connect(path)).send({ type: 'phase-end' })).toEqual({ refusal: 'no-phase', at: null });
  });

  it('several screens at once see the same', async () => {
    const { path, log } = await engine();
    const clients = await Promise.all([connect(path), connect(path), connect(path)]);
    log.take(aSnapshot({ findings: [] }), []);
    await Promise.all(clients.map(told));
    for (const client of clients) expect(client.current().findings).toEqual([]);
  });

  it('knows when the session is over', async () => {
    const { path, set } = await engine();
    const client = await connect(path);
    const finished = client.finished();
    set(aStatus({ state: 'done', done: true, exitCode: 5 }));
    await finished;
    expect(client.status()).toMatchObject({ state: 'done', exitCode: 5 });
    await client.finished();
  });

  it('keeps the last picture when the engine goes away, and says so', async () => {
    const { path, server } = await engine();
    const client = await connect(path);
    const finished = client.finished();
    await server.close();
    await finished;
    expect(client.status()).toMatchObject({ state: 'lost', done: true });
    expect(client.current()).toEqual(SHOWN);
    expect(await client.send({ type: 'stop' })).toEqual({ refusal: 'unreachable', at: null });
  });

  it('says when an engine does not answer, keeps nobody waiting for it, and says when it answers again', async () => {
    const { path } = await engine();
    // Between the two stands a line that can be held up, as a stopped engine holds it up.
    const relay = join(folder, 'relay.sock');
    let held = false;
    const kept: (() => void)[] = [];
    const server = createServer((screen) => {
      const onward = createConnection(path);
      const hand = (from: Socket, to: Socket): unknown =>
        from.on('data', (octets) => (held ? kept.push(() => to.write(octets)) : to.write(octets))).on('close', () => to.destroy());
      hand(screen, onward);
      hand(onward, screen);
    });
    await new Promise<void>((resolve) => server.listen(relay, resolve));
    let nowMs = 1_000;
    const client = await SessionClient.connect(relay, () => nowMs);
    closing.push(async () => {
      await client.close();
      server.close();
    });
    const quiet = (): Promise<void> => until(() => client.status().heardMs !== undefined);
    held = true;
    nowMs = 2_000;
    const asked = client.send({ type: 'mark', text: 'while it was silent' });
    await quiet();
    expect(client.status()).toEqual({ ...aStatus(), heardMs: expect.toSatisfy((at) => at === 1_000 || at === 2_000) as number });
    expect(client.current()).toEqual(SHOWN);
    expect(await asked).toEqual({ refusal: 'unanswered', at: null });
    expect(await client.send({ type: 'stop' })).toEqual({ refusal: 'unanswered', at: null });
    held = false;
    for (const give of kept.splice(0)) give();
    await until(() => client.status().heardMs === undefined);
    expect(await client.send({ type: 'phase-end' })).toEqual({ refusal: null, at: 9 });
  });

  it('gives up on an engine that greets and then says nothing, or goes', async () => {
    const greeting = '{"mouchard":2,"version":"1","session":1}\n';
    for (const [name, end] of [
      ['mute', false],
      ['gone', true],
    ] as const) {
      // prettier-ignore
      const path = join(folder, `${name}.sock`);
      const server = createServer((socket) => (end ? socket.end(greeting) : socket.write(greeting)));
      await new Promise<void>((resolve) => server.listen(path, resolve));
      await expect(SessionClient.connect(path, Date.now, 100)).rejects.toMatchObject({ code: 'unreachable' });
      server.close();
    }
  });

  it('says why there is no talking to an engine', async () => {
    await expect(SessionClient.connect(join(folder, 'nobody.sock'), Date.now)).rejects.toMatchObject({ code: 'unreachable' });
    const cases = [
      ['{"mouchard":3,"version":"9","session":1}\n', 'other-version'],
      ['SSH-2.0-x\n', 'other-version'],
      ['', 'unreachable'],
    ] as const;
    for (const [index, [greeting, code]] of cases.entries()) {
      const path = join(folder, `odd${index}.sock`);
      const server = createServer((socket) => socket.end(greeting));
      await new Promise<void>((resolve) => server.listen(path, resolve));
      await expect(SessionClient.connect(path, Date.now)).rejects.toMatchObject({ code });
      await new Promise((resolve) => server.close(resolve));
    }
    const silent = createServer(() => undefined);
    const path = join(folder, 'silent.sock');
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    await expect(SessionClient.connect(path, Date.now, 50)).rejects.toMatchObject({ code: 'unreachable' });
    silent.close();
  });
});
