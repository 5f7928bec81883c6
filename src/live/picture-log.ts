import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { DeviceActivity, SessionStatus } from '../model/session-feed.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { LIVE_BOUNDS } from './bounds.ts';
import { RowLog } from './row-log.ts';
import { sameValue } from './same-value.ts';

/** The tables of a picture, as they are named in a reply. */
export const TABLES = ['devices', 'destinations', 'findings', 'counts'] as const;
export type Table = (typeof TABLES)[number];

/** How often a finding held so far. It changes far oftener than the rest of the finding and is sent without it. */
export interface FindingCount {
  readonly id: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** What of a snapshot stands in no table. */
export type Head = Omit<Snapshot, 'devices' | 'destinations' | 'findings'>;

/** A finding with the place of its rule among those of the same reply: many findings have one rule, and its texts are long. */
export type SentFinding = Omit<Finding, 'rule'> & { readonly rule: number };

/** What has changed since the serial number that was asked from. */
export interface Picture {
  /** To ask from the next time. */
  readonly serial: number;
  /** What is known from before no longer holds: all that follows is whole. */
  readonly whole: boolean;
  /** More waits than fits: ask again at once. */
  readonly more: boolean;
  readonly status: SessionStatus;
  readonly head: Head | null;
  readonly activity: readonly DeviceActivity[] | null;
  readonly devices: readonly Device[];
  readonly destinations: readonly Destination[];
  /** The rules of the findings in this reply. */
  readonly rules: readonly RuleSummary[];
  readonly findings: readonly SentFinding[];
  readonly counts: readonly FindingCount[];
  /** Keys of rows that have gone, by table. */
  readonly gone: Readonly<Record<Table, readonly string[]>>;
}

/** Pictures of a run over time, so that each screen can be told what has changed since it last asked. */
export class PictureLog {
  readonly #tables = {
    devices: new RowLog<Device>((row) => row.id, sameValue),
    destinations: new RowLog<Destination>((row) => row.id, sameValue),
    findings: new RowLog<Finding>((row) => row.id, sameFinding),
    counts: new RowLog<FindingCount>((row) => row.id, sameValue),
  };
  #serial = 0;
  #head: Head | null = null;
  #headSerial = 0;
  #activity: readonly DeviceActivity[] = [];
  #activitySerial = 0;
  #findings: readonly Finding[] | null = null;

  /** Takes the newest snapshot, and the activity of the devices where that has changed. */
  take(snapshot: Snapshot, activity: readonly DeviceActivity[]): void {
    const { devices, destinations, findings, ...head } = snapshot;
    const next = (): number => (this.#serial += 1);
    this.#tables.devices.take(devices, next);
    this.#tables.destinations.take(destinations, next);
    // The engine gives the same list as long as nothing in it has changed.
    if (findings !== this.#findings) {
      this.#tables.findings.take(findings, next);
      this.#tables.counts.take(findings.map(countOf), next);
      this.#findings = findings;
    }
    if (this.#head === null || !sameValue(this.#head, head)) {
      this.#head = head;
      this.#headSerial = next();
    }
    if (activity !== this.#activity) {
      this.#activity = activity;
      this.#activitySerial = next();
    }
  }

  /**
   * What has changed since a serial number, as JSON (a Picture); 0 for everything. At most LIVE_BOUNDS.replyLengthMax octets of rows and
   * one row more, the oldest changes first.
   */
  since(serial: number, status: SessionStatus): string {
    const whole = serial <= 0 || serial > this.#serial || TABLES.some((table) => serial < this.#tables[table].floor);
    const from = whole ? 0 : serial;
    const changes = this.#changes(from);
    const rows: Record<Table, string[]> = { devices: [], destinations: [], findings: [], counts: [] };
    const gone: Record<Table, string[]> = { devices: [], destinations: [], findings: [], counts: [] };
    const rules = new Map<RuleSummary, number>();
    let length = 0;
    let taken = 0;
    let last = from;
    for (const { table, key, row, serial: at } of changes) {
      if (length > LIVE_BOUNDS.replyLengthMax) break;
      const text = JSON.stringify(row === null ? key : table === 'findings' ? sent(row as Finding, rules) : row);
      (row === null ? gone : rows)[table].push(text);
      length += text.length;
      taken += 1;
      last = at;
    }
    const more = taken < changes.length;
    return [
      `{"serial":${more ? last : this.#serial},"whole":${whole},"more":${more},"status":${JSON.stringify(status)}`,
      `"head":${this.#headSerial > from ? JSON.stringify(this.#head) : null}`,
      `"activity":${this.#activitySerial > from ? JSON.stringify(this.#activity) : null}`,
      `"rules":${JSON.stringify([...rules.keys()])}`,
      ...TABLES.map((table) => `"${table}":[${rows[table].join(',')}]`),
      `"gone":{${TABLES.map((table) => `"${table}":[${gone[table].join(',')}]`).join(',')}}}`,
    ].join(',');
  }

  #changes(from: number): { table: Table; key: string; row: unknown; serial: number }[] {
    const changes = TABLES.flatMap((table) => [...this.#tables[table].since(from)].map((change) => ({ table, ...change })));
    return changes.sort((a, b) => a.serial - b.serial);
  }
}

function sent(finding: Finding, rules: Map<RuleSummary, number>): SentFinding {
  const rule = rules.get(finding.rule) ?? rules.size;
  rules.set(finding.rule, rule);
  return { ...finding, rule };
}

/** All but its counts: these go their own way. Evidence is only ever added. */
function sameFinding(before: Finding, now: Finding): boolean {
  return before.evidence.length === now.evidence.length && before.rule.sha256 === now.rule.sha256;
}

function countOf({ id, count, first, last }: Finding): FindingCount {
  return { id, count, first, last };
}
