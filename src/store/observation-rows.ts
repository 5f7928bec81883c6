import type { Database, Statement } from 'better-sqlite3';
import type { Sighting } from '../model/sighting.ts';
import { keptFields } from '../model/kept-fields.ts';
import { RowBatch } from './row-batch.ts';
import { firstRowId } from './row-ids.ts';
import type { SessionId } from './session.ts';

const FLOW_END = 'flow.end';

interface KindCount {
  readonly kind: number;
  readonly name: string;
  rows: number;
  readonly first: number;
  last: number;
}

/** Sightings as rows: the end of a flow becomes a row of flows, anything else one of observations. */
export class ObservationRows {
  readonly #session: SessionId;
  readonly #observations: RowBatch;
  readonly #flows: RowBatch;
  readonly #kinds = new Map<string, KindCount>();
  readonly #count: Statement;
  readonly #firstId: number;
  #observationCount = 0;
  #flowCount = 0;

  constructor(database: Database, session: SessionId) {
    this.#session = session;
    this.#firstId = firstRowId(session);
    const columns = ['id', 'at', 'capture', 'frame', 'flow', 'device', 'destination', 'fields'];
    this.#observations = new RowBatch(database, 'observations', [...columns, 'kind', 'sender']);
    this.#flows = new RowBatch(database, 'flows', columns);
    this.#count = database.prepare('INSERT OR REPLACE INTO kinds (session, kind, name, rows, first, last) VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** Observations taken. */
  get observations(): number {
    return this.#observationCount;
  }

  /** Ends of flows taken. */
  get flows(): number {
    return this.#flowCount;
  }

  /** Rows that wait for the next transaction. */
  get waiting(): number {
    return this.#observations.rows + this.#flows.rows;
  }

  /** Takes a sighting as it is now. */
  add({ observation, device, destination, capture }: Sighting): void {
    const { kind, at, frame, flow, sender, fields } = observation;
    const mac = device?.mac ?? null;
    const name = destination?.name ?? null;
    const text = JSON.stringify(keptFields(fields));
    if (kind === FLOW_END) {
      this.#flows.values.push(this.#firstId + this.#flowCount++, at, capture, frame, flow, mac, name, text);
      return;
    }
    const id = this.#firstId + this.#observationCount++;
    this.#observations.values.push(id, at, capture, frame, flow, mac, name, text, this.#kindOf(kind, id), sender);
  }

  /** Inserts what waits; the caller holds the transaction. */
  write(): void {
    this.#observations.write();
    this.#flows.write();
    for (const { kind, name, rows, first, last } of this.#kinds.values()) this.#count.run(this.#session, kind, name, rows, first, last);
  }

  /** Forgets what waits. */
  clear(): void {
    this.#observations.clear();
    this.#flows.clear();
  }

  #kindOf(name: string, id: number): number {
    const known = this.#kinds.get(name);
    if (known !== undefined) {
      known.rows += 1;
      known.last = id;
      return known.kind;
    }
    const kind = this.#kinds.size;
    this.#kinds.set(name, { kind, name, rows: 1, first: id, last: id });
    return kind;
  }
}
