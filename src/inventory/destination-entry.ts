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
const NO_PORT = -1;
/** Shared: of most destinations in a flood no payload was seen. */
const NO_OCTETS = Object.freeze(shownByClass([]));
/** Transports whose endpoints have ports. */
const PORTED: readonly string[] = ['tcp', 'udp', 'sctp'];

/** Whom one device talks to under one name, while the run goes on. Lean, for floods make many: what most never have is made when it is needed. */
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
  /** Both sides were heard in some flow that has ended. */
  answered = false;
  /** Addresses beside the first. */
  #others: BoundedSet | null = null;
  /** PORTED index and port in one number each, the first on its own: told for every flow, written out only when shown. */
  #port = NO_PORT;
  #otherPorts: number[] | null = null;
  octetsUp = 0;
  octetsDown = 0;
  #octetsByClass: number[] | null = null;
  /** Flows that ended here, and flows that are under way. */
  flows = 0;
  live = 0;
  firstSeen: Micros;
  lastSeen: Micros;
  firstFrame: number;
  /** The facts given last, and the state for which they hold. */
  facts: DestinationFacts | null = null;
  factsVersion = -1;
  /** As it was shown last. */
  shown: Destination | null = null;

  constructor(
    view: FlowView,
    device: DeviceEntry,
    { name, registrableDomain, match }: Pick<DestinationEntry, 'name' | 'registrableDomain' | 'match'>,
  ) {
    this.device = device;
    this.name = name;
    this.nameSource = view.nameSource;
    this.registrableDomain = registrableDomain;
    this.match = match;
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
    if (far.text !== this.first.text) (this.#others ??= new BoundedSet(ADDRESSES_MAX - 1)).add(far.text);
    const carrier = PORTED.indexOf(proto);
    if (carrier >= 0) this.#addPort((carrier << 16) | port);
    if (at < this.firstSeen) this.firstSeen = at;
    if (at > this.lastSeen) this.lastSeen = at;
    if (frame < this.firstFrame) this.firstFrame = frame;
  }

  /** Every address, in the order of first use. */
  addresses(): string[] {
    return this.#others === null ? [this.first.text] : [this.first.text, ...this.#others];
  }

  get addressCount(): number {
    return 1 + (this.#others?.size ?? 0);
  }

  get portCount(): number {
    return this.#port === NO_PORT ? 0 : 1 + (this.#otherPorts?.length ?? 0);
  }

  /** Such as `tcp/443`, in the order of first use. */
  portTexts(): string[] {
    if (this.#port === NO_PORT) return [];
    return [this.#port, ...(this.#otherPorts ?? [])].map((known) => `${PORTED[known >> 16]}/${known & 0xffff}`);
  }

  #addPort(port: number): void {
    if (port === this.#port) return;
    if (this.#port === NO_PORT) {
      this.#port = port;
      return;
    }
    const ports = (this.#otherPorts ??= []);
    if (!ports.includes(port) && ports.length < PORTS_MAX - 1) ports.push(port);
  }

  addPayload(contentClass: ContentClass, octets: number): void {
    if (octets === 0) return;
    const index = CONTENT_CLASSES.indexOf(contentClass);
    const counts = (this.#octetsByClass ??= new Array<number>(CONTENT_CLASSES.length).fill(0));
    counts[index] = counts[index]! + octets;
  }

  /** Octets by class as they are shown. */
  byClass(): Destination['octetsByClass'] {
    return this.#octetsByClass === null ? NO_OCTETS : shownByClass(this.#octetsByClass);
  }

  /** True where octets by class are what was shown. */
  hasClasses(shown: Destination['octetsByClass']): boolean {
    const counts = this.#octetsByClass;
    if (counts === null || shown === NO_OCTETS) return counts === null && shown === NO_OCTETS;
    for (let i = 0; i < CONTENT_CLASSES.length; i += 1) if (counts[i] !== shown[CONTENT_CLASSES[i]!]) return false;
    return true;
  }

  /** Stable over runs. */
  get id(): DestinationId {
    return `${this.device.id} ${this.name}` as DestinationId;
  }
}

function shownByClass(counts: readonly number[]): Destination['octetsByClass'] {
  return Object.fromEntries(CONTENT_CLASSES.map((name, i) => [name, counts[i] ?? 0])) as Record<ContentClass, number>;
}
