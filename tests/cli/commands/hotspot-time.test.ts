import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Desk } from '../drive.ts';

const desk = new Desk();
const REQUEST = Buffer.alloc(48);
REQUEST[0] = 0x23;

/** Asks until somebody answers. */
async function askTime(address: string): Promise<Buffer> {
  const client = createSocket('udp4');
  client.on('error', () => undefined);
  const timer = setInterval(() => client.send(REQUEST, 123, address, () => undefined), 50);
  const [reply] = (await once(client, 'message')) as [Buffer];
  clearInterval(timer);
  client.close();
  return reply;
}

describe('mouchard hotspot serve-time', () => {
  it.skipIf(process.getuid?.() !== 0)('tells the time, as nobody, until it is ended', async () => {
    // An address of the loopback that nobody else is likely to use.
    const address = '127.73.0.1';
    const ran = await desk.start(['hotspot', 'serve-time', address], async (child) => {
      const reply = await askTime(address);
      expect(Math.abs((reply.readUInt32BE(40) - 2_208_988_800) * 1_000 - Date.now())).toBeLessThan(60_000);
      const status = readFileSync(`/proc/${child.pid!}/status`, 'utf8');
      expect(/^Uid:\t(.*)$/m.exec(status)?.[1]).toBe('65534\t65534\t65534\t65534');
      expect(/^Groups:\t(.*)$/m.exec(status)?.[1]?.trim()).toBe('');
      expect(/^CapEff:\t(.*)$/m.exec(status)?.[1]).toBe('0000000000000000');
      child.kill('SIGTERM');
    });
    expect(ran).toEqual({ status: 143, stdout: '', stderr: '' });
  });

  it('says why it cannot: no address of this machine, no address at all', () => {
    expect(desk.run(['hotspot', 'serve-time', '192.0.2.1'])).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('192.0.2.1') as string,
    });
    expect(desk.run(['hotspot', 'serve-time', 'here'])).toMatchObject({ status: 2 });
  });
});
