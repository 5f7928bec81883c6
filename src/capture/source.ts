import type { Damage, Notice } from '../model/snapshot.ts';

/**
 * One captured frame. Reused: valid until the callback returns.
 * Every field is overwritten for each frame; copy what must outlive the call.
 */
export interface Frame {
  /** Holds the frame at [start, end), and whatever the source's block holds around it. */
  buffer: Buffer;
  start: number;
  end: number;
  /** Octets on the wire; greater than `end - start` where the capture was snapped. */
  originalLength: number;
  /** Microseconds since the epoch, a whole number (finer stamps are cut). */
  timestamp: number;
  /** LINKTYPE_ number of the pcap registry. */
  linkType: number;
  /** Counts from 1 over the capture, as Wireshark does. */
  number: number;
  /** Nanoseconds past `timestamp`, 0 to 999, where the capture is that fine. */
  nanoseconds?: number;
  /** Which of the capture's interfaces saw it, in the order of their description; 0 where the format knows none. */
  interfaceIndex?: number;
}

/** What a source knows when it has ended. */
export interface SourceReport {
  /** `pcap`, `pcapng`, `snoop`, `netmon`, `k12text`, with `.gz`, `.zst` or `.lz4` where it was packed. */
  readonly format: string;
  /** SHA-256 of the octets as they came (packed file as packed); null where not all of them were read. */
  readonly sha256: string | null;
  readonly frames: number;
  /** Sum of original lengths. */
  readonly octets: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly linkTypes: readonly number[];
  readonly snappedFrames: number;
  readonly damage: Damage | null;
  /** From pcapng interface statistics or the live source; null where it cannot be known. */
  readonly dropped: number | null;
  readonly notices: readonly Notice[];
}

/** Progress of a source over its input. */
export interface Progress {
  readonly octetsRead: number;
  /** Null for streams. */
  readonly octetsTotal: number | null;
  readonly frames: number;
}

/** Pushes frames until it is done or the signal fires; never calls `onFrame` after `run` has settled. */
export interface Source {
  /** As the user named it (base name of the file; `-` for standard input). */
  readonly name: string;
  /** Rejects with CaptureError only where nothing could be opened; damage on the way is reported, not thrown. */
  run(onFrame: (frame: Frame) => void, signal: AbortSignal): Promise<SourceReport>;
  progress(): Progress;
}

/** The input cannot be read at all: missing, unreadable, or no capture. */
export class CaptureError extends Error {
  /** A message code of the language catalogue. */
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string, detail: string) {
    super(detail);
    this.code = code;
    this.path = path;
  }
}
