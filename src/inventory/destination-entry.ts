import type { ContentClass, Destination, DestinationId, NameSource } from '../model/destination.ts';
import { CONTENT_CLASSES, NAME_SOURCES } from '../model/destination.ts';
import type { Micros } from '../model/observation.ts';
import type { DestinationFacts } from '../model/sighting.ts';
import type { Match } from '../knowledge/destination-list.ts';
import type { AddressEntry } from './address-book.ts';
import { BoundedSet } from './bounded-set.ts';
import type { FlowView } from './flow-view.ts';
import type { DeviceEntry } from './device-entry.ts';

const ADDRESSES_MAX = 64;
const PORTS_MAX = 64;
/** Transports whose endpoints have ports. */
const PORTED: readonly string[] = ['tcp', 'udp', 'sctp'];

/** Whom one device talks to under one name, while the run goes on. */
export class DestinationEntry {
  readonly device: DeviceEntry;
  readonly name: string;
  nameSource: NameSource;
  readonly registrableDomain: string | null;
  readonly match: Match | null;
  /** The address first seen: country and network are told by it. */
  readonly first: AddressEntry;
  /** A broadcast, as its MAC shows. */
  readonly toEverybody: boolean;
  readonly addresses = new BoundedSet(ADDRESSES_MAX, '');
  /** PORTED index and port in one number each: told for every flow, written out only when shown. */
  readonly #ports: number[] = [];
  octetsUp = 0;
  octetsDown = 0;
  readonly octetsByClass: number[] = new Array<number>(CONTENT_CLASSES.length).fill(0);
  /** Flows that ended here, and flows that are under way. */
  flows = 0;
  live = 0;
  firstSeen: Micros;
  lastSeen: Micros;
  firstFrame: number;
  /** The facts given last, and the state for which they hold. */
  facts: DestinationFacts | null = null;
  factsVersion = -1;

  constructor(view: FlowView, device: DeviceEntry, name: string, what: { registrableDomain: string | null; match: Match | null }) {
    this.device = device;
    this.name = name;
    this.nameSource = view.nameSource;
    this.registrableDomain = what.registrableDomain;
    this.match = what.match;
    this.first = view.far;
    this.toEverybody = view.toEverybody;
    this.firstSeen = view.first;
    this.lastSeen = view.first;
    this.firstFrame = view.frame;
  }

  /** A flow found its way here. */
  attach({ nameSource, far, proto, port, first: at, frame }: FlowView): void {
    this.live += 1;
    if (NAME_SOURCES.indexOf(nameSource) < NAME_SOURCES.indexOf(this.nameSource)) this.nameSource = nameSource;
    this.addresses.add(far.text);
    const carrier = PORTED.indexOf(proto);
    if (carrier >= 0) this.#addPort((carrier << 16) | port);
    if (at < this.firstSeen) this.firstSeen = at;
    if (at > this.lastSeen) this.lastSeen = at;
    if (frame < this.firstFrame) this.firstFrame = frame;
  }

  /** Such as `tcp/443`, in the order of first use. */
  portTexts(): string[] {
    return this.#ports.map((known) => `${PORTED[known >> 16]}/${known & 0xffff}`);
  }

  #addPort(port: number): void {
    if (!this.#ports.includes(port) && this.#ports.length < PORTS_MAX) this.#ports.push(port);
  }

  addPayload(contentClass: ContentClass, octets: number): void {
    const index = CONTENT_CLASSES.indexOf(contentClass);
    this.octetsByClass[index] = this.octetsByClass[index]! + octets;
  }

  /** Octets by class as they are shown. */
  byClass(): Destination['octetsByClass'] {
    return Object.fromEntries(CONTENT_CLASSES.map((name, i) => [name, this.octetsByClass[i]!])) as Record<ContentClass, number>;
  }

  /** Stable over runs. */
  get id(): DestinationId {
    return `${this.device.id} ${this.name}` as DestinationId;
  }
}
