import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import type { SessionStatus } from '../model/session-feed.ts';
import { NO_COVERAGE, type Snapshot } from '../model/snapshot.ts';
import type { Picture } from './picture-log.ts';
import { SharedParts } from './shared-parts.ts';

/** Before the first picture has come. */
const NOTHING: Snapshot = {
  tool: { name: 'mouchard', version: '' },
  rules: { sha256: '', count: 0 },
  captures: [],
  coverage: NO_COVERAGE,
  devices: [],
  destinations: [],
  findings: [],
  phases: [],
};

/**
 * The screen's side of a picture: puts what has changed into what was known. Rows that have not changed stay the same objects, tables
 * without a change the same lists, so that identity tells what is to be drawn again.
 */
export class Mirror {
  readonly #devices = new Map<string, Device>();
  readonly #destinations = new Map<string, Destination>();
  readonly #findings = new Map<string, Finding>();
  readonly #shared = new SharedParts();
  #snapshot: Snapshot = NOTHING;
  #status: SessionStatus | null = null;
  #changed = new Set<'devices' | 'destinations' | 'findings'>();
  /** To ask from the next time. */
  serial = 0;

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Null before the first picture. */
  get status(): SessionStatus | null {
    return this.#status;
  }

  /** Takes a picture. True where it completed what was waited for, so that there is something to show. */
  apply(picture: Picture): boolean {
    if (picture.whole) this.#forget();
    put(this.#devices, picture.devices, picture.gone.devices, () => this.#changed.add('devices'));
    put(this.#destinations, picture.destinations, picture.gone.destinations, () => this.#changed.add('destinations'));
    const rules = picture.rules.map((rule) => this.#shared.rule(rule));
    const findings = picture.findings.map((finding) => this.#shared.share({ ...finding, rule: rules[finding.rule]! }));
    put(this.#findings, findings, picture.gone.findings, () => this.#changed.add('findings'));
    this.#count(picture);
    this.serial = picture.serial;
    const activity = picture.activity ?? this.#status?.activity ?? [];
    this.#status = { ...picture.status, activity };
    if (picture.head !== null) {
      const { devices, destinations, findings: known } = this.#snapshot;
      // The head is whole: notes that have all been taken back are no longer in it.
      this.#snapshot = { ...picture.head, devices, destinations, findings: known };
    }
    if (picture.more) return false;
    this.#settle();
    return true;
  }

  /** The engine is gone: the last picture stands, and the status says so, and when the engine was last heard. */
  lost(heardMs: number): void {
    if (this.#status !== null && !this.#status.done) this.#status = { ...this.#status, state: 'lost', done: true, heardMs };
  }

  /** The engine does not answer: the same, but it may come back, and then the next picture says so. */
  silent(heardMs: number): void {
    if (this.#status !== null && !this.#status.done) this.#status = { ...this.#status, heardMs };
  }

  #forget(): void {
    for (const table of [this.#devices, this.#destinations, this.#findings]) table.clear();
    for (const name of ['devices', 'destinations', 'findings'] as const) this.#changed.add(name);
  }

  #count({ counts }: Picture): void {
    for (const { id, count, first, last } of counts) {
      const known = this.#findings.get(id);
      if (known === undefined || (known.count === count && known.first === first && known.last === last)) continue;
      this.#findings.set(id, { ...known, count, first, last });
      this.#changed.add('findings');
    }
  }

  /** Lists in the order of a result. */
  #settle(): void {
    if (this.#changed.size === 0) return;
    const { devices, destinations, findings } = this.#snapshot;
    this.#snapshot = {
      ...this.#snapshot,
      devices: this.#changed.has('devices') ? [...this.#devices.values()].sort((a, b) => compare(a.id, b.id)) : devices,
      destinations: this.#changed.has('destinations') ? [...this.#destinations.values()].sort(compareDestinations) : destinations,
      findings: this.#changed.has('findings') ? [...this.#findings.values()].sort(compareFindings) : findings,
    };
    this.#changed = new Set();
  }
}

function put<T extends { readonly id: string }>(
  table: Map<string, T>,
  rows: readonly T[],
  gone: readonly string[],
  changed: () => void,
): void {
  for (const row of rows) table.set(row.id, row);
  for (const key of gone) table.delete(key);
  if (rows.length + gone.length > 0) changed();
}

function compareDestinations(left: Destination, right: Destination): number {
  return compare(left.device, right.device) || compare(left.name, right.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
