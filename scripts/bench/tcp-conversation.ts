import { TCP_FLAG, type Endpoint, type FrameWriter } from './frame-writer.ts';
import type { Random } from './random.ts';
import type { Steps } from './scheduler.ts';

const SEGMENT_MAX = 1_400;
const LOST_AGAIN = 0.005;
const SWAPPED = 0.005;
const { fin: FIN, syn: SYN, rst: RST, push: PUSH, ack: ACK } = TCP_FLAG;

/** How a connection comes to its end. */
export type Ending = 'fin' | 'reset' | 'left-open';

/** One TCP connection: writes segments of both sides, acknowledges every second one, sends a few twice or in the wrong order. */
export class TcpConversation {
  readonly #writer: FrameWriter;
  readonly #random: Random;
  readonly #ends: readonly [Endpoint, Endpoint];
  readonly #next: [number, number];
  readonly #roundTrip: number;
  #unacknowledged = 0;

  /** `roundTrip` in microseconds. */
  constructor(writer: FrameWriter, random: Random, originator: Endpoint, responder: Endpoint, roundTrip: number) {
    this.#writer = writer;
    this.#random = random;
    this.#ends = [originator, responder];
    this.#next = [random.word(), random.word()];
    this.#roundTrip = roundTrip;
  }

  /** The handshake. */
  *open(): Steps {
    this.#write(0, SYN);
    this.#next[0] += 1;
    yield this.#roundTrip;
    this.#write(1, SYN | ACK);
    this.#next[1] += 1;
    yield 200;
    this.#write(0, ACK);
    yield 100;
  }

  /** Octets of one side, cut into segments. */
  *send(side: 0 | 1, octets: Buffer): Steps {
    yield side === 1 ? this.#roundTrip : 300;
    for (let start = 0; start < octets.length;) {
      const end = Math.min(start + SEGMENT_MAX, octets.length);
      const second = Math.min(end + SEGMENT_MAX, octets.length);
      if (second > end && this.#random.chance(SWAPPED)) {
        this.#data(side, octets, end, second, end - start);
        yield 15;
        this.#data(side, octets, start, end, 0);
        this.#next[side] += second - start;
        start = second;
      } else {
        this.#data(side, octets, start, end, 0);
        if (this.#random.chance(LOST_AGAIN)) this.#data(side, octets, start, end, 0);
        this.#next[side] += end - start;
        start = end;
      }
      this.#unacknowledged += 1;
      yield 12;
      if (this.#unacknowledged >= 2 || start >= octets.length) {
        this.#write(side === 0 ? 1 : 0, ACK);
        this.#unacknowledged = 0;
        yield 12;
      }
    }
  }

  *close(ending: Ending): Steps {
    if (ending === 'left-open') return;
    if (ending === 'reset') {
      this.#write(0, RST | ACK);
      return;
    }
    this.#write(0, FIN | ACK);
    this.#next[0] += 1;
    yield this.#roundTrip;
    this.#write(1, FIN | ACK);
    this.#next[1] += 1;
    yield 200;
    this.#write(0, ACK);
  }

  #data(side: 0 | 1, octets: Buffer, start: number, end: number, ahead: number): void {
    const [from, to] = side === 0 ? this.#ends : [this.#ends[1], this.#ends[0]];
    this.#writer.tcp(from, to, this.#next[side] + ahead, this.#next[1 - side]!, PUSH | ACK, octets, start, end);
  }

  #write(side: 0 | 1, flags: number): void {
    const [from, to] = side === 0 ? this.#ends : [this.#ends[1], this.#ends[0]];
    this.#writer.tcp(from, to, this.#next[side], this.#next[1 - side]!, flags);
  }
}
