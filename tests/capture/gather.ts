import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Feeder } from '../../src/capture/feeder.ts';
import { type CaptureOptions, openCapture } from '../../src/capture/open-capture.ts';
import type { Frame, SourceReport } from '../../src/capture/source.ts';
import { Tally } from '../../src/capture/tally.ts';
import type { BuiltFrame } from '../builders/pcap.ts';

/** A frame as one line, so that lists of them compare quickly and read well. */
export const line = (frame: Frame): string =>
  `${frame.number} ${frame.timestamp} ${frame.linkType} ${frame.originalLength} ${frame.buffer.toString('hex', frame.start, frame.end)}`;

/** The lines that a capture of these frames must give. */
export const linesOf = (frames: readonly BuiltFrame[], linkType = 1): string[] =>
  frames.map((f, i) => `${i + 1} ${f.at} ${linkType} ${f.original ?? f.octets.length} ${f.octets.toString('hex')}`);

export interface Gathered {
  readonly lines: string[];
  readonly report: SourceReport;
}

async function gather(path: string, options: CaptureOptions): Promise<Gathered> {
  const lines: string[] = [];
  const report = await openCapture(path, options).run((frame) => lines.push(line(frame)), new AbortController().signal);
  return { lines, report };
}

/** Reads octets that come as a stream in pieces of the given length. */
export function gatherStream(octets: Buffer, pieceLength = octets.length || 1): Promise<Gathered> {
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < octets.length; at += pieceLength) yield octets.subarray(at, at + pieceLength);
  };
  return gather('-', { input: Readable.from(pieces(), { objectMode: true }) });
}

/** Calls back with the path of a file of these octets, which is gone afterwards. */
export async function withFile<T>(octets: Buffer, use: (path: string) => Promise<T>, name = 'capture'): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, octets);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads octets that lie in a file. */
export function gatherFile(octets: Buffer, options: CaptureOptions = {}): Promise<Gathered> {
  return withFile(octets, (path) => gather(path, options));
}

/** Reads unpacked octets at once, without a source around them. */
export function feedAll(octets: Buffer): { lines: string[]; tally: Tally } {
  const lines: string[] = [];
  const tally = new Tally((frame) => lines.push(line(frame)));
  const feeder = new Feeder(tally, 'test');
  feeder.feed(Buffer.from(octets), 0, octets.length);
  feeder.finish(null);
  return { lines, tally };
}
