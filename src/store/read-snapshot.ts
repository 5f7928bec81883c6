import type { Database } from 'better-sqlite3';
import type { Destination } from '../model/destination.ts';
import type { Claim, Device } from '../model/device.ts';
import { compareFindings, type Evidence, type Finding, type RuleSummary } from '../model/finding.ts';
import {
  NO_COVERAGE,
  type CaptureFacts,
  type Coverage,
  type Notice,
  type Phase,
  type SessionNotes,
  type Snapshot,
} from '../model/snapshot.ts';
import { RecordHash } from './record-hash.ts';
import type { SessionId } from './session.ts';
import { CLAIMS_ABOUT } from './snapshot-rows.ts';
import { StoreError } from './store-error.ts';

const INTERRUPTION: Notice = { code: 'capture-interrupted', count: 1, incomplete: true };
/** Of a session that never came to a snapshot nothing is known but its findings; the result says that it was interrupted. */
const INTERRUPTED: Coverage = { ...NO_COVERAGE, limits: [INTERRUPTION] };

interface SessionRow {
  readonly tool: string;
  readonly rules: string;
  readonly coverage: string | null;
  readonly phases: string | null;
  readonly notes: string | null;
  readonly digest: string | null;
}

/**
 * The snapshot that a session was given last, equal to what was written; null where there is no such session.
 * Throws `damaged` where the rows are not those that were written.
 */
export function readSnapshot(database: Database, path: string, session: SessionId): Snapshot | null {
  const row = database
    .prepare<[number], SessionRow>('SELECT tool, rules, coverage, phases, notes, digest FROM sessions WHERE id = ?')
    .get(session);
  if (row === undefined) return null;
  const rows = new Rows(database, path, session);
  const snapshot: Snapshot = {
    tool: rows.parse(row.tool),
    rules: rows.parse(row.rules),
    // The digest takes these three before the tables.
    ...rest(rows, row),
    captures: rows.all<CaptureFacts>('captures'),
    devices: devices(rows),
    destinations: rows.all<Destination>('destinations'),
    findings: findings(rows),
  };
  // Without a digest the session did not end, and its rows stand as they came.
  if (row.digest === null) return ordered(sorted(snapshot));
  if (row.digest !== rows.hash.digest()) throw new StoreError('damaged', path, `session ${session}: digest`);
  return ordered(snapshot);
}

/** The snapshot of a session that did not come to its end. One that says so already stays as it is. */
export function interrupted(snapshot: Snapshot): Snapshot {
  const { coverage } = snapshot;
  if (coverage.limits.some(({ code }) => code === INTERRUPTION.code)) return snapshot;
  return { ...snapshot, coverage: { ...coverage, limits: [...coverage.limits, INTERRUPTION] } };
}

function rest(rows: Rows, { coverage, phases, notes }: SessionRow): Pick<Snapshot, 'coverage' | 'phases' | 'notes'> {
  return {
    coverage: coverage === null ? INTERRUPTED : rows.parse<Coverage>(coverage),
    phases: phases === null ? [] : rows.parse<Phase[]>(phases),
    ...(notes === null ? {} : { notes: rows.parse<SessionNotes>(notes) }),
  };
}

function devices(rows: Rows): Device[] {
  const addresses = rows.texts('SELECT device AS owner, address AS text FROM addresses WHERE session = ? ORDER BY device, position');
  const claims = CLAIMS_ABOUT.map((about) =>
    rows.texts(`SELECT device AS owner, record AS text FROM claims WHERE session = ? AND about = '${about}' ORDER BY device, position`),
  );
  return rows.records('devices').map(({ position, record }) => {
    const own = rows.parse<Device>(record);
    const itsAddresses = addresses.get(position) ?? [];
    for (const address of itsAddresses) rows.hash.add(JSON.stringify(address));
    const itsClaims = CLAIMS_ABOUT.map((about, index) => {
      rows.hash.add(about);
      return (claims[index]?.get(position) ?? []).map((text) => rows.parse<Claim>(text));
    });
    const [vendor = [], model = [], category = [], hostname = []] = itsClaims;
    return { ...own, addresses: itsAddresses, vendor, model, category, hostname };
  });
}

function findings(rows: Rows): Finding[] {
  const rules = rows.records('rules').map(({ record }) => record);
  const parsed = new Map<number, RuleSummary>();
  const evidence = rows.texts('SELECT finding AS owner, record AS text FROM evidence WHERE session = ? ORDER BY finding, position');
  return rows.records('findings').map(({ position, record, rule: index }) => {
    const text = rows.hash.add(rules[index] ?? '');
    const rule = parsed.get(index) ?? rows.json<RuleSummary>(text);
    parsed.set(index, rule);
    const own = rows.parse<Finding>(record);
    const [first, ...others] = (evidence.get(position) ?? []).map((each) => rows.parse<Evidence>(each));
    if (first === undefined) throw rows.damage('a finding without evidence');
    return { ...own, rule, evidence: [first, ...others] };
  });
}

/** The lists in the order of a result. */
function sorted(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    devices: [...snapshot.devices].sort((a, b) => compare(a.id, b.id)),
    destinations: [...snapshot.destinations].sort((a, b) => compare(a.device, b.device) || compare(a.name, b.name)),
    findings: [...snapshot.findings].sort(compareFindings),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The keys in the order of the model, as they were before. */
function ordered({ tool, rules, captures, coverage, devices: all, destinations, findings: held, phases, notes }: Snapshot): Snapshot {
  return { tool, rules, captures, coverage, devices: all, destinations, findings: held, phases, ...(notes === undefined ? {} : { notes }) };
}

interface RecordRow {
  readonly position: number;
  readonly record: string;
  /** Of findings only. */
  readonly rule: number;
}

/** The rows of one session; what is parsed goes into the digest. */
class Rows {
  readonly hash = new RecordHash();
  readonly #database: Database;
  readonly #path: string;
  readonly #session: SessionId;

  constructor(database: Database, path: string, session: SessionId) {
    this.#database = database;
    this.#path = path;
    this.#session = session;
  }

  parse<T>(record: string): T {
    return this.json<T>(this.hash.add(record));
  }

  json<T>(record: string): T {
    try {
      return JSON.parse(record) as T;
    } catch {
      throw this.damage('not JSON');
    }
  }

  damage(what: string): StoreError {
    return new StoreError('damaged', this.#path, `session ${this.#session}: ${what}`);
  }

  records(table: 'captures' | 'devices' | 'destinations' | 'rules' | 'findings'): RecordRow[] {
    const rule = table === 'findings' ? 'rule' : '0 AS rule';
    return this.#database
      .prepare<[number], RecordRow>(`SELECT position, record, ${rule} FROM ${table} WHERE session = ? ORDER BY position`)
      .all(this.#session);
  }

  all<T>(table: 'captures' | 'destinations'): T[] {
    return this.records(table).map(({ record }) => this.parse<T>(record));
  }

  /** Texts by the position of the row that they belong to. */
  texts(sql: string): Map<number, string[]> {
    const byOwner = new Map<number, string[]>();
    for (const { owner, text } of this.#database.prepare<[number], { owner: number; text: string }>(sql).iterate(this.#session)) {
      const known = byOwner.get(owner);
      if (known === undefined) byOwner.set(owner, [text]);
      else known.push(text);
    }
    return byOwner;
  }
}
