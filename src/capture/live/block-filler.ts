import { type InterfaceDescription, interfaceDescription, packetLength, writePacket } from '../recording/pcapng-blocks.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { Frame } from '../source.ts';
import { CAPTURE_BOUNDS } from '../bounds.ts';
import { BLOCK_LENGTH, type BlockRing, HELD_BY_FILLER, HELD_BY_RECORDER } from './block-ring.ts';
import type { FrameRun, Handover } from './handover.ts';

/** What becomes of filled blocks on the side of the analysis. */
export interface FillerOutlet {
  readonly described: (description: InterfaceDescription) => void;
  readonly handover: Handover;
  /** Frames that the analysis does not get, because it is too far behind. They are recorded all the same. */
  readonly skipped: (run: FrameRun) => void;
}

/** Different pairs of interface and link type that are told apart: as many as a reader remembers. */
const INTERFACES_MAX = CAPTURE_BOUNDS.interfacesMax;

/**
 * Copies frames, as pcapng packet blocks, into the shared ring: the one copy that is recorded and analysed alike. Numbers
 * them as Wireshark will number them in the recording.
 */
export class BlockFiller {
  readonly #ring: BlockRing;
  readonly #recorder: Recorder | null;
  readonly #outlet: FillerOutlet;
  readonly #names: readonly string[];
  readonly #ids = new Map<number, number>();
  #lastKey = -1;
  #lastId = 0;
  #index = -1;
  #at = 0;
  #blockStart = 0;
  #interfacesBefore = 0;
  #number = 0;
  #frames = 0;
  #octets = 0;
  #until = 0;
  /** Frames of interfaces past the bound whose link type no other has: neither recorded nor analysed. */
  unread = 0;

  /** `names`: of the interfaces, by number. */
  constructor(ring: BlockRing, names: readonly string[], recorder: Recorder | null, outlet: FillerOutlet) {
    this.#ring = ring;
    this.#names = names;
    this.#recorder = recorder;
    this.#outlet = outlet;
  }

  /** Without a recording the analysis must not fall behind by more than ring and spool hold: the capture waits, and the kernel counts. */
  get mustWait(): boolean {
    return this.#recorder === null && this.#outlet.handover.tight;
  }

  take(frame: Frame): void {
    const id = this.#idOf(frame);
    if (id < 0) {
      this.unread += 1;
      return;
    }
    const length = packetLength(frame.end - frame.start);
    if (this.#at + length > this.#blockStart + BLOCK_LENGTH) this.flush();
    if (this.#index >= 0 || this.#begin()) this.#at = writePacket(this.#ring.buffer, this.#at, frame, id);
    this.#frames += 1;
    this.#octets += length;
    this.#until = frame.timestamp;
  }

  /** Hands on what was taken in so far. */
  flush(): void {
    if (this.#frames === 0) return;
    const run: FrameRun = { first: this.#number + 1, frames: this.#frames, octets: this.#octets };
    this.#number += this.#frames;
    this.#frames = 0;
    this.#octets = 0;
    if (this.#index < 0) {
      this.#recorder?.miss(run.frames, run.octets);
      this.#outlet.skipped(run);
      return;
    }
    this.#toRecorder(run);
    this.#toAnalysis(run);
    this.#ring.release(this.#index, HELD_BY_FILLER);
    this.#index = -1;
    this.#at = this.#blockStart = 0;
  }

  #toRecorder(run: FrameRun): void {
    const recorder = this.#recorder;
    if (recorder === null) return;
    const ring = this.#ring;
    const index = this.#index;
    if (ring.held(HELD_BY_RECORDER) >= ring.blocksEach) {
      recorder.miss(run.frames, run.octets);
      return;
    }
    ring.hold(index, HELD_BY_RECORDER);
    const { buffer } = ring;
    const { first, frames } = run;
    const release = (): void => ring.release(index, HELD_BY_RECORDER);
    recorder.record({ buffer, start: this.#blockStart, end: this.#at, first, frames, interfacesBefore: this.#interfacesBefore, release });
  }

  #toAnalysis(run: FrameRun): void {
    const length = this.#at - this.#blockStart;
    const interfaces = { interfacesBefore: this.#interfacesBefore, interfacesAfter: this.#ids.size };
    const { handover, skipped } = this.#outlet;
    if (!handover.take({ ...run, index: this.#index, slot: -1, length, until: this.#until, ...interfaces })) skipped(run);
  }

  #begin(): boolean {
    const index = this.#ring.free();
    if (index < 0) return false;
    this.#ring.hold(index, HELD_BY_FILLER);
    this.#index = index;
    this.#blockStart = this.#at = this.#ring.start(index);
    this.#interfacesBefore = this.#ids.size;
    return true;
  }

  #idOf(frame: Frame): number {
    const key = (frame.interfaceIndex ?? 0) * 65_536 + frame.linkType;
    if (key === this.#lastKey) return this.#lastId;
    this.#lastKey = key;
    this.#lastId = this.#ids.get(key) ?? this.#describe(key, frame);
    return this.#lastId;
  }

  /** A new interface: its description goes in front of the frame, and to the beginning of files to come. */
  #describe(key: number, frame: Frame): number {
    const id = this.#ids.size;
    if (id >= INTERFACES_MAX) return this.#alike(frame.linkType);
    const description = { name: this.#names[frame.interfaceIndex ?? 0] ?? '', linkType: frame.linkType, snapLength: 0 };
    const block = interfaceDescription(description);
    if (this.#at + block.length > this.#blockStart + BLOCK_LENGTH) this.flush();
    if (this.#index >= 0 || this.#begin()) this.#at += block.copy(this.#ring.buffer, this.#at);
    this.#ids.set(key, id);
    this.#recorder?.describe(description);
    this.#outlet.described(description);
    return id;
  }

  /** Some interface of the same link type; -1 where there is none. */
  #alike(linkType: number): number {
    for (const [key, id] of this.#ids) if (key % 65_536 === linkType) return id;
    return -1;
  }
}
