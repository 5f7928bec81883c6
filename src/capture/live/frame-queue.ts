import type { Frame } from '../source.ts';

const HEADER_LENGTH = 32;
const START_LENGTH = 64 << 10;

/** Copies of frames in the order in which they came, in one growing block of memory: no object is made for any of them. */
export class FrameQueue {
  #buffer = Buffer.allocUnsafeSlow(START_LENGTH);
  #read = 0;
  #write = 0;
  #length = 0;

  /** Frames that wait. */
  get length(): number {
    return this.#length;
  }

  /** Octets that they take. */
  get octets(): number {
    return this.#write - this.#read;
  }

  /** When the first frame was captured, in microseconds since the epoch. */
  get timestamp(): number {
    return this.#buffer.readDoubleLE(this.#read);
  }

  push(frame: Frame): void {
    const captured = frame.end - frame.start;
    this.#room(HEADER_LENGTH + captured);
    const b = this.#buffer;
    const at = this.#write;
    b.writeDoubleLE(frame.timestamp, at);
    b.writeUInt32LE(captured, at + 8);
    b.writeUInt32LE(frame.originalLength, at + 12);
    b.writeUInt32LE(frame.linkType, at + 16);
    b.writeUInt32LE(frame.nanoseconds ?? 0, at + 20);
    frame.buffer.copy(b, at + HEADER_LENGTH, frame.start, frame.end);
    this.#write = at + HEADER_LENGTH + captured;
    this.#length += 1;
  }

  /** Takes the first frame out into `frame`, whose buffer is good until the next `push`. */
  shift(frame: Frame): void {
    const b = this.#buffer;
    const at = this.#read;
    frame.buffer = b;
    frame.timestamp = b.readDoubleLE(at);
    frame.start = at + HEADER_LENGTH;
    frame.end = frame.start + b.readUInt32LE(at + 8);
    frame.originalLength = b.readUInt32LE(at + 12);
    frame.linkType = b.readUInt32LE(at + 16);
    frame.nanoseconds = b.readUInt32LE(at + 20);
    this.#read = frame.end;
    this.#length -= 1;
    if (this.#length === 0) this.#read = this.#write = 0;
  }

  /** Makes room behind what waits: by moving it to the front, or by taking twice the memory. */
  #room(length: number): void {
    if (this.#write + length <= this.#buffer.length) return;
    const waiting = this.octets;
    const from = this.#buffer;
    if (waiting + length > from.length / 2) this.#buffer = Buffer.allocUnsafeSlow(Math.max(from.length * 2, (waiting + length) * 2));
    from.copy(this.#buffer, 0, this.#read, this.#write);
    this.#read = 0;
    this.#write = waiting;
  }
}
