import { acceptedCertificate } from '../behaviour/certificates.ts';
import { ScanWatch } from '../behaviour/scan.ts';
import type { Side } from '../bytes/chunk.ts';
import type { Engine } from '../engine/engine.ts';
import type { FlowView } from '../inventory/flow-view.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Fields, Observation, Value } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Notice } from '../model/snapshot.ts';
import type { CoverageCount } from './coverage.ts';
import type { Rider } from './rider.ts';

/** Kinds after which a flow's destination may still get a better name. */
const BEFORE_THE_NAME: ReadonlySet<string> = new Set(['flow.start', 'quic.initial']);

/** The end of a flow over a transport before anything else of it is told. */
const untoldEnd = (proto: string): Observation => ({ kind: 'flow.end', at: 0, frame: 0, flow: null, sender: null, fields: { proto } });

/** What observations are handed to. */
export interface Observers {
  readonly inventory: Inventory;
  /** Null where nobody judges (`decode`). */
  readonly engine: Engine | null;
  /** Takes every observation, in order, before it is judged. */
  readonly sink: ((sighting: Sighting) => void) | null;
}

/**
 * The control plane: stamps what was observed with where we are, lets the inventory learn from it, and has it judged.
 * A flow's start is told to the sink at once and judged when the flow's name is settled.
 */
export class Observer {
  /** Where we are: the pipeline keeps these current. */
  frame = 0;
  /** Microseconds since the epoch, as an array of one: a double in a field may cost an object whenever it changes. */
  readonly time = new Float64Array(1);
  /** 0-based index over the captures of the run. */
  capture = -1;
  /** The flow at hand; null where what is observed belongs to none. */
  rider: Rider | null = null;
  sender: Side | null = null;
  /** The flow at hand has ended: it is seen in frames of its own, for the frame at hand is another flow's. */
  hasEnded = false;
  /** Microseconds since the epoch of the last packet of the flow that has ended. */
  readonly lastSeen = new Float64Array(1);

  readonly #inventory: Inventory;
  readonly #engine: Engine | null;
  readonly #sink: ((sighting: Sighting) => void) | null;
  readonly #coverage: CoverageCount;
  readonly #communityId: (slot: number) => string;
  readonly #scans = new ScanWatch();

  /** `communityId` tells that of the flow in a slot. */
  constructor({ inventory, engine, sink }: Observers, coverage: CoverageCount, communityId: (slot: number) => string) {
    this.#communityId = communityId;
    this.#inventory = inventory;
    this.#engine = engine;
    this.#sink = sink;
    this.#coverage = coverage;
  }

  /** What bounds left out of what several observations say together. */
  limits(): readonly Notice[] {
    return this.#scans.limits();
  }

  /** True where somebody takes the end of the flow at hand: by what is known of device and destination, before it is put together. */
  wantsEnd(rider: Rider): boolean {
    if (this.#sink !== null) return true;
    if (this.#engine?.wants('flow.end') !== true) return false;
    const { view } = rider;
    const end = untoldEnd(view.proto);
    if (this.#engine.mayHold(this.#inventory.sighting(end, view, this.capture))) return true;
    const other = this.#otherEnd(end, view);
    return other !== null && this.#engine.mayHold(other);
  }

  /** What follows belongs to no flow. */
  leaveFlow(): void {
    this.rider = null;
    this.sender = null;
    this.hasEnded = false;
  }

  /** Something was observed, here and now. */
  observed(kind: string, fields: Fields): void {
    const { rider } = this;
    const sighting = this.#accept({
      kind,
      at: this.time[0]!,
      frame: this.frame,
      flow: rider?.view.id ?? null,
      sender: kind === 'flow.end' ? null : this.sender,
      fields,
      shown: this.hasEnded && rider !== null ? { frames: rider.frames(), at: this.lastSeen[0]! } : null,
    });
    if (kind === 'tls.established') this.#derive('tls.accepted_certificate', acceptedCertificate(fields, this.time[0]!));
    else if (kind === 'arp' && sighting !== null) this.#derive('behaviour.scan', this.#scans.watch(sighting));
  }

  /** The flow at hand has begun. */
  started(rider: Rider, fields: Fields): void {
    const { view } = rider;
    const start: Observation = { kind: 'flow.start', at: this.time[0]!, frame: this.frame, flow: view.id, sender: this.sender, fields };
    rider.start = start;
    if (view.far.scope !== 'lan' && this.#sink === null) return;
    const sighting = this.#inventory.sighting(start, view, this.capture);
    this.#sink?.(sighting);
    this.#derive('behaviour.scan', this.#scans.watch(sighting));
  }

  /** The destination's name is as good as it gets: judge the start of the flow now. */
  settle(rider: Rider): void {
    if (rider.settled) return;
    rider.settled = true;
    const { start } = rider;
    rider.start = null;
    if (start === null || this.#engine === null) return;
    const sighting = this.#inventory.sighting(start, rider.view, this.capture);
    this.#coverage.flowStarted(sighting);
    this.#judge(sighting, rider);
  }

  /** What follows from an observation is an observation like any other. */
  #derive(kind: string, fields: Fields | null): void {
    if (fields !== null) this.observed(kind, fields);
  }

  /** Returns the sighting where one had to be made. */
  #accept(observation: Observation): Sighting | null {
    const { rider } = this;
    const view = rider?.view ?? null;
    this.#inventory.observe(observation, view);
    this.#coverage.observed(observation);
    if (rider !== null && !BEFORE_THE_NAME.has(observation.kind)) this.settle(rider);
    const judged = this.#engine?.wants(observation.kind) === true;
    if (!judged && this.#sink === null && observation.kind !== 'arp') return null;
    const sighting = this.#inventory.sighting(observation, view, this.capture);
    this.#sink?.(sighting);
    if (judged) this.#judge(sighting, rider);
    return sighting;
  }

  /** The community_id of a flow costs a hash, so where nobody takes every flow only those that prove something get one. */
  #judge(sighting: Sighting, rider: Rider | null): void {
    const { fields } = sighting.observation;
    const held = this.#engine!.judge(sighting);
    if (rider === null) return;
    const other = this.#otherEnd(sighting.observation, rider.view);
    const heldOfOther = other !== null && this.#engine!.judgeOtherEnd(other);
    if ((held || heldOfOther) && fields['community_id'] === null)
      (fields as Record<string, Value>)['community_id'] = this.#communityId(rider.slot);
  }

  /** What was observed as it concerns the other end, where that is a device at home and some rule asks. */
  #otherEnd(observation: Observation, view: FlowView): Sighting | null {
    if (view.other === null || !this.#engine!.wantsOtherEnd(observation.kind)) return null;
    return this.#inventory.otherSighting(observation, view, this.capture);
  }
}
