import type { Database, Statement } from 'better-sqlite3';
import type { Device } from '../model/device.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import { RecordHash } from './record-hash.ts';
import type { SessionId } from './session.ts';

/** Of what a device's claims can be; in the order in which they are hashed. */
export const CLAIMS_ABOUT = ['vendor', 'model', 'category', 'hostname'] as const;

interface WrittenFinding {
  readonly position: number;
  readonly finding: Finding;
}

type Hash = Pick<RecordHash, 'add'>;

/** Where there is to be no digest. */
const NO_HASH: Hash = { add: (record) => record };

/** Writes snapshots as rows, each in the place of the one before. The caller holds the transaction. */
export class SnapshotRows {
  readonly #session: SessionId;
  readonly #clear: readonly Statement[];
  readonly #clearFindings: Statement;
  readonly #capture: Statement;
  readonly #device: Statement;
  readonly #address: Statement;
  readonly #claim: Statement;
  readonly #destination: Statement;
  readonly #rule: Statement;
  readonly #finding: Statement;
  readonly #evidence: Statement;
  readonly #rest: Statement;
  readonly #digest: Statement;
  readonly #annotate: Statement;
  /** The rules of the rows that are there, by their text. */
  #rules = new Map<string, number>();
  /** What a rule's text is, so that it is not made again for each finding. */
  readonly #texts = new WeakMap<RuleSummary, string>();
  /** The findings of the rows that are there, by id, and where they stand. */
  #findings = new Map<string, WrittenFinding>();

  constructor(database: Database, session: SessionId) {
    const insert = (table: string, columns: string, verb = 'INSERT'): Statement =>
      database.prepare(`${verb} INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
    this.#session = session;
    // Addresses and claims go with their devices, findings and evidence with their rules.
    const clear = (table: string): Statement => database.prepare(`DELETE FROM ${table} WHERE session = ?`);
    this.#clear = ['captures', 'devices', 'destinations'].map(clear);
    this.#clearFindings = clear('rules');
    this.#capture = insert('captures', 'session, position, record');
    this.#device = insert('devices', 'session, position, record');
    this.#address = insert('addresses', 'session, device, position, address');
    this.#claim = insert('claims', 'session, device, about, position, record');
    this.#destination = insert('destinations', 'session, position, record');
    this.#rule = insert('rules', 'session, position, record');
    // What is replaced takes its evidence with it.
    this.#finding = insert('findings', 'session, position, rule, record', 'INSERT OR REPLACE');
    this.#evidence = insert('evidence', 'session, finding, position, record');
    this.#digest = database.prepare('UPDATE sessions SET digest = ? WHERE id = ?');
    this.#rest = database.prepare(
      'UPDATE sessions SET tool = ?, rules = ?, coverage = ?, phases = ?, notes = ?, digest = NULL WHERE id = ?',
    );
    this.#annotate = database.prepare('UPDATE sessions SET phases = ?, notes = ?, digest = NULL WHERE id = ?');
  }

  /** A finding as it is made, in the place of what was known of it, so that it outlives the process. */
  addFinding(finding: Finding): void {
    this.#digest.run(null, this.#session);
    this.#writeFinding(finding, NO_HASH);
  }

  /** Phases and notes as they are made, so that they outlive the process. The next snapshot replaces them. */
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): void {
    this.#annotate.run(JSON.stringify(phases), notes === undefined ? null : JSON.stringify(notes), this.#session);
  }

  /**
   * Brings the rows to a snapshot of a run that goes on. Of its findings only those are written that are not the very objects that were
   * written last: there may be thousands with all their proof. They keep the places in which they came, and there is no digest.
   */
  update(snapshot: Snapshot): void {
    this.#writeRest(snapshot, NO_HASH);
    for (const finding of snapshot.findings) {
      if (this.#findings.get(finding.id)?.finding !== finding) this.#writeFinding(finding, NO_HASH);
    }
  }

  /** Puts the snapshot in the place of whatever the session had. */
  replace(snapshot: Snapshot): void {
    this.#clearFindings.run(this.#session);
    this.#rules = new Map();
    this.#findings = new Map();
    const hash = new RecordHash();
    this.#writeRest(snapshot, hash);
    for (const finding of snapshot.findings) this.#writeFinding(finding, hash);
    this.#digest.run(hash.digest(), this.#session);
  }

  /** All but the findings, which the digest takes last; until then there is none. */
  #writeRest(snapshot: Snapshot, hash: Hash): void {
    const session = this.#session;
    for (const statement of this.#clear) statement.run(session);
    const tool = hashed(hash, snapshot.tool);
    const rules = hashed(hash, snapshot.rules);
    const coverage = hashed(hash, snapshot.coverage);
    const phases = hashed(hash, snapshot.phases);
    const notes = snapshot.notes === undefined ? null : hashed(hash, snapshot.notes);
    snapshot.captures.forEach((capture, position) => this.#capture.run(session, position, hashed(hash, capture)));
    snapshot.devices.forEach((device, position) => this.#writeDevice(device, position, hash));
    snapshot.destinations.forEach((destination, position) => this.#destination.run(session, position, hashed(hash, destination)));
    this.#rest.run(tool, rules, coverage, phases, notes, session);
  }

  #writeDevice(device: Device, position: number, hash: Hash): void {
    // What has rows of its own leaves its place in the record, so that reading gives the keys in the same order.
    this.#device.run(
      this.#session,
      position,
      hashed(hash, { ...device, addresses: [], vendor: [], model: [], category: [], hostname: [] }),
    );
    device.addresses.forEach((address, index) => {
      hashed(hash, address);
      this.#address.run(this.#session, position, index, address);
    });
    for (const about of CLAIMS_ABOUT) {
      hash.add(about);
      device[about].forEach((claim, index) => this.#claim.run(this.#session, position, about, index, hashed(hash, claim)));
    }
  }

  #writeFinding(finding: Finding, hash: Hash): void {
    const position = this.#findings.get(finding.id)?.position ?? this.#findings.size;
    this.#findings.set(finding.id, { position, finding });
    const rule = this.#ruleOf(finding.rule, hash);
    this.#finding.run(this.#session, position, rule, hashed(hash, { ...finding, rule: null, evidence: [] }));
    finding.evidence.forEach((each, index) => this.#evidence.run(this.#session, position, index, hashed(hash, each)));
  }

  #ruleOf(rule: RuleSummary, hash: Hash): number {
    const record = hash.add(this.#textOf(rule));
    const known = this.#rules.get(record);
    if (known !== undefined) return known;
    const position = this.#rules.size;
    this.#rules.set(record, position);
    this.#rule.run(this.#session, position, record);
    return position;
  }

  #textOf(rule: RuleSummary): string {
    const known = this.#texts.get(rule);
    if (known !== undefined) return known;
    const text = JSON.stringify(rule);
    this.#texts.set(rule, text);
    return text;
  }
}

function hashed(hash: Hash, record: unknown): string {
  return hash.add(JSON.stringify(record));
}
