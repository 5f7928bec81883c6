import type { Frame, SourceReport } from '../capture/source.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import type { TcpReassembler } from '../flow/tcp.ts';
import type { Observation } from '../model/observation.ts';
import { noticesTogether } from '../model/notices.ts';
import type { DestinationFacts, Sighting } from '../model/sighting.ts';
import type { Coverage, Notice } from '../model/snapshot.ts';
import type { Fragments } from '../packet/fragments.ts';
import type { Packet } from '../packet/packet.ts';
import type { Dissector } from '../protocols/dissector.ts';
import { pendingOctets } from '../protocols/tls/pending.ts';
import type { Dispatcher } from './dispatch.ts';

/** DNS over TLS and over QUIC (RFC 7858, 3.1; RFC 9250, 4.1.1). */
const DOT_PORT = 853;
/** DNS over HTTPS (RFC 8484), and ports at which DNS over QUIC was tried before it had one. */
const RESOLVER_PORTS: readonly number[] = [443, 784, 8_853];

/** Every bounded structure that may have dropped something. */
export interface Bounded {
  readonly flows: FlowTable;
  readonly tcp: TcpReassembler;
  readonly fragments: Fragments;
  readonly dispatcher: Dispatcher;
  /** What was not decrypted because there was too much of it. */
  readonly initials: { readonly refused: number };
  /** Message bodies that were unpacked in part, or not at all. */
  readonly bodies: { readonly limited: number; readonly refused: number };
}

/** Octets that flows have carried, by what could be made of them. */
class ContentCount {
  payload = 0;
  readable = 0;
  encrypted = 0;

  add(service: Dissector | null, payload: number): void {
    this.payload += payload;
    if (service === null || service.content === 'unknown') return;
    if (service.content === 'proven-encrypted') this.encrypted += payload;
    else this.readable += payload;
  }

  clear(): void {
    this.payload = 0;
    this.readable = 0;
    this.encrypted = 0;
  }
}

/** Counts what was seen and what was not, over all captures of a run: tells "nothing found" from "nothing seen". */
export class CoverageCount {
  #framesRead = 0;
  #notDecoded = 0;
  #stoppedFrame = 0;
  readonly #stops = new Map<string, { layer: string; reason: string; count: number }>();
  #snapped = 0;
  #gaps = 0;
  #missing = 0;
  #drops: number | null = null;
  #dropsKnown = true;
  readonly #ended = new ContentCount();
  /** Of flows that still go on, as they were when last looked at. */
  readonly #open = new ContentCount();
  #backwards = 0;
  /** The time of the frame before, as an array of one: a double in a field may cost an object whenever it changes. */
  readonly #lastStamp = new Float64Array(1);
  readonly #blind = new Map<string, number>();
  #faults = 0;
  #inconsistent = 0;
  /** The bound over waiting octets is one for all runs of a process. */
  readonly #crowdedOutBefore = pendingOctets.dropped;
  readonly #noticed: Notice[] = [];

  frame(frame: Frame): void {
    this.#framesRead += 1;
    if (frame.originalLength > frame.end - frame.start) this.#snapped += 1;
    if (frame.timestamp < this.#lastStamp[0]!) this.#backwards += 1;
    this.#lastStamp[0] = frame.timestamp;
  }

  /** A frame whose decoding stopped early. */
  stopped(p: Packet): void {
    // Of several packets in one frame, more than one may stop.
    if (this.#stoppedFrame !== this.#framesRead) this.#notDecoded += 1;
    this.#stoppedFrame = this.#framesRead;
    const key = `${p.stopLayer} ${p.stop}`;
    const entry = this.#stops.get(key);
    if (entry !== undefined) entry.count += 1;
    else this.#stops.set(key, { layer: p.stopLayer, reason: p.stop, count: 1 });
  }

  gap(length: number): void {
    this.#gaps += 1;
    this.#missing += length;
  }

  inconsistentRetransmission(): void {
    this.#inconsistent += 1;
  }

  fault(): void {
    this.#faults += 1;
  }

  /** Counts what no observer on the path can see into. */
  observed(observation: Observation): void {
    switch (observation.kind) {
      case 'tls.client_hello':
        if (observation.fields['ech'] === true) this.#isBlind('ech');
        break;
      case 'quic.initial':
        if (observation.fields['decrypted'] === false) this.#isBlind('quic-not-decrypted');
        break;
      case 'tls.established':
        if (observation.fields['certificate_visible'] === false) this.#isBlind('certificates-hidden');
        break;
      default:
    }
  }

  /** Counts flows that carry DNS where nobody can read it: the names that such a device asks for stay unknown. */
  flowStarted({ destination }: Sighting): void {
    if (destination !== null && isEncryptedDns(destination)) this.#isBlind('encrypted-dns');
  }

  flowEnded(service: Dissector | null, payload: number): void {
    this.#ended.add(service, payload);
  }

  /** Begins a look at the flows that still go on: what was counted of them before no longer holds. */
  lookAtOpen(): void {
    this.#open.clear();
  }

  flowOpen(service: Dissector | null, payload: number): void {
    this.#open.add(service, payload);
  }

  captureEnded(report: SourceReport): void {
    this.#lastStamp[0] = 0;
    if (report.dropped === null) this.#dropsKnown = false;
    else this.#drops = (this.#drops ?? 0) + report.dropped;
    // A source that tells of it has counted the same.
    const told = report.notices.some(({ code }) => code === BACKWARDS);
    if (!told) this.#noticed.push(notice(BACKWARDS, this.#backwards, false));
    this.#backwards = 0;
    for (const each of report.notices) this.#noticed.push(each);
  }

  /** The coverage so far; `others` are the limits that inventory and engine have hit. */
  result(bounded: Bounded, others: readonly Notice[]): Coverage {
    const payload = this.#ended.payload + this.#open.payload;
    const readable = this.#ended.readable + this.#open.readable;
    const encrypted = this.#ended.encrypted + this.#open.encrypted;
    return {
      framesRead: this.#framesRead,
      framesDecoded: this.#framesRead - this.#notDecoded,
      notDecoded: [...this.#stops.values()].sort((a, b) => b.count - a.count || compare(a.layer + a.reason, b.layer + b.reason)),
      snappedFrames: this.#snapped,
      streamGaps: this.#gaps,
      missingOctets: this.#missing,
      kernelDrops: this.#dropsKnown ? this.#drops : null,
      payloadOctets: payload,
      readableOctets: readable,
      encryptedOctets: encrypted,
      opaqueOctets: payload - readable - encrypted,
      blindSpots: [...[...this.#blind].map(([code, count]) => notice(code, count, false)), notice('other-radios', 0, false)],
      limits: noticesTogether([...this.#ownLimits(bounded), ...others, ...this.#noticed]),
    };
  }

  #ownLimits({ flows, tcp, fragments, dispatcher, initials, bodies }: Bounded): Notice[] {
    return [
      notice('flows-evicted-unanswered', flows.evictedUnanswered, true),
      notice('flows-evicted', flows.evictedAnswered, true),
      notice('reassembly-bound', tcp.forcedGaps, true),
      notice('stray-segments', tcp.strays, false),
      notice('inconsistent-retransmissions', this.#inconsistent, false),
      notice('fragments-dropped', fragments.counters.dropped + fragments.counters.tooMany, true),
      notice('fragments-incomplete', fragments.counters.expired + fragments.counters.unusable, false),
      notice('fragments-overlapping', fragments.counters.overlaps, false),
      notice('messages-too-long', dispatcher.waitingDropped, true),
      notice('messages-crowded-out', pendingOctets.dropped - this.#crowdedOutBefore + dispatcher.crowdedOut, true),
      notice('quic-too-many', initials.refused, true),
      notice('bodies-unpack-limit', bodies.limited, false),
      notice('bodies-not-unpacked', bodies.refused, true),
      notice('faults', this.#faults, true),
      notice(BACKWARDS, this.#backwards, false),
    ];
  }

  #isBlind(code: string): void {
    this.#blind.set(code, (this.#blind.get(code) ?? 0) + 1);
  }
}

/** A port of DNS over TLS or QUIC, or a port of HTTPS or early DNS over QUIC at a host that is known to resolve names. */
function isEncryptedDns({ scope, port, roles }: DestinationFacts): boolean {
  if (scope !== 'internet') return false;
  return port === DOT_PORT || (RESOLVER_PORTS.includes(port) && roles.includes('encrypted-dns'));
}

const BACKWARDS = 'timestamps-backwards';
const notice = (code: string, count: number, incomplete: boolean): Notice => ({ code, count, incomplete });
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
