import { fstatSync, open as openWithCallback } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { AheadOctets } from './ahead-octets.ts';
import { Feeder } from './feeder.ts';
import { type Packing, packingOf } from './formats.ts';
import { FileOctets, type Octets, systemCode } from './octets.ts';
import { CaptureError, type Frame, type Progress, type Source, type SourceReport } from './source.ts';
import { StreamOctets } from './stream-octets.ts';
import { Tally } from './tally.ts';
import { type Unpacker, unpackerFor } from './unpack.ts';

/** Files from this length on are read and hashed on a thread of their own; for shorter ones it costs more than it saves. */
const AHEAD_LENGTH_MIN = 16 << 20;
const STANDARD_INPUT = 0;
const openDescriptor = promisify(openWithCallback);

/** Holds a reader back while nobody can take more. */
export type Gate = () => Promise<void> | null;

/** Opens a file with other rights than it is read with. */
export type Opening = <T>(open: () => Promise<T>) => Promise<T>;

export interface CaptureOptions {
  /** Read instead of standard input where the path is `-`. */
  readonly input?: Readable;
  /** The capture grows while it is read: every record is handed on as soon as it is whole, and no hash is made. */
  readonly live?: boolean;
  /** Asked before each piece: where it gives a promise, reading goes on when that is kept. */
  readonly gate?: Gate;
  /** Files from this length on are read ahead on another thread. */
  readonly aheadLengthMin?: number;
  /** How files are opened. */
  readonly opening?: Opening;
}

/**
 * A capture file, or standard input for `-`. Its format (pcap, pcapng, snoop, netmon or k12text, bare or packed with gzip, zstd or lz4) is told from its
 * contents, never from its name. Nothing is opened before `run`.
 */
export function openCapture(path: string, options: CaptureOptions = {}): Source {
  return new CaptureFile(path, options);
}

class CaptureFile implements Source {
  readonly name: string;
  private readonly path: string;
  private readonly options: CaptureOptions;
  private octets: Octets | null = null;
  private tally: Tally | null = null;

  constructor(path: string, options: CaptureOptions) {
    this.path = path;
    this.options = options;
    this.name = path === '-' ? '-' : basename(path);
  }

  progress(): Progress {
    return {
      octetsRead: this.octets?.octetsRead ?? 0,
      octetsTotal: this.octets?.octetsTotal ?? null,
      frames: this.tally?.number ?? 0,
    };
  }

  async run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<SourceReport> {
    const tally = new Tally(onFrame);
    this.tally = tally;
    const { opening = (open) => open() } = this.options;
    const octets = await opening(() => openOctets(this.path, this.options));
    this.octets = octets;
    try {
      const { format, whole } = await this.pump(octets, tally, signal);
      return reportOf(tally, format, whole ? octets.sha256() : null);
    } finally {
      await octets.close();
    }
  }

  /** Brings all octets through; gives the name of the format, and whether they came to their end: half a file has no hash of its own. */
  private async pump(octets: Octets, tally: Tally, signal: AbortSignal): Promise<{ readonly format: string; readonly whole: boolean }> {
    const feeder = new Feeder(tally, this.path, this.options.live);
    const lead = new Lead();
    const { gate } = this.options;
    let unpacker: Unpacker | null = null;
    try {
      while (await octets.next(signal)) {
        if (!lead.known && lead.gather(octets)) unpacker = lead.unpacker((b, start, end) => feeder.feed(b, start, end));
        if (!lead.known) continue;
        const wait = gate?.() ?? null;
        if (wait !== null) await wait;
        const { buffer, start, end } = lead.block(octets);
        // Past damage the octets are only hashed: the hash is the file's, whatever became of its contents.
        if (feeder.closed || (unpacker !== null && unpacker.flaw !== null)) continue;
        if (unpacker === null) feeder.feed(buffer, start, end);
        else await unpacker.push(buffer, start, end);
      }
      const { aborted } = signal;
      if (aborted) tally.note('capture-interrupted', true);
      else await finish(octets, lead, feeder, unpacker);
      return { format: `${feeder.reader?.format ?? 'unknown'}${lead.suffix}`, whole: !aborted && octets.failure === null };
    } finally {
      unpacker?.close();
    }
  }
}

async function finish(octets: Octets, lead: Lead, feeder: Feeder, unpacker: Unpacker | null): Promise<void> {
  if (!lead.known) feeder.feed(lead.held, 0, lead.held.length);
  if (unpacker !== null && unpacker.flaw === null && !feeder.closed) await unpacker.finish();
  feeder.finish(octets.failure === null ? (unpacker?.flaw ?? null) : 'capture-read-failed');
}

const SUFFIXES: Readonly<Record<Packing, string>> = { gzip: '.gz', zstd: '.zst', lz4: '.lz4' };
/** Octets that tell how a file is packed. */
const LEAD_LENGTH = 4;

/** The beginning of the octets, gathered until it tells how they are packed; streams may come octet by octet. */
class Lead {
  held: Buffer = Buffer.alloc(0);
  known = false;
  suffix = '';
  private fresh = false;
  private packing: ReturnType<typeof packingOf> = null;

  /** Takes the current block in; true when there is enough to tell. */
  gather(octets: Octets): boolean {
    if (this.held.length === 0 && octets.end - octets.start >= LEAD_LENGTH) {
      this.packing = packingOf(octets.buffer, octets.start, octets.end);
      this.known = true;
      return true;
    }
    this.held = Buffer.concat([this.held, octets.buffer.subarray(octets.start, octets.end)]);
    if (this.held.length < LEAD_LENGTH) return false;
    this.packing = packingOf(this.held, 0, this.held.length);
    this.fresh = true;
    this.known = true;
    return true;
  }

  unpacker(sink: (block: Buffer, start: number, end: number) => void): Unpacker | null {
    if (this.packing === null) return null;
    this.suffix = SUFFIXES[this.packing];
    return unpackerFor(this.packing, sink);
  }

  /** The block to go on with: what was gathered, once; then the current block. */
  block(octets: Octets): { readonly buffer: Buffer; readonly start: number; readonly end: number } {
    if (!this.fresh) return octets;
    this.fresh = false;
    return { buffer: this.held, start: 0, end: this.held.length };
  }
}

function reportOf(tally: Tally, format: string, sha256: string | null): SourceReport {
  const timed = Number.isFinite(tally.first);
  return {
    format,
    sha256,
    frames: tally.number,
    octets: tally.octets,
    first: timed ? tally.first : null,
    last: timed ? tally.last : null,
    linkTypes: tally.linkTypes,
    snappedFrames: tally.snapped,
    damage: tally.damage,
    dropped: tally.dropped,
    notices: tally.notices(),
  };
}

async function openOctets(path: string, options: CaptureOptions): Promise<Octets> {
  if (path === '-') return new StreamOctets(options.input ?? standardInput(path), options.live !== true);
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) throw new CaptureError('capture-is-directory', path, 'EISDIR');
    const hashed = options.live !== true;
    // The pending read of a pipe would keep a thread, and with it the process, from ending: a socket's does not.
    if (facts.isFIFO())
      return new StreamOctets(new Socket({ fd: await openDescriptor(path, 'r'), readable: true, writable: false }), hashed);
    // What grows is read in small pieces, whatever it is.
    if (!facts.isFile() || !hashed) return new StreamOctets(createReadStream('', { fd: await openDescriptor(path, 'r') }), hashed);
    const file = await open(path, 'r');
    return facts.size >= (options.aheadLengthMin ?? AHEAD_LENGTH_MIN)
      ? new AheadOctets(file, facts.size)
      : new FileOctets(file, facts.size);
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    const code = systemCode(error);
    throw new CaptureError(code === 'ENOENT' || code === 'ENOTDIR' ? 'capture-missing' : 'capture-unreadable', path, code);
  }
}

/** A file behind standard input is read as a file; a pipe through a socket, whose pending read does not keep the process from ending. */
function standardInput(path: string): Readable {
  if (isatty(STANDARD_INPUT)) throw new CaptureError('capture-is-terminal', path, 'a terminal');
  try {
    const facts = fstatSync(STANDARD_INPUT);
    if (facts.isDirectory()) throw new CaptureError('capture-is-directory', path, 'EISDIR');
    if (facts.isFIFO() || facts.isSocket()) return new Socket({ fd: STANDARD_INPUT, readable: true, writable: false });
    return createReadStream('', { fd: STANDARD_INPUT, autoClose: false });
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    throw new CaptureError('capture-unreadable', path, systemCode(error));
  }
}
