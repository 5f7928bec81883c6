import type { FlowView } from '../inventory/flow-view.ts';
import type { Observation } from '../model/observation.ts';
import type { Session } from '../protocols/dissector.ts';

/** Where the analysis of a flow stands. `opaque`: nobody knows these octets, or nobody needs more of them. */
export type State = 'probing' | 'known' | 'opaque';

/**
 * What rides on a flow: which dissector has it, and octets that wait for more.
 * One object a flow, made at its first packet.
 */
export class Rider {
  state: State = 'probing';
  /** Index in the registry of the dissector that has, or had, the flow; -1 while nobody does. */
  dissector = -1;
  /** Bit set over the carrier's dissectors that may still claim the flow. */
  candidates: number;
  session: Session | null = null;
  /** The flow's place in the table. */
  readonly slot: number;
  readonly view: FlowView;
  /** The destination's name is as good as it will get: deferred judgements were made. */
  settled = false;
  /** The start of the flow, until it is judged. */
  start: Observation | null = null;
  /** Octets (of each side) or datagrams (under the first) shown to probes so far. */
  readonly probed: [number, number] = [0, 0];
  /** Which side's octets came first while nobody had claimed the flow. */
  firstSide: 0 | 1 = 0;
  /** Directions that nobody looks at any more. */
  readonly done: [boolean, boolean] = [false, false];
  readonly rest: [Rest | null, Rest | null] = [null, null];

  constructor(slot: number, view: FlowView, candidates: number) {
    this.slot = slot;
    this.view = view;
    this.candidates = candidates;
  }
}

/** Octets of one direction that wait for more. Grows by doubling, so that a trickle costs no more than a flood. */
export class Rest {
  buffer: Buffer;
  length: number;

  constructor(from: Buffer, start: number, end: number) {
    this.length = end - start;
    this.buffer = Buffer.allocUnsafeSlow(Math.max(256, this.length * 2));
    from.copy(this.buffer, 0, start, end);
  }

  append(from: Buffer, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(needed * 2);
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    from.copy(this.buffer, this.length, start, end);
    this.length = needed;
  }

  /** Drops the first `count` octets. */
  consume(count: number): void {
    this.buffer.copyWithin(0, count, this.length);
    this.length -= count;
  }
}
