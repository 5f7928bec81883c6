import { u16, u16le, u32, u32le } from '../bytes/read.ts';
import { CAPTURE_BOUNDS } from './bounds.ts';
import { canonicalLinkType } from './link-types.ts';
import { i64, u64, walkOptions } from './pcapng-options.ts';
import { TimeScale } from './time-scale.ts';

const OPTION_TIME_RESOLUTION = 9;
const OPTION_TIME_OFFSET = 14;
const OPTION_INTERFACE_DROPS = 5;
const OPTION_SYSTEM_DROPS = 7;
const MICROSECONDS = 6;

/** The interfaces of one pcapng section, in the order of their description blocks; the first so many are remembered. */
export class Interfaces {
  /** Described so far, remembered or not. */
  described = 0;
  readonly linkTypes: number[] = [];
  readonly scales: TimeScale[] = [];
  readonly snapLengths: number[] = [];
  /** Frames that each interface says it lost; the last word counts. */
  private readonly drops = new Map<number, number>();

  /** Takes in the body `b[at, end)` of an interface description block; false where its options overrun it. */
  describe(b: Buffer, at: number, end: number, big: boolean): boolean {
    let resolution = MICROSECONDS;
    let offset = 0;
    const sound = walkOptions(b, at + 8, end, big, (code, buffer, from, to) => {
      if (code === OPTION_TIME_RESOLUTION && to > from) resolution = buffer[from]!;
      else if (code === OPTION_TIME_OFFSET && to - from >= 8) offset = i64(buffer, from, big);
    });
    this.described += 1;
    if (this.linkTypes.length < CAPTURE_BOUNDS.interfacesMax) {
      this.linkTypes.push(canonicalLinkType(big ? u16(b, at) : u16le(b, at)));
      this.snapLengths.push(big ? u32(b, at + 4) : u32le(b, at + 4));
      this.scales.push(new TimeScale(resolution, offset));
    }
    return sound;
  }

  /** Takes in the body of an interface statistics block; false where its options overrun it. */
  statistics(b: Buffer, at: number, end: number, big: boolean): boolean {
    let dropped: number | null = null;
    const sound = walkOptions(b, at + 12, end, big, (code, buffer, from, to) => {
      const counts = code === OPTION_INTERFACE_DROPS || code === OPTION_SYSTEM_DROPS;
      if (counts && to - from >= 8) dropped = (dropped ?? 0) + u64(buffer, from, big);
    });
    const index = big ? u32(b, at) : u32le(b, at);
    if (dropped !== null && index < this.linkTypes.length) this.drops.set(index, dropped);
    return sound;
  }

  /** Frames lost on all interfaces of the section; null where none has said. */
  dropped(): number | null {
    if (this.drops.size === 0) return null;
    let sum = 0;
    for (const count of this.drops.values()) sum += count;
    return sum;
  }
}
