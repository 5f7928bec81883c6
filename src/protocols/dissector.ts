import type { Chunk, Side } from '../bytes/chunk.ts';
import type { ContentClass } from '../model/destination.ts';
import type { FieldsOf, Vocabulary } from '../model/observation.ts';

/** Whose octets are these? `unsure` asks to see more of the stream. */
export type Verdict = 'mine' | 'not-mine' | 'unsure';

/** Emits one observation; time, frame, flow and sender are added outside. */
export type Emit<V extends Vocabulary> = <K extends keyof V & string>(kind: K, fields: FieldsOf<V[K]>) => void;

/** Returned by `data`: this session needs nothing more of this direction (it went encrypted, or reading on has no use). */
export const ENOUGH = -1;

/**
 * Returned by `data`: from here on the stream speaks another protocol (STARTTLS, CONNECT, a proxy's answer). The session ends here, and
 * whatever either side sends next is shown to the probes anew. Of datagrams, the one just offered is the first of the other protocol.
 * Of streams, all that was offered was the old protocol's; `switchAfter` says it of the first octets only.
 */
export const SWITCH = -2;

/** As SWITCH, where only the first `consumed` octets of the chunk were the old protocol's: those behind are the start of the next one. */
export const switchAfter = (consumed: number): number => SWITCH - 1 - consumed;

/** What one dissector remembers of one flow. */
export interface Session {
  /**
   * Takes the next octets and returns how many it consumed; the rest is kept and offered again, joined with what follows.
   * Check a length field before anything costly: the same octets may be offered again and again as they trickle in.
   * Never throws on input. For datagrams the chunk is one whole datagram and the return value is ignored unless ENOUGH.
   */
  data(chunk: Chunk): number;
  /** `length` octets of `sender` were never captured; what was left unconsumed before them is dropped. */
  gap(sender: Side, length: number): void;
  /** The flow ended: a body that only the end delimits is complete now. */
  end?(): void;
  /** True as long as nothing proves that the flow is this protocol's: until then it is not named after it. */
  readonly guess?: boolean;
}

/** What a dissector reads: TCP streams, UDP datagrams, or the payload of another layer as one datagram each. */
export type Carrier = 'tcp' | 'udp' | 'arp' | 'icmp' | 'icmp6' | 'igmp';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `Dissector` alone means any: whoever holds a list looks into no fields
export interface Dissector<N extends string = string, V extends Vocabulary = any> {
  readonly name: N;
  readonly over: Carrier;
  /** Where to look first. A hint, never a verdict. */
  readonly ports: readonly number[];
  /** What payload octets of such a flow are, as far as the protocol itself tells. */
  readonly content: ContentClass;
  readonly observes: V;
  /** `chunk` is the start of one direction of the stream (either side may speak first), or a datagram. Must be cheap and must not throw. */
  probe(chunk: Chunk, ports: Ports): Verdict;
  /** A session for one flow. `emit` is the same function for every flow of a run. */
  open(emit: Emit<V>, ports: Ports): Session;
  /** True where sessions remember nothing: one is then shared by all flows. */
  readonly stateless?: boolean;
}

/** Ports of the flow: [originator's, responder's]. For protocols whose standard tells roles by port (DHCP, mDNS). */
export type Ports = readonly [number, number];

/** Identity, for inference: keeps the vocabulary's literal types. */
export function dissector<const N extends string, const V extends Vocabulary>(d: Dissector<N, V>): Dissector<N, V> {
  return d;
}
