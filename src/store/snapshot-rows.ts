import type { Database, Statement } from 'better-sqlite3';
import type { Device } from '../model/device.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import { RecordHash } from './record-hash.ts';
import type { SessionId } from './session.ts';

/** Of what a device's claims can be; in the order in which they are hashed. */
export const CLAIMS_ABOUT = ['vendor', 'model', 'category', 'hostname'] as const;

/** Writes snapshots as rows, each in the place of the one before. The caller holds the transaction. */
export class SnapshotRows {
  readonly #session: SessionId;
  readonly #clear: readonly Statement[];
  readonly #capture: Statement;
  readonly #device: Statement;
  readonly #address: Statement;
  readonly #claim: Statement;
  readonly #destination: Statement;
  readonly #rule: Statement;
  readonly #finding: Statement;
  readonly #evidence: Statement;
  readonly #rest: Statement;
  readonly #forgetDigest: Statement;
  readonly #annotate: Statement;
  /** The rules of the rows that are there, by their text. */
  #rules = new Map<string, number>();
  /** Where the findings of the rows that are there stand, by id. */
  #findings = new Map<string, number>();

  constructor(database: Database, session: SessionId) {
    const insert = (table: string, columns: string, verb = 'INSERT'): Statement =>
      database.prepare(`${verb} INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
    this.#session = session;
    // Addresses and claims go with their devices, findings and evidence with their rules.
    this.#clear = ['captures', 'devices', 'destinations', 'rules'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE session = ?`),
    );
    this.#capture = insert('captures', 'session, position, record');
    this.#device = insert('devices', 'session, position, record');
    this.#address = insert('addresses', 'session, device, position, address');
    this.#claim = insert('claims', 'session, device, about, position, record');
    this.#destination = insert('destinations', 'session, position, record');
    this.#rule = insert('rules', 'session, position, record');
    // What is replaced takes its evidence with it.
    this.#finding = insert('findings', 'session, position, rule, record', 'INSERT OR REPLACE');
    this.#evidence = insert('evidence', 'session, finding, position, record');
    this.#forgetDigest = database.prepare('UPDATE sessions SET digest = NULL WHERE id = ?');
    this.#rest = database.prepare('UPDATE sessions SET tool = ?, rules = ?, coverage = ?, phases = ?, notes = ?, digest = ? WHERE id = ?');
    this.#annotate = database.prepare('UPDATE sessions SET phases = ?, notes = ?, digest = NULL WHERE id = ?');
  }

  /** A finding as it is made, in the place of what was known of it, so that it outlives the process. The next snapshot replaces it. */
  addFinding(finding: Finding): void {
    this.#forgetDigest.run(this.#session);
    this.#writeFinding(finding, new RecordHash());
  }

  /** Phases and notes as they are made, so that they outlive the process. The next snapshot replaces them. */
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): void {
    this.#annotate.run(JSON.stringify(phases), notes === undefined ? null : JSON.stringify(notes), this.#session);
  }

  /** Puts the snapshot in the place of whatever the session had. */
  replace(snapshot: Snapshot): void {
    const session = this.#session;
    for (const statement of this.#clear) statement.run(session);
    this.#rules = new Map();
    this.#findings = new Map();
    const hash = new RecordHash();
    const tool = hashed(hash, snapshot.tool);
    const rules = hashed(hash, snapshot.rules);
    const coverage = hashed(hash, snapshot.coverage);
    const phases = hashed(hash, snapshot.phases);
    const notes = snapshot.notes === undefined ? null : hashed(hash, snapshot.notes);
    snapshot.captures.forEach((capture, position) => this.#capture.run(session, position, hashed(hash, capture)));
    snapshot.devices.forEach((device, position) => this.#writeDevice(device, position, hash));
    snapshot.destinations.forEach((destination, position) => this.#destination.run(session, position, hashed(hash, destination)));
    for (const finding of snapshot.findings) this.#writeFinding(finding, hash);
    this.#rest.run(tool, rules, coverage, phases, notes, hash.digest(), session);
  }

  #writeDevice(device: Device, position: number, hash: RecordHash): void {
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

  #writeFinding(finding: Finding, hash: RecordHash): void {
    const position = this.#findings.get(finding.id) ?? this.#findings.size;
    this.#findings.set(finding.id, position);
    const rule = this.#ruleOf(finding.rule, hash);
    this.#finding.run(this.#session, position, rule, hashed(hash, { ...finding, rule: null, evidence: [] }));
    finding.evidence.forEach((each, index) => this.#evidence.run(this.#session, position, index, hashed(hash, each)));
  }

  #ruleOf(rule: RuleSummary, hash: RecordHash): number {
    const record = hashed(hash, rule);
    const known = this.#rules.get(record);
    if (known !== undefined) return known;
    const position = this.#rules.size;
    this.#rules.set(record, position);
    this.#rule.run(this.#session, position, record);
    return position;
  }
}

function hashed(hash: RecordHash, record: unknown): string {
  return hash.add(JSON.stringify(record));
}
