import { acceptedCertificate } from '../behaviour/certificates.ts';
import { ScanWatch } from '../behaviour/scan.ts';
import type { Chunk, Side } from '../bytes/chunk.ts';
import type { Frame, SourceReport } from '../capture/source.ts';
import type { Engine } from '../engine/engine.ts';
import { FlowTable, type EndReason } from '../flow/flow-table.ts';
import { TcpReassembler } from '../flow/tcp.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { FlowTotals } from '../inventory/types.ts';
import type { Budget } from '../model/budget.ts';
import type { Fields, Observation } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Coverage, Notice } from '../model/snapshot.ts';
import { decode } from '../packet/decode.ts';
import { descend } from '../packet/descend.ts';
import { Fragments } from '../packet/fragments.ts';
import { LAYER, Packet } from '../packet/packet.ts';
import { destinationPort, sourcePort } from '../packet/ports.ts';
import type { Carrier, Dissector } from '../protocols/dissector.ts';
import { AddressText } from './address-text.ts';
import { CoverageCount } from './coverage.ts';
import { Dispatcher } from './dispatch.ts';
import { flowEnd, flowFacts, flowStart } from './flow-facts.ts';
import { Rider } from './rider.ts';

/** IP protocols whose payload dissectors take as one message each. */
const MESSAGE_CARRIER: Readonly<Record<number, Carrier>> = { 1: 'icmp', 2: 'igmp', 58: 'icmp6' };
const TCP = 6;
const UDP = 17;

/** Kinds after which a flow's destination may still get a better name. */
const BEFORE_THE_NAME = new Set(['flow.start', 'quic.initial']);

export interface PipelineOptions {
  readonly dissectors: readonly Dissector[];
  readonly inventory: Inventory;
  /** Null where nobody judges (`decode`). */
  readonly engine: Engine | null;
  readonly budget: Budget;
  /** Seeds the flow table's hash: any number; no result depends on it. */
  readonly seed: number;
  /** Takes every observation, in order, before it is judged. */
  readonly sink: ((sighting: Sighting) => void) | null;
  /** Takes faults of dissectors; tests throw here. */
  readonly onFault: ((where: string, error: unknown) => void) | null;
}

/** Reused: one datagram or message. */
class DatagramChunk implements Chunk {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  sender: Side = 0;
}

/**
 * The one composer: frame in, observations and judgements out.
 *
 * Per frame: decode in place, find the flow, hand in-order octets to the dissector that has it. Per message: one observation, which the
 * inventory learns from and the engine judges. A flow's `flow.start` is judged only once its destination's name is settled (first
 * message, opaque, or end), so that rules see the name and not the address that came before it.
 */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #packet = new Packet();
  readonly #fragments: Fragments;
  readonly #flows: FlowTable;
  readonly #tcp: TcpReassembler;
  readonly #dispatcher: Dispatcher;
  readonly #inventory: Inventory;
  readonly #engine: Engine | null;
  readonly #scans = new ScanWatch();
  readonly #datagram = new DatagramChunk();
  readonly #texts = new AddressText();
  readonly #coverage = new CoverageCount();
  #riders: (Rider | null)[] = [];
  /** Where we are: what every observation is stamped with. */
  #frame = 0;
  #at = 0;
  #slot = -1;
  #rider: Rider | null = null;
  #sender: Side | null = null;
  #capture = -1;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#inventory = options.inventory;
    this.#engine = options.engine;
    this.#fragments = new Fragments(options.budget);
    this.#flows = new FlowTable(options.budget, options.seed);
    this.#tcp = new TcpReassembler(this.#flows, options.budget);
    this.#dispatcher = new Dispatcher(
      options.dissectors,
      {
        observed: (kind, fields) => this.#observed(kind, fields),
        enough: (slot, side) => this.#enough(slot, side),
        opaque: (_slot, rider) => this.#settle(rider),
        fault: (where, error) => this.#fault(where, error),
      },
      options.budget,
    );
    this.#tcp.onData = (slot, chunk) => this.#streamed(slot, chunk);
    this.#tcp.onGap = (slot, side, length) => this.#gap(slot, side, length);
    this.#tcp.onInconsistent = () => this.#coverage.inconsistentRetransmission();
    this.#flows.onEnd = (slot, reason) => this.#ended(slot, reason);
  }

  /** A new capture begins: frames count from 1 again. */
  begin(): void {
    this.#capture += 1;
    this.#frame = 0;
    this.#at = 0;
  }

  /** Takes one frame; nothing of it is kept but what was copied. Never throws on input. */
  frame(frame: Frame): void {
    const p = this.#packet;
    this.#frame = frame.number;
    this.#at = frame.timestamp;
    this.#coverage.frame(frame);
    decode(p, frame.buffer, frame.start, frame.end, frame.linkType);
    if (p.stop !== 'done' && !this.#mend(p)) return;
    this.#packetDecoded(p);
    while (p.has(LAYER.udp) && descend(p)) this.#packetDecoded(p);
  }

  /** The capture has ended: closes every flow and tells what was read. */
  end(report: SourceReport, name: string): void {
    this.#flows.finish();
    this.#slot = -1;
    this.#rider = null;
    this.#sender = null;
    this.#coverage.captureEnded(report);
    this.#observed('capture.end', {
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
    for (let slot = 0; slot < this.#riders.length; slot += 1) {
      const rider = this.#riders[slot];
      if (rider != null && rider.view !== null) this.#inventory.account(rider.view, this.#totals(slot, rider));
    }
  }

  /** What could be seen so far; `others` are the limits that inventory and engine have hit. */
  coverage(others: readonly Notice[]): Coverage {
    return this.#coverage.result({ flows: this.#flows, tcp: this.#tcp, fragments: this.#fragments, dispatcher: this.#dispatcher }, others);
  }

  /** A packet that did not decode to the end: put fragments together, count the rest. False where nothing can be done with it. */
  #mend(p: Packet): boolean {
    if (p.stop === 'fragment') {
      if (this.#fragments.offer(p, this.#at)) return true;
      this.#coverage.fragmentHeld();
      return false;
    }
    this.#coverage.stopped(p);
    if (p.stop === 'bad-length' || p.stop === 'bad-value') this.#anomaly(p);
    return p.addressLength !== 0 || p.has(LAYER.arp);
  }

  #packetDecoded(p: Packet): void {
    if (p.addressLength === 0) {
      if (p.has(LAYER.arp)) this.#arp(p);
      return;
    }
    const flows = this.#flows;
    const slot = flows.track(p, this.#at, this.#frame);
    if (slot < 0) return;
    const rider = flows.isNew ? this.#start(slot, p) : this.#riders[slot]!;
    this.#slot = slot;
    this.#rider = rider;
    if (p.protocol === TCP) {
      if (p.has(LAYER.tcp)) this.#tcp.segment(slot, flows.side, p);
    } else if (rider.state !== 'opaque' && p.payloadEnd > p.payloadAt && p.payloadAt >= 0) {
      this.#message(slot, rider, p);
    }
  }

  #message(slot: number, rider: Rider, p: Packet): void {
    const carrier = p.protocol === UDP ? 'udp' : MESSAGE_CARRIER[p.protocol];
    if (carrier === undefined) return;
    const chunk = this.#datagram;
    chunk.buffer = p.buffer;
    chunk.start = p.payloadAt;
    chunk.end = p.payloadEnd;
    const side = this.#flows.side;
    chunk.sender = side;
    this.#sender = side;
    if (p.protocol !== UDP) this.#dispatcher.datagram(slot, rider, carrier, chunk, 0, 0);
    else if (side === 0) this.#dispatcher.datagram(slot, rider, carrier, chunk, sourcePort(p), destinationPort(p));
    else this.#dispatcher.datagram(slot, rider, carrier, chunk, destinationPort(p), sourcePort(p));
  }

  #arp(p: Packet): void {
    const chunk = this.#datagram;
    chunk.buffer = p.buffer;
    chunk.start = p.payloadAt;
    chunk.end = p.payloadEnd;
    chunk.sender = 0;
    this.#slot = -1;
    this.#rider = null;
    this.#sender = null;
    this.#dispatcher.single('arp', chunk);
  }

  #start(slot: number, p: Packet): Rider {
    const flows = this.#flows;
    if (p.protocol === TCP) this.#tcp.begin(slot);
    const fields = flowStart(flows, slot, this.#texts, this.#options.sink !== null || this.#engine?.wants('flow.start') === true);
    const view = this.#inventory.flowStarted(flowFacts(flows.id(slot), fields), this.#at, this.#frame);
    const carrier = p.protocol === TCP ? 'tcp' : p.protocol === UDP ? 'udp' : MESSAGE_CARRIER[p.protocol];
    const rider = new Rider(view, carrier === undefined ? 0 : this.#dispatcher.candidates(carrier));
    rider.start = { kind: 'flow.start', at: this.#at, frame: this.#frame, flow: flows.id(slot), sender: flows.side, fields };
    this.#riders[slot] = rider;
    this.#rider = rider;
    this.#slot = slot;
    this.#sender = flows.side;
    const isLocal = view.far.scope === 'lan';
    if (isLocal || this.#options.sink !== null) {
      const sighting = this.#inventory.sighting(rider.start, view, this.#capture);
      this.#options.sink?.(sighting);
      this.#derive('behaviour.scan', this.#scans.watch(sighting));
    }
    if (carrier === undefined || carrier === 'icmp' || carrier === 'igmp') this.#settle(rider);
    return rider;
  }

  #streamed(slot: number, chunk: Chunk): void {
    const rider = this.#riders[slot]!;
    this.#slot = slot;
    this.#rider = rider;
    this.#sender = chunk.sender;
    this.#dispatcher.stream(slot, rider, chunk, this.#flows.port(slot, 0), this.#flows.port(slot, 1));
  }

  #gap(slot: number, side: Side, length: number): void {
    const rider = this.#riders[slot]!;
    this.#coverage.gap(length);
    this.#slot = slot;
    this.#rider = rider;
    this.#sender = side;
    this.#dispatcher.gap(slot, rider, side, length);
  }

  #enough(slot: number, side: Side): void {
    if (this.#flows.protocol(slot) === TCP) this.#tcp.stop(slot, side);
  }

  #ended(slot: number, reason: EndReason): void {
    const rider = this.#riders[slot];
    if (rider == null) return;
    this.#slot = slot;
    this.#rider = rider;
    if (this.#flows.protocol(slot) === TCP) this.#tcp.end(slot);
    this.#sender = null;
    this.#dispatcher.end(slot, rider);
    this.#settle(rider);
    const service = this.#dispatcher.serviceOf(rider);
    this.#coverage.flowEnded(service, this.#payload(slot));
    if (this.#options.sink !== null || this.#engine?.wants('flow.end') === true) {
      this.#observed('flow.end', flowEnd(this.#flows, this.#tcp, slot, this.#texts, service?.name ?? null, reason));
    }
    if (rider.view !== null) this.#inventory.flowEnded(rider.view, this.#totals(slot, rider));
    this.#riders[slot] = null;
    this.#rider = null;
    this.#slot = -1;
  }

  #payload(slot: number): number {
    return this.#flows.protocol(slot) === TCP
      ? this.#tcp.payload(slot, 0) + this.#tcp.payload(slot, 1)
      : this.#flows.payload(slot, 0) + this.#flows.payload(slot, 1);
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

  /** The destination's name is as good as it gets: judge the start of the flow now. */
  #settle(rider: Rider): void {
    if (rider.settled) return;
    rider.settled = true;
    const { start } = rider;
    rider.start = null;
    if (start === null || this.#engine?.wants('flow.start') !== true) return;
    this.#engine.judge(this.#inventory.sighting(start, rider.view, this.#capture));
  }

  #observed(kind: string, fields: Fields): void {
    const observation: Observation = {
      kind,
      at: this.#at,
      frame: this.#frame,
      flow: this.#slot < 0 ? null : this.#flows.id(this.#slot),
      sender: kind.startsWith('flow.') ? null : this.#sender,
      fields,
    };
    const sighting = this.#accept(observation);
    if (kind === 'tls.established') this.#derive('tls.accepted_certificate', acceptedCertificate(fields, this.#at));
    else if (kind === 'arp') {
      this.#derive('behaviour.scan', this.#scans.watch(sighting ?? this.#inventory.sighting(observation, null, this.#capture)));
    }
  }

  /** What follows from an observation is an observation like any other. */
  #derive(kind: string, fields: Fields | null): void {
    if (fields !== null) this.#observed(kind, fields);
  }

  /** Lets the inventory learn and the engine judge; returns the sighting where one had to be made. */
  #accept(observation: Observation): Sighting | null {
    const rider = this.#rider;
    const view = rider?.view ?? null;
    // The inventory is told of ends itself; what is made known to others must not change the result.
    if (observation.kind !== 'flow.end') this.#inventory.observe(observation, view);
    this.#coverage.observed(observation);
    if (rider !== null && !BEFORE_THE_NAME.has(observation.kind)) this.#settle(rider);
    const judged = this.#engine?.wants(observation.kind) === true;
    if (!judged && this.#options.sink === null) return null;
    const sighting = this.#inventory.sighting(observation, view, this.#capture);
    this.#options.sink?.(sighting);
    if (judged) this.#engine!.judge(sighting);
    return sighting;
  }

  #anomaly(p: Packet): void {
    this.#slot = -1;
    this.#rider = null;
    this.#sender = null;
    this.#observed('anomaly', { layer: p.stopLayer, what: p.stop });
  }

  #fault(where: string, error: unknown): void {
    this.#coverage.fault();
    this.#options.onFault?.(where, error);
  }
}
