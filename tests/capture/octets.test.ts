import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { HEADROOM } from '../../src/capture/bounds.ts';
import { FileOctets, type Octets, systemCode } from '../../src/capture/octets.ts';
import { withFile } from './gather.ts';

const contents = Buffer.alloc(9_000_000, 'some octets ');
const sha256 = createHash('sha256').update(contents).digest('hex');
const never = new AbortController().signal;

async function drain(octets: Octets, signal = never): Promise<Buffer> {
  const parts: Buffer[] = [];
  while (await octets.next(signal)) parts.push(Buffer.from(octets.buffer.subarray(octets.start, octets.end)));
  return Buffer.concat(parts);
}

describe('FileOctets', () => {
  it('reads a file in blocks with room in front, and hashes it', async () => {
    await withFile(contents, async (path) => {
      const octets = new FileOctets(await open(path), contents.length);
      expect(octets.start).toBe(HEADROOM);
      expect((await drain(octets)).equals(contents)).toBe(true);
      expect(octets).toMatchObject({ octetsRead: contents.length, octetsTotal: contents.length, failure: null });
      expect(octets.sha256()).toBe(sha256);
      await octets.close();
    });
  });

  it('reads on where the file has grown', async () => {
    await withFile(contents, async (path) => {
      const octets = new FileOctets(await open(path), 10);
      expect((await drain(octets)).equals(contents)).toBe(true);
      await octets.close();
    });
  });

  it('names the error of the system', async () => {
    await withFile(contents, async (path) => {
      const file = await open(path, 'a');
      const octets = new FileOctets(file, 10);
      expect(await octets.next(never)).toBe(false);
      expect(octets.failure).toBe('EBADF');
      await octets.close();
    });
  });
});

it.each([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [new Error('x'), 'unknown'],
  [null, 'unknown'],
])('systemCode of %s', (error, code) => expect(systemCode(error)).toBe(code));
