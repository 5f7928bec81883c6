import type { Destination } from '../model/destination.ts';
import type { Claim, Device, DeviceId } from '../model/device.ts';
import type { Evidence, Finding, Outcome } from '../model/finding.ts';
import type { RecordValue, Value } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UiStatus } from './feed.ts';

/** What stands for a value that is hidden. */
export const HIDDEN = '***';
/** Names that get a number of their own; of more, only that they are hidden. */
const NUMBERED_MAX = 50_000;
/** A tree of reasons is hidden to this depth, and left out below. */
const DEPTH_MAX = 32;

/**
 * Takes what tells people, devices and servers apart out of what the screens show, for filming: each device is `D1`, `D2`, each server
 * `S1`, `S2`, addresses and what packets said are asterisks. What was found, companies and countries stay, and so do the identities by
 * which lists keep their places. A thing has the same number for as long as the screens are open, and the same hidden object as long as it
 * is the same itself.
 */
export class Concealer {
  readonly #numbers = new Map<string, number>();
  readonly #counts = { D: 0, S: 0 };
  readonly #hidden = new WeakMap<object, object>();
  readonly #plain = new WeakMap<object, object>();

  snapshot(snapshot: Snapshot): Snapshot {
    return this.#once(snapshot, () => this.#snapshot(snapshot));
  }

  status(status: UiStatus): UiStatus {
    return this.#once(status, () => this.#status(status));
  }

  /** What was hidden, as it was; what was never hidden, as it is. */
  reveal<T extends object>(hidden: T): T {
    return (this.#plain.get(hidden) ?? hidden) as T;
  }

  #once<T extends object>(plain: T, make: () => T): T {
    if (this.#plain.has(plain)) return plain;
    let hidden = this.#hidden.get(plain) as T | undefined;
    if (hidden === undefined) {
      hidden = make();
      this.#hidden.set(plain, hidden);
      this.#plain.set(hidden, plain);
    }
    return hidden;
  }

  #alias(kind: 'D' | 'S', name: string): string {
    const key = kind + name;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      if (this.#numbers.size >= NUMBERED_MAX) return HIDDEN;
      this.#counts[kind] += 1;
      this.#numbers.set(key, (number = this.#counts[kind]));
    }
    return `${kind}${number}`;
  }

  #snapshot(snapshot: Snapshot): Snapshot {
    const known = new Set<string>(snapshot.devices.map(({ id }) => id));
    // What names a device that the snapshot does not have would be shown by its address.
    const idOf = <T extends DeviceId | null>(id: T): T => (id === null || known.has(id) ? id : (this.#alias('D', id) as T));
    const { notes } = snapshot;
    return {
      ...snapshot,
      captures: snapshot.captures.map((capture) => ({ ...capture, name: HIDDEN })),
      devices: snapshot.devices.map((device) => this.#once(device, () => this.#device(device))),
      destinations: snapshot.destinations.map((one) => this.#once(one, () => this.#destination(one, idOf(one.device)))),
      findings: snapshot.findings.map((finding) => this.#once(finding, () => this.#finding(finding, idOf(finding.device)))),
      ...(notes === undefined
        ? {}
        : { notes: { ...notes, names: [], recordings: notes.recordings.map((file) => ({ ...file, name: HIDDEN })) } }),
    };
  }

  #device(device: Device): Device {
    const { firstSeen, id } = device;
    const name: Claim = { value: this.#alias('D', id), source: HIDDEN, confidence: 1, at: firstSeen, frame: null };
    const claims = (all: readonly Claim[]): readonly Claim[] => all.map((claim) => ({ ...claim, value: HIDDEN }));
    const { model, addresses, dnsServers } = device;
    return { ...device, mac: HIDDEN, hostname: [name], model: claims(model), addresses: stars(addresses), dnsServers: stars(dnsServers) };
  }

  #destination(destination: Destination, device: DeviceId): Destination {
    const { name, addresses } = destination;
    // The entry of a list names the server.
    const judgements = destination.judgements.map((judgement) => ({ ...judgement, source: HIDDEN }));
    return { ...destination, device, judgements, name: this.#alias('S', name), registrableDomain: null, addresses: stars(addresses) };
  }

  /** Evidence is much, and looked at one by one: it is hidden when it is asked for. */
  #finding(finding: Finding, device: DeviceId | null): Finding {
    const { evidence, ...rest } = finding;
    const destination = finding.destination === null ? null : this.#alias('S', finding.destination);
    let hidden: Finding['evidence'] | null = null;
    return {
      ...rest,
      ...{ device, destination },
      get evidence() {
        return (hidden ??= evidence.map(hiddenEvidence) as unknown as Finding['evidence']);
      },
    };
  }

  #status(status: UiStatus): UiStatus {
    const { name, paused, recording, failure } = status;
    return {
      ...status,
      ...(name === undefined ? {} : { name: HIDDEN }),
      ...(paused === undefined ? {} : { paused: HIDDEN }),
      ...(recording === undefined || recording === null ? {} : { recording: { ...recording, folder: HIDDEN } }),
      ...(failure === undefined || failure === null ? {} : { failure: { ...failure, interface: null, detail: HIDDEN, mend: [] } }),
    };
  }
}

function stars(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? texts : [HIDDEN];
}

function hiddenEvidence(evidence: Evidence): Evidence {
  const fields = Object.fromEntries(Object.entries(evidence.fields).map(([name, value]) => [name, hiddenValue(value)]));
  return { ...evidence, fields, because: hiddenReason(evidence.because, DEPTH_MAX) };
}

/** Figures and yes or no tell nobody apart. */
function hiddenValue(value: Value): Value {
  if (typeof value === 'string') return HIDDEN;
  if (!Array.isArray(value)) return value;
  return (value as readonly (RecordValue | string)[]).length === 0 ? value : [HIDDEN];
}

/** Of `field operator value (found)`, the field and the operator stay. */
function hiddenReason({ held, because, parts }: Outcome, depth: number): Outcome {
  const start = /^\S+ [a-z_]+ /u.exec(because)?.[0];
  const shown = /^(?:all|any|not)$/u.test(because) ? because : `${start ?? ''}${HIDDEN}`;
  return { held, because: shown, parts: depth > 0 ? parts.map((part) => hiddenReason(part, depth - 1)) : [] };
}
