import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StreamOctets } from '../../src/capture/stream-octets.ts';

const contents = Buffer.alloc(9_000_000, 'some octets ');
const sha256 = createHash('sha256').update(contents).digest('hex');
const never = new AbortController().signal;

async function drain(octets: StreamOctets): Promise<Buffer> {
  const parts: Buffer[] = [];
  while (await octets.next(never)) parts.push(Buffer.from(octets.buffer.subarray(octets.start, octets.end)));
  return Buffer.concat(parts);
}

describe('StreamOctets', () => {
  it('gives the pieces of a stream, and hashes them', async () => {
    const octets = new StreamOctets(Readable.from([contents.subarray(0, 5), contents.subarray(5)]));
    expect((await drain(octets)).equals(contents)).toBe(true);
    expect(octets).toMatchObject({ octetsRead: contents.length, octetsTotal: null, failure: null });
    expect(octets.sha256()).toBe(sha256);
  });

  it('ends with the name of the error of a stream that breaks', async () => {
    const broken = new Readable({ read: () => undefined });
    const octets = new StreamOctets(broken);
    broken.push('abc');
    expect(await octets.next(never)).toBe(true);
    broken.destroy(Object.assign(new Error('broken'), { code: 'ECONNRESET' }));
    expect(await octets.next(never)).toBe(false);
    expect(octets.failure).toBe('ECONNRESET');
  });

  it('stops waiting for a silent stream when the signal fires', async () => {
    const controller = new AbortController();
    const octets = new StreamOctets(new Readable({ read: () => undefined }));
    const pending = octets.next(controller.signal);
    controller.abort();
    expect(await pending).toBe(false);
    expect(octets.failure).toBeNull();
  });

  it('holds a stream back that is faster than its reader, and loses nothing', async () => {
    let made = 0;
    const stream = new Readable({
      highWaterMark: 1 << 16,
      read() {
        made += 1;
        this.push(made > 200 ? null : Buffer.alloc(1 << 16, made));
      },
    });
    const octets = new StreamOctets(stream);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // As much as may wait, and a little in the stream itself.
    expect(made).toBeLessThan(24);
    const firsts: number[] = [];
    while (await octets.next(never)) firsts.push(octets.buffer[octets.start]!);
    expect(firsts).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(octets).toMatchObject({ octetsRead: 200 << 16, failure: null });
  });

  it.each([
    ['a live one gives what had arrived when it was stopped', false, 'abcdef'],
    ['one that is read to its end gives no more', true, ''],
  ])('%s', async (_name, hashed, given) => {
    const controller = new AbortController();
    const stream = new Readable({ read: () => undefined });
    const octets = new StreamOctets(stream, hashed);
    stream.push('abc');
    stream.push('def');
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    const seen: string[] = [];
    while (await octets.next(controller.signal)) seen.push(octets.buffer.toString('latin1', octets.start, octets.end));
    expect(seen.join('')).toBe(given);
    expect([octets.failure, stream.destroyed]).toEqual([null, true]);
  });

  it.each([
    ['ended', null],
    ['broke', 'EPIPE'],
    ['was destroyed', 'ERR_STREAM_PREMATURE_CLOSE'],
  ])('a stream that %s before anybody listened', async (how, failure) => {
    const stream = new Readable({ read: () => undefined });
    stream.on('error', () => undefined);
    if (how === 'ended') stream.resume().push(null);
    else stream.destroy(how === 'broke' ? Object.assign(new Error(''), { code: 'EPIPE' }) : undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const octets = new StreamOctets(stream);
    expect(await octets.next(never)).toBe(false);
    expect(octets.failure).toBe(failure);
    await octets.close();
  });
});
