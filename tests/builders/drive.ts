import type { Side } from '../../src/bytes/chunk.ts';
import type { Fields } from '../../src/model/observation.ts';
import { ENOUGH, SWITCH, type Carrier, type Ports, type Session } from '../../src/protocols/dissector.ts';
import type { Message } from './messages.ts';

/** What a dissector said, and whose octets made it say so. */
export interface Said {
  readonly kind: string;
  readonly sender: Side;
  readonly fields: Fields;
}

/** As much of a dissector as it takes to drive it: any vocabulary will do. */
export interface Driven {
  readonly name: string;
  readonly over: Carrier;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- stands for the Emit of whichever vocabulary
  open(emit: any, ports: Ports): Session;
}

/** Octets of one side that were lost. */
export interface Lost {
  readonly side: Side;
  readonly lost: number;
}

/** The octets around a chunk in its buffer: a dissector that reads beyond its chunk reads these. */
const MARGIN = 7;

/**
 * Feeds one flow to a session as the pipeline does: what was not consumed is kept and offered again, joined with what follows;
 * after ENOUGH a direction gets nothing more, after SWITCH none does. Each chunk lies amid other octets, in a buffer that is overwritten after the call.
 */
export class Drive {
  readonly said: Said[] = [];
  readonly #dissector: Driven;
  readonly #session: Session;
  readonly #rest: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  readonly #enough: [boolean, boolean] = [false, false];
  #sender: Side = 0;
  /** Another protocol has the stream: this session is over. */
  switched = false;
  /** Octets of the last chunk that were the old protocol's. */
  consumedBefore = 0;

  constructor(dissector: Driven, ports: Ports) {
    this.#dissector = dissector;
    this.#session = dissector.open((kind: string, fields: Fields) => this.said.push({ kind, sender: this.#sender, fields }), ports);
  }

  data(side: Side, octets: Buffer): void {
    if (this.#enough[side]) return;
    const whole = Buffer.concat([this.#rest[side], octets]);
    const buffer = Buffer.alloc(whole.length + 2 * MARGIN, 0xee);
    whole.copy(buffer, MARGIN);
    this.#sender = side;
    const consumed = this.#session.data({ buffer, start: MARGIN, end: MARGIN + whole.length, sender: side });
    buffer.fill(0xdd);
    if (consumed <= SWITCH) this.#switch(consumed, whole.length);
    else if (consumed === ENOUGH) this.#enough[side] = true;
    else if (!Number.isInteger(consumed) || consumed < 0 || consumed > whole.length) {
      throw new RangeError(`${this.#dissector.name} consumed ${consumed} of ${whole.length} octets`);
    }
    this.#rest[side] = this.#dissector.over === 'tcp' && consumed >= 0 ? whole.subarray(consumed) : Buffer.alloc(0);
  }

  gap(side: Side, length: number): void {
    this.#rest[side] = Buffer.alloc(0);
    if (this.#enough[side]) return;
    this.#sender = side;
    this.#session.gap(side, length);
  }

  end(): void {
    if (!this.switched) this.#session.end?.();
  }

  #switch(result: number, offered: number): void {
    this.consumedBefore = result === SWITCH ? offered : SWITCH - 1 - result;
    if (this.consumedBefore > offered) throw new RangeError(`${this.#dissector.name} consumed ${this.consumedBefore} of ${offered} octets`);
    this.switched = true;
    this.#rest[0] = this.#rest[1] = Buffer.alloc(0);
    this.#enough[0] = this.#enough[1] = true;
  }

  /** Octets of a side that wait for more. */
  waiting(side: Side): number {
    return this.#rest[side].length;
  }

  /** This side was given up. */
  enough(side: Side): boolean {
    return this.#enough[side];
  }
}

/** Feeds messages and gaps to a new session, and says what it said. */
export function drive(
  dissector: Driven,
  ports: Ports,
  steps: readonly (Message | Lost)[],
  options: { readonly end: boolean } = { end: true },
): Said[] {
  const flow = new Drive(dissector, ports);
  for (const step of steps) {
    if ('lost' in step) flow.gap(step.side, step.lost);
    else flow.data(step.side, step.octets);
  }
  if (options.end) flow.end();
  return flow.said;
}

/** A message of the originator, from text (one octet a character) or octets. */
export function originator(octets: string | Buffer): Message {
  return { side: 0, octets: typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets };
}

/** A message of the responder. */
export function responder(octets: string | Buffer): Message {
  return { side: 1, octets: typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets };
}
