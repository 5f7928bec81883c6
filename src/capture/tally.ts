import type { Damage, Notice } from '../model/snapshot.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import type { Frame } from './source.ts';

const EMPTY = Buffer.alloc(0);
/** Places among the times. */
const FIRST = 0;
const LAST = 1;
const PREVIOUS = 2;

/**
 * What one run over a capture has counted, and the one Frame that it hands on again and again.
 * Records call `frame` for each packet; nothing is allocated there.
 */
export class Tally {
  readonly onFrame: (frame: Frame) => void;
  readonly current: Frame = {
    buffer: EMPTY,
    start: 0,
    end: 0,
    originalLength: 0,
    timestamp: 0,
    linkType: 0,
    number: 0,
    nanoseconds: 0,
    interfaceIndex: 0,
  };
  readonly linkTypes: number[] = [];
  /**
   * Microseconds since the epoch of the frame that comes next: readers set it before they call `frame`. An array of one,
   * because a double that is passed as an argument costs an object.
   */
  readonly time = new Float64Array(1);
  /** Number of the last frame or numbered record; Wireshark's frame.number. */
  number = 0;
  snapped = 0;
  dropped: number | null = null;
  damage: Damage | null = null;
  private backwards = 0;
  private linkType = -1;
  /** An array of one: a sum in a field costs an object a frame once it is no small integer any more. */
  private readonly sums = new Float64Array(1);
  /** The earliest and the latest time, and that of the frame before: an array for the same reason. */
  private readonly times = new Float64Array([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  private readonly notes = new Map<string, { count: number; incomplete: boolean }>();

  constructor(onFrame: (frame: Frame) => void) {
    this.onFrame = onFrame;
  }

  /** Octets of all frames as they were on the wire. */
  get octets(): number {
    return this.sums[0]!;
  }

  /** Microseconds since the epoch of the earliest frame; infinite where there is none. */
  get first(): number {
    return this.times[FIRST]!;
  }

  /** Microseconds since the epoch of the latest frame; infinite where there is none. */
  get last(): number {
    return this.times[LAST]!;
  }

  /** Hands on the frame at `buffer[start, end)`, captured at `time`. */
  frame(buffer: Buffer, start: number, end: number, originalLength: number, linkType: number): void {
    const timestamp = this.time[0]!;
    const times = this.times;
    if (timestamp < times[PREVIOUS]!) this.backwards += 1;
    times[PREVIOUS] = timestamp;
    if (timestamp < times[FIRST]!) times[FIRST] = timestamp;
    if (timestamp > times[LAST]!) times[LAST] = timestamp;
    this.hand(buffer, start, end, originalLength, linkType);
  }

  /** Hands on a frame that carries no time: it counts as captured when the frame before it was. */
  timeless(buffer: Buffer, start: number, end: number, originalLength: number, linkType: number): void {
    this.note('capture-frames-without-time', false);
    this.current.nanoseconds = 0;
    const previous = this.times[PREVIOUS]!;
    this.time[0] = Number.isFinite(previous) ? previous : 0;
    this.hand(buffer, start, end, originalLength, linkType);
  }

  /** A record that has a frame number and is no frame that we read. */
  unread(code: string, incomplete: boolean): void {
    this.number += 1;
    this.note(code, incomplete);
  }

  /** Counts a remark. */
  note(code: string, incomplete: boolean): void {
    const known = this.notes.get(code);
    if (known === undefined) this.notes.set(code, { count: 1, incomplete });
    else known.count += 1;
  }

  /** Every remark with its count. */
  notices(): Notice[] {
    const list: Notice[] = [...this.notes].map(([code, { count, incomplete }]) => ({ code, count, incomplete }));
    if (this.backwards > 0) list.push({ code: 'timestamps-backwards', count: this.backwards, incomplete: false });
    return list;
  }

  private hand(buffer: Buffer, start: number, end: number, originalLength: number, linkType: number): void {
    const length = end - start;
    const original = originalLength > length ? originalLength : length;
    if (original > length) this.snapped += 1;
    this.sums[0]! += original;
    if (linkType !== this.linkType) this.list(linkType);
    const frame = this.current;
    frame.buffer = buffer;
    frame.start = start;
    frame.end = end;
    frame.originalLength = original;
    frame.timestamp = this.time[0]!;
    frame.linkType = linkType;
    frame.number = this.number += 1;
    this.onFrame(frame);
  }

  private list(linkType: number): void {
    this.linkType = linkType;
    if (this.linkTypes.includes(linkType)) return;
    if (this.linkTypes.length < CAPTURE_BOUNDS.linkTypesMax) this.linkTypes.push(linkType);
    else this.note('capture-link-types-unlisted', false);
  }
}
