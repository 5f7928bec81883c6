import type { Side } from '../bytes/chunk.ts';
import type { FlowView } from '../inventory/flow-view.ts';
import type { Observation } from '../model/observation.ts';
import type { Session } from '../protocols/dissector.ts';
import type { Rest } from './rest.ts';

/** Where the analysis of a flow stands. `opaque`: nobody knows these octets, or nobody needs more of them. */
export type State = 'probing' | 'known' | 'opaque';

/**
 * What rides on a flow: which dissector has it, and octets that wait for more.
 * One object a flow, made at its first packet; what there is of each side has a field of its own, for no list is as small.
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
  /** 0 where the protocol has no ports. */
  readonly originatorPort: number;
  readonly responderPort: number;
  /** The destination's name is as good as it will get: deferred judgements were made. */
  settled = false;
  /** The start of the flow, until it is judged. */
  start: Observation | null = null;
  /** Number of the last frame whose octets were read; 0 before there is one. */
  lastFrame = 0;
  /** Which side's octets came first while nobody had claimed the flow. */
  firstSide: Side = 0;
  /** How often the stream has been handed on to another protocol. */
  switches = 0;
  #done = 0;
  #probed0 = 0;
  #probed1 = 0;
  #rest0: Rest | null = null;
  #rest1: Rest | null = null;

  constructor(slot: number, view: FlowView, candidates: number, originatorPort = 0, responderPort = 0) {
    this.slot = slot;
    this.view = view;
    this.candidates = candidates;
    this.originatorPort = originatorPort;
    this.responderPort = responderPort;
  }

  /** Where to look at the flow: its first frame, and the last one that was read. */
  frames(): readonly [number, ...number[]] {
    const first = this.view.frame;
    return this.lastFrame > first ? [first, this.lastFrame] : [first];
  }

  /** True for a direction that nobody looks at any more. */
  isDone(side: Side): boolean {
    return (this.#done & (1 << side)) !== 0;
  }

  setDone(side: Side, done: boolean): void {
    this.#done = done ? this.#done | (1 << side) : this.#done & ~(1 << side);
  }

  /** Octets (of each side) or datagrams (under the first) shown to probes so far. */
  probed(side: Side): number {
    return side === 0 ? this.#probed0 : this.#probed1;
  }

  setProbed(side: Side, count: number): void {
    if (side === 0) this.#probed0 = count;
    else this.#probed1 = count;
  }

  /** Octets of a side that wait for more. */
  rest(side: Side): Rest | null {
    return side === 0 ? this.#rest0 : this.#rest1;
  }

  setRest(side: Side, rest: Rest | null): void {
    if (side === 0) this.#rest0 = rest;
    else this.#rest1 = rest;
  }
}
