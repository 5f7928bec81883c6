import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { gatherFile } from './gather.ts';

interface Packet {
  readonly header: { readonly timestampSeconds: number; readonly timestampMicroseconds: number; readonly originalLength: number };
  readonly data: Buffer;
}
interface Parser {
  on(event: 'packet', listener: (packet: Packet) => void): Parser;
  on(event: 'end' | 'error', listener: (error?: Error) => void): Parser;
}
const { parse } = createRequire(import.meta.url)('pcap-parser') as { parse: (stream: Readable) => Parser };

/** What the independent reader makes of a capture: time, original length and octets of each frame. */
function independent(octets: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    parse(Readable.from([octets]))
      .on('packet', ({ header, data }) => {
        const at = header.timestampSeconds * 1_000_000 + header.timestampMicroseconds;
        lines.push(`${at} ${header.originalLength} ${data.toString('hex')}`);
      })
      .on('end', () => resolve(lines))
      .on('error', reject);
  });
}

async function ours(octets: Buffer): Promise<string[]> {
  const { lines } = await gatherFile(octets);
  return lines.map((line) => {
    const [, at, , original, hex] = line.split(' ');
    return `${at} ${original} ${hex}`;
  });
}

const crafted: readonly (readonly [name: string, octets: Buffer])[] = [
  ['little-endian', buildPcap(sampleFrames(200))],
  ['big-endian', buildPcap(sampleFrames(200), { big: true })],
  ['one frame without octets', buildPcap([{ octets: Buffer.alloc(0), at: 1 }])],
  ['a last frame that is cut', buildPcap(sampleFrames(3)).subarray(0, -5)],
];

const folder = new URL('../../fixtures/captures/', import.meta.url).pathname;
const recorded = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pcap'))
  : [];
const classic = recorded
  .map((name) => [name, readFileSync(join(folder, name))] as const)
  .filter(([, b]) => /^(d4c3b2a1|a1b2c3d4)/.test(b.toString('hex', 0, 4)));

describe('frame by frame, ours and pcap-parser agree', () => {
  it.each([...crafted, ...classic])('%s', async (_name, octets) => {
    const expected = await independent(octets);
    expect(expected.length).toBeGreaterThan(0);
    expect(await ours(octets)).toEqual(expected);
  });
});
