import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { serveTime } from '../../../src/machine/hotspot/time-server.ts';
import { aMachine } from './a-machine.ts';

const PORT = 20_000 + (process.pid % 20_000);
const REQUEST = Buffer.alloc(48);
REQUEST[0] = 0x23;

describe('serveTime', () => {
  it.each([
    ['yes\n', 4],
    ['no\n', 16],
    ['', 10],
  ])('where the clock is set: %j, stratum %i', async (said, stratum) => {
    const stop = new AbortController();
    const hands = aMachine({ timedatectl: said });
    const ended = await new Promise<Promise<void>>((resolve) => {
      const served = serveTime(
        '127.0.0.1',
        hands,
        () => 1_704_067_200_000,
        () => resolve(served),
        stop.signal,
        PORT,
      );
    }).catch(() => Promise.reject(new Error('not bound')));
    void ended;
    const client = createSocket('udp4');
    client.send(Buffer.from('rubbish'), PORT, '127.0.0.1');
    client.send(REQUEST, PORT, '127.0.0.1');
    const [reply] = (await once(client, 'message')) as [Buffer];
    expect([reply.length, reply[1]]).toEqual([48, stratum]);
    client.close();
    stop.abort();
  });

  it('rejects where somebody has the port, and ends when told', async () => {
    const stop = new AbortController();
    const hands = aMachine({});
    let first: Promise<void> | null = null;
    await new Promise<void>((resolve) => {
      first = serveTime('127.0.0.1', hands, () => 0, resolve, stop.signal, PORT);
    });
    await expect(
      serveTime(
        '127.0.0.1',
        hands,
        () => 0,
        () => undefined,
        stop.signal,
        PORT,
      ),
    ).rejects.toThrow(/EADDRINUSE/);
    stop.abort();
    await expect(first).resolves.toBeUndefined();
  });
});
