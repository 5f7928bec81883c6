import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { serveTime } from '../../../src/machine/hotspot/time-server.ts';
import { aMachine } from './a-machine.ts';

const PORT = 20_000 + (process.pid % 20_000);
const NOW_MS = 1_704_067_200_000;
const REQUEST = Buffer.alloc(48);
REQUEST[0] = 0x23;

/** A server that has its port; `ended` is kept from being waited for. */
async function started(said: string, stop: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
  let ended = Promise.resolve();
  await new Promise<void>((resolve) => {
    ended = serveTime('127.0.0.1', aMachine({ timedatectl: said }), () => NOW_MS, resolve, stop, PORT);
  });
  return { ended };
}

describe('serveTime', () => {
  it.each([
    ['yes\n', 4],
    ['no\n', 16],
    ['', 10],
  ])('where the clock is set: %j, stratum %i', async (said, stratum) => {
    const stop = new AbortController();
    const { ended } = await started(said, stop.signal);
    const client = createSocket('udp4');
    client.send(Buffer.from('rubbish'), PORT, '127.0.0.1');
    client.send(REQUEST, PORT, '127.0.0.1');
    const [reply] = (await once(client, 'message')) as [Buffer];
    expect([reply.length, reply[1]]).toEqual([48, stratum]);
    client.close();
    stop.abort();
    await expect(ended).resolves.toBeUndefined();
  });

  it('rejects where somebody has the port', async () => {
    const stop = new AbortController();
    const { ended } = await started('', stop.signal);
    const second = serveTime(
      '127.0.0.1',
      aMachine({}),
      () => NOW_MS,
      () => undefined,
      new AbortController().signal,
      PORT,
    );
    await expect(second).rejects.toThrow(/EADDRINUSE/);
    stop.abort();
    await ended;
  });
});
