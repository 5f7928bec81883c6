import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Frame, SourceReport } from '../capture/source.ts';
import { FlowTable, type EndReason } from '../flow/flow-table.ts';
import { TcpReassembler } from '../flow/tcp.ts';
import type { FlowTotals } from '../inventory/types.ts';
import type { Budget } from '../model/budget.ts';
import type { Coverage, Notice } from '../model/snapshot.ts';
import { decode } from '../packet/decode.ts';
import { descend } from '../packet/descend.ts';
import { Fragments } from '../packet/fragments.ts';
import { LAYER, Packet } from '../packet/packet.ts';
import { eachSubframe } from '../packet/subframes.ts';
import { wasForwarded } from '../packet/time-to-live.ts';
import type { Carrier, Dissector } from '../protocols/dissector.ts';
import { unpackAllowance } from '../protocols/http/unpack-allowance.ts';
import { initialAllowance } from '../protocols/quic/allowance.ts';
import { CoverageCount } from './coverage.ts';
import { Dispatcher } from './dispatch.ts';
import { flowEnd, flowFacts, flowStart } from './flow-facts.ts';
import { Observer, type Observers } from './observer.ts';
import { Rider } from './rider.ts';

/** IP protocols whose payload dissectors take, and as what. */
const CARRIERS: Readonly<Record<number, Carrier>> = { 1: 'icmp', 2: 'igmp', 6: 'tcp', 17: 'udp', 58: 'icmp6' };
const TCP = 6;
/** Layers whose payload is a message. Without any of them the header is not whole, or belongs to the other version of IP. */
const MESSAGES = LAYER.udp | LAYER.icmp | LAYER.igmp | LAYER.icmp6;

export interface PipelineOptions extends Observers {
  readonly dissectors: readonly Dissector[];
  readonly budget: Budget;
  /** Seeds the flow table's hash: any number; no result depends on it. */
  readonly seed: number;
  /** Takes faults of dissectors; tests throw here. */
  readonly onFault: ((where: string, error: unknown) => void) | null;
}

/** Reused: one datagram or message. */
class DatagramChunk implements Chunk {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  sender: Side = 0;
  at = 0;
}

/**
 * The one composer: frame in, observations out. Per frame: decode in place, find the flow, hand in-order octets to the dissector
 * that has it. What a dissector says goes to the Observer, stamped with where we are.
 */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #packet = new Packet();
  readonly #fragments: Fragments;
  readonly #flows: FlowTable;
  readonly #tcp: TcpReassembler;
  readonly #dispatcher: Dispatcher;
  readonly #observer: Observer;
  readonly #datagram = new DatagramChunk();
  readonly #coverage = new CoverageCount();
  readonly #riders: (Rider | null)[] = [];

  constructor(options: PipelineOptions) {
    const { budget, dissectors } = options;
    initialAllowance.restart();
    this.#options = options;
    this.#fragments = new Fragments(budget);
    this.#flows = new FlowTable(budget, options.seed);
    this.#observer = new Observer(options, this.#coverage, (slot) => this.#flows.communityId(slot));
    unpackAllowance.restart(this.#observer.time);
    this.#tcp = new TcpReassembler(this.#flows, budget, options.seed);
    this.#dispatcher = new Dispatcher(
      dissectors,
      {
        observed: (kind, fields) => this.#observer.observed(kind, fields),
        enough: (slot, side) => this.#enough(slot, side),
        opaque: (_slot, rider) => this.#observer.settle(rider),
        fault: (where, error) => this.#fault(where, error),
      },
      budget,
    );
    this.#tcp.onData = (slot, chunk) => this.#streamed(slot, chunk);
    this.#tcp.onGap = (slot, side, length) => this.#gap(slot, side, length);
    this.#tcp.onInconsistent = () => this.#coverage.inconsistentRetransmission();
    this.#flows.onEnd = (slot, reason) => this.#ended(slot, reason);
  }

  /** A new capture begins: frames count from 1 again. */
  begin(): void {
    this.#observer.capture += 1;
    this.#observer.frame = 0;
    this.#observer.time[0] = 0;
  }

  /** Takes one frame; nothing of it is kept but what was copied. Never throws on input. */
  frame(frame: Frame): void {
    const p = this.#packet;
    this.#observer.frame = frame.number;
    this.#observer.time[0] = frame.timestamp;
    this.#coverage.frame(frame);
    decode(p, frame.buffer, frame.start, frame.end, frame.linkType);
    const { aggregateAt, aggregateEnd } = p;
    this.#take(p);
    if (aggregateAt >= 0) eachSubframe(p, frame.buffer, aggregateAt, aggregateEnd, this.#take);
  }

  /** Takes a packet as it was decoded, and what tunnels in it. Made once: a closure in `frame` would cost every frame an object. */
  readonly #take = (p: Packet): void => {
    do {
      if (p.stop !== 'done' && !this.#mend(p)) return;
      this.#packetDecoded(p);
    } while (p.has(LAYER.udp) && descend(p));
  };

  /** The capture has ended: closes every flow and tells what was read. */
  end(report: SourceReport, name: string): void {
    this.#flows.finish();
    this.#fragments.finish();
    this.#observer.leaveFlow();
    this.#coverage.captureEnded(report);
    this.#observer.observed('capture.end', {
      name,
      sha256: report.sha256,
      format: report.format,
      frames: report.frames,
      octets: report.octets,
      first: report.first === null ? null : report.first / 1e6,
      last: report.last === null ? null : report.last / 1e6,
      damaged_at: report.damage?.offset ?? null,
      dropped: report.dropped,
    });
  }

  /** Brings the totals of flows that are still going on up to date: for a snapshot in the middle of a run. */
  refresh(): void {
    this.#coverage.lookAtOpen();
    for (let slot = 0; slot < this.#riders.length; slot += 1) {
      const rider = this.#riders[slot] ?? null;
      if (rider === null) continue;
      const totals = this.#totals(slot, rider);
      this.#options.inventory.preview(rider.view, totals);
      this.#coverage.flowOpen(this.#dispatcher.serviceOf(rider), totals.payload);
    }
  }

  /** What could be seen so far; `others` are the limits that inventory and engine have hit. */
  coverage(others: readonly Notice[]): Coverage {
    return this.#coverage.result(
      {
        flows: this.#flows,
        tcp: this.#tcp,
        fragments: this.#fragments,
        dispatcher: this.#dispatcher,
        initials: initialAllowance,
        bodies: unpackAllowance,
      },
      [...this.#observer.limits(), ...others],
    );
  }

  /** A packet that did not decode to the end: put fragments together, count the rest. False where nothing can be done with it. */
  #mend(p: Packet): boolean {
    if (p.fragmentAt >= 0 && !this.#fragments.offer(p, this.#observer.time[0]!)) return false;
    if (p.stop === 'done') return true;
    this.#coverage.stopped(p);
    if (p.stop === 'bad-length' || p.stop === 'bad-value') {
      this.#observer.leaveFlow();
      this.#observer.observed('anomaly', { layer: p.stopLayer, what: p.stop });
    }
    return p.addressLength !== 0 || p.has(LAYER.arp);
  }

  #packetDecoded(p: Packet): void {
    if (p.addressLength === 0) {
      if (p.has(LAYER.arp)) this.#arp(p);
      return;
    }
    const flows = this.#flows;
    flows.now[0] = this.#observer.time[0]!;
    const slot = flows.trackNow(p, this.#observer.frame);
    if (slot < 0) return;
    if (flows.isNew) this.#start(slot, p);
    if (p.protocol === TCP) {
      if ((p.layers & LAYER.tcp) !== 0) this.#tcp.segment(slot, flows.side, p);
    } else if (p.payloadEnd > p.payloadAt && (p.layers & MESSAGES) !== 0) this.#message(slot, p);
  }

  /** One datagram, or one message of ICMP and the like. */
  #message(slot: number, p: Packet): void {
    const rider = this.#riders[slot]!;
    const carrier = CARRIERS[p.protocol];
    if (carrier === undefined || rider.state === 'opaque') return;
    const side = this.#flows.side;
    rider.lastFrame = this.#observer.frame;
    this.#enter(rider, side);
    this.#dispatcher.datagram(slot, rider, carrier, this.#chunkOf(p, side));
  }

  #arp(p: Packet): void {
    this.#observer.leaveFlow();
    this.#dispatcher.single('arp', this.#chunkOf(p, 0));
  }

  #chunkOf(p: Packet, sender: Side): Chunk {
    const chunk = this.#datagram;
    chunk.buffer = p.buffer;
    chunk.start = p.payloadAt;
    chunk.end = p.payloadEnd;
    chunk.sender = sender;
    chunk.at = this.#observer.time[0]!;
    return chunk;
  }

  #start(slot: number, p: Packet): void {
    const flows = this.#flows;
    const observer = this.#observer;
    if (p.protocol === TCP) this.#tcp.begin(slot);
    const fields = flowStart(flows, slot, this.#options.sink !== null);
    const facts = flowFacts(flows.id(slot), fields, wasForwarded(p) ? flows.side : null);
    const view = this.#options.inventory.flowStarted(facts, observer.time[0]!, observer.frame);
    const carrier = CARRIERS[p.protocol];
    const candidates = carrier === undefined ? 0 : this.#dispatcher.candidates(carrier);
    const rider = new Rider(slot, view, candidates, fields.orig_port ?? 0, fields.resp_port ?? 0);
    this.#riders[slot] = rider;
    this.#enter(rider, flows.side);
    observer.started(rider, fields);
    // Nothing that these say could name whom they are for.
    if (carrier === undefined || carrier === 'icmp' || carrier === 'igmp') observer.settle(rider);
  }

  #streamed(slot: number, chunk: Chunk): void {
    const rider = this.#riders[slot]!;
    if (!this.#observer.hasEnded) rider.lastFrame = this.#observer.frame;
    this.#enter(rider, chunk.sender);
    this.#dispatcher.stream(slot, rider, chunk);
  }

  #gap(slot: number, side: Side, length: number): void {
    const rider = this.#riders[slot]!;
    this.#coverage.gap(length);
    this.#enter(rider, side);
    this.#dispatcher.gap(slot, rider, side, length);
  }

  #enough(slot: number, side: Side): void {
    if (this.#flows.protocol(slot) === TCP) this.#tcp.stop(slot, side);
  }

  #ended(slot: number, reason: EndReason): void {
    const rider = this.#riders[slot] ?? null;
    if (rider === null) return;
    const observer = this.#observer;
    observer.hasEnded = true;
    observer.lastSeen[0] = this.#flows.lastSeen(slot);
    if (this.#flows.protocol(slot) === TCP) this.#tcp.end(slot);
    this.#enter(rider, null);
    this.#dispatcher.end(slot, rider);
    observer.settle(rider);
    const service = this.#dispatcher.serviceOf(rider);
    this.#coverage.flowEnded(service, this.#payload(slot));
    if (observer.wantsEnd(rider)) {
      const ending = { service: service?.name ?? null, reason };
      observer.observed('flow.end', flowEnd(this.#flows, this.#tcp, slot, ending, this.#options.sink !== null));
    }
    this.#options.inventory.flowEnded(rider.view, this.#totals(slot, rider));
    this.#riders[slot] = null;
    observer.leaveFlow();
  }

  /** What is observed next is of this flow. */
  #enter(rider: Rider, sender: Side | null): void {
    const observer = this.#observer;
    observer.rider = rider;
    observer.sender = sender;
  }

  #payload(slot: number): number {
    const flows = this.#flows;
    if (flows.protocol(slot) === TCP) return this.#tcp.payload(slot, 0) + this.#tcp.payload(slot, 1);
    return flows.payload(slot, 0) + flows.payload(slot, 1);
  }

  /** What a flow has carried so far, as the inventory counts it. */
  #totals(slot: number, rider: Rider): FlowTotals {
    const flows = this.#flows;
    return {
      originatorOctets: flows.octets(slot, 0),
      responderOctets: flows.octets(slot, 1),
      packets: flows.packets(slot, 0) + flows.packets(slot, 1),
      last: flows.lastSeen(slot),
      payload: this.#payload(slot),
      content: this.#dispatcher.serviceOf(rider)?.content ?? 'unknown',
    };
  }

  #fault(where: string, error: unknown): void {
    this.#coverage.fault();
    this.#options.onFault?.(where, error);
  }
}
