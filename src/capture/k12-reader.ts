import type { RecordReader } from './record-reader.ts';
import type { Tally } from './tally.ts';

// The text form of the K12 protocol tester: a rule, a line with the time of day and the kind, a line with the octets in hex.

const RULE = '+---------+---------------+';
const LINE_FEED = 0x0a;
const BAR = 0x7c;
/** Octets of one frame; each takes three characters. */
const FRAME_MAX = 65_536;
const LINE_MAX = FRAME_MAX * 3 + 64;
const NEED_MIN = 256;
const ETHERNET = 1;
/** A number that the registry leaves to private use: frames of it are counted, and not read. */
const UNKNOWN_LINK_TYPE = 162;
const DAY = 86_400_000_000;
/** `11:28:27,033,389   ETHER`: milliseconds and microseconds behind the seconds. */
const HEADING = /^(\d\d):(\d\d):(\d\d),(\d{3}),(\d{3}) {1,8}([A-Z0-9-]{1,16})\s*$/;

/** True where `b[at, end)` opens with the rule of such a text. */
export function isK12(b: Buffer, at: number, end: number): boolean {
  const seen = Math.min(end - at, RULE.length);
  return seen >= 16 && b.latin1Slice(at, at + seen) === RULE.slice(0, seen);
}

/** K12 text. It knows no date: frames count from the start of the first day that can be told, on and on over midnight. */
export class K12Reader implements RecordReader {
  readonly format = 'k12text';
  need = NEED_MIN;
  flaw: string | null = null;
  flawAt = 0;
  settled = true;
  private readonly tally: Tally;
  private readonly octets: Buffer = Buffer.allocUnsafeSlow(FRAME_MAX);
  /** Octets of the unfinished line that are known to hold no end. */
  private searched = 0;
  private days = 0;
  private time = 0;
  private linkType = -1;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  read(buffer: Buffer, start: number, end: number, last: boolean): number {
    let at = start;
    while (at < end && this.flaw === null) {
      const feed = at + this.searched < end ? buffer.indexOf(LINE_FEED, at + this.searched) : -1;
      const whole = feed !== -1 && feed < end;
      if (!whole && !last) return this.wait(at, end);
      const to = whole ? feed : end;
      this.searched = 0;
      if (to - at > LINE_MAX) return this.damaged(at);
      if (!this.line(buffer, at, to)) return this.damaged(at);
      at = whole ? feed + 1 : end;
    }
    this.need = NEED_MIN;
    return at;
  }

  /** Asks for twice of what is there: a line that comes octet by octet is not looked at for each. */
  private wait(at: number, end: number): number {
    this.searched = end - at;
    if (this.searched > LINE_MAX) return this.damaged(at);
    this.need = Math.max(NEED_MIN, 2 * this.searched);
    return at;
  }

  /** Takes one line in; false where it makes no sense. */
  private line(b: Buffer, at: number, end: number): boolean {
    if (b[at] === BAR) return this.linkType === -1 || this.frame(b, at, end);
    const text = b.latin1Slice(at, Math.min(end, at + 64)).trimEnd();
    if (text === '' || text.startsWith('+-')) return true;
    const heading = HEADING.exec(text);
    if (heading === null) return false;
    this.heading(heading);
    return true;
  }

  private heading([, hours, minutes, seconds, millis, micros, kind]: readonly string[]): void {
    const ofDay = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000_000 + Number(millis) * 1_000 + Number(micros);
    // Half a day back is midnight; less is a frame out of order.
    if (this.days * DAY + ofDay < this.time - DAY / 2) this.days += 1;
    this.time = this.days * DAY + ofDay;
    this.linkType = kind === 'ETHER' ? ETHERNET : UNKNOWN_LINK_TYPE;
  }

  /** `|0   |28|b2|…|`: a column of its own before the octets. */
  private frame(b: Buffer, at: number, end: number): boolean {
    let from = b.indexOf(BAR, at + 1);
    if (from === -1 || from > at + 8) return false;
    let length = 0;
    while (from + 3 < end && length < FRAME_MAX) {
      const value = hexDigit(b[from + 1]!) * 16 + hexDigit(b[from + 2]!);
      if (value < 0 || b[from + 3] !== BAR) break;
      this.octets[length] = value;
      length += 1;
      from += 3;
    }
    this.tally.time[0] = this.time;
    this.tally.frame(this.octets, 0, length, length, this.linkType);
    this.linkType = -1;
    return true;
  }

  private damaged(at: number): number {
    this.flaw = 'capture-record-too-long';
    this.flawAt = at;
    return at;
  }
}

/** The value of a hexadecimal digit; far below zero where it is none. */
function hexDigit(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const lower = octet | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1_000;
}
