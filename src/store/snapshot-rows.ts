import type { Database, Statement } from 'better-sqlite3';
import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Finding, RuleSummary } from '../model/finding.ts';
import type { Phase, SessionNotes, Snapshot } from '../model/snapshot.ts';
import { RecordHash } from './record-hash.ts';
import type { SessionId } from './session.ts';
import { WrittenRows } from './written-rows.ts';

/** Of what a device's claims can be; in the order in which they are hashed. */
export const CLAIMS_ABOUT = ['vendor', 'model', 'category', 'hostname'] as const;

type Hash = Pick<RecordHash, 'add'>;

/** Where there is to be no digest. */
const NO_HASH: Hash = { add: (record) => record };

/** Writes snapshots as rows, each in the place of the one before. The caller holds the transaction. */
export class SnapshotRows {
  readonly #session: SessionId;
  readonly #clearCaptures: Statement;
  readonly #clear: readonly Statement[];
  readonly #capture: Statement;
  readonly #device: Statement;
  readonly #removeDevice: Statement;
  readonly #address: Statement;
  readonly #claim: Statement;
  readonly #destination: Statement;
  readonly #removeDestination: Statement;
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
  #findings = new WrittenRows<Finding>();
  #devices = new WrittenRows<Device>();
  #destinations = new WrittenRows<Destination>();
  /** The destination with which the next picture begins, where the last one was too much at a time. */
  #from = 0;

  constructor(database: Database, session: SessionId) {
    const insert = (table: string, columns: string, verb = 'INSERT'): Statement =>
      database.prepare(`${verb} INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
    this.#session = session;
    // Addresses and claims go with their devices, findings and evidence with their rules.
    const clear = (table: string): Statement => database.prepare(`DELETE FROM ${table} WHERE session = ?`);
    this.#clearCaptures = clear('captures');
    this.#clear = ['captures', 'devices', 'destinations', 'rules'].map(clear);
    this.#capture = insert('captures', 'session, position, record');
    // What is replaced takes with it what hangs on it.
    this.#device = insert('devices', 'session, position, record', 'INSERT OR REPLACE');
    this.#removeDevice = database.prepare('DELETE FROM devices WHERE session = ? AND position = ?');
    this.#address = insert('addresses', 'session, device, position, address');
    this.#claim = insert('claims', 'session, device, about, position, record');
    this.#destination = insert('destinations', 'session, position, record', 'INSERT OR REPLACE');
    this.#removeDestination = database.prepare('DELETE FROM destinations WHERE session = ? AND position = ?');
    this.#rule = insert('rules', 'session, position, record');
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
    this.#writeFinding(finding, this.#findings.put(finding), NO_HASH);
  }

  /** Phases and notes as they are made, so that they outlive the process. The next snapshot replaces them. */
  annotate(phases: readonly Phase[], notes: SessionNotes | undefined): void {
    this.#annotate.run(JSON.stringify(phases), notes === undefined ? null : JSON.stringify(notes), this.#session);
  }

  /**
   * Brings the rows to a snapshot of a run that goes on, or nearer to it: at most so many rows are written, and one row's own more, findings
   * before all. True where nothing is left; otherwise the next picture goes on. There may be tens of thousands of rows, so only those are
   * written that are not what was written last. They keep the places in which they came, and there is no digest.
   */
  update(snapshot: Snapshot, rowsMax = Number.POSITIVE_INFINITY): boolean {
    this.#clearCaptures.run(this.#session);
    this.#writeRest(snapshot, NO_HASH);
    let room = rowsMax;
    for (const finding of snapshot.findings) {
      if (this.#findings.has(finding)) continue;
      if (room <= 0) return false;
      room -= 1 + finding.evidence.length;
      this.#writeFinding(finding, this.#findings.put(finding), NO_HASH);
    }
    for (const device of snapshot.devices) {
      if (this.#devices.hasEqual(device)) continue;
      if (room <= 0) return false;
      room -= 1;
      this.#writeDevice(device, this.#devices.put(device), NO_HASH);
    }
    for (const position of this.#devices.withdraw(snapshot.devices)) this.#removeDevice.run(this.#session, position);
    return this.#updateDestinations(snapshot.destinations, room);
  }

  /** Goes on where it stopped, so that those that change all the time do not keep the others waiting. */
  #updateDestinations(destinations: readonly Destination[], rowsMax: number): boolean {
    const { length } = destinations;
    let room = rowsMax;
    for (let count = 0; count < length; count += 1) {
      const at = (this.#from + count) % length;
      const destination = destinations[at]!;
      if (this.#destinations.has(destination)) continue;
      if (room <= 0) {
        this.#from = at;
        return false;
      }
      room -= 1;
      this.#writeDestination(destination, this.#destinations.put(destination), NO_HASH);
    }
    for (const position of this.#destinations.withdraw(destinations)) this.#removeDestination.run(this.#session, position);
    return true;
  }

  /** Puts the snapshot in the place of whatever the session had. */
  replace(snapshot: Snapshot): void {
    for (const statement of this.#clear) statement.run(this.#session);
    this.#rules = new Map();
    this.#findings = new WrittenRows();
    this.#devices = new WrittenRows();
    this.#destinations = new WrittenRows();
    const hash = new RecordHash();
    this.#writeRest(snapshot, hash);
    for (const device of snapshot.devices) this.#writeDevice(device, this.#devices.append(device), hash);
    for (const each of snapshot.destinations) this.#writeDestination(each, this.#destinations.append(each), hash);
    for (const finding of snapshot.findings) this.#writeFinding(finding, this.#findings.append(finding), hash);
    this.#digest.run(hash.digest(), this.#session);
  }

  /** What stands in no table of its own, and the captures. Until the digest is written there is none. */
  #writeRest(snapshot: Snapshot, hash: Hash): void {
    const session = this.#session;
    const tool = hashed(hash, snapshot.tool);
    const rules = hashed(hash, snapshot.rules);
    const coverage = hashed(hash, snapshot.coverage);
    const phases = hashed(hash, snapshot.phases);
    const notes = snapshot.notes === undefined ? null : hashed(hash, snapshot.notes);
    snapshot.captures.forEach((capture, position) => this.#capture.run(session, position, hashed(hash, capture)));
    this.#rest.run(tool, rules, coverage, phases, notes, session);
  }

  #writeDestination(destination: Destination, position: number, hash: Hash): void {
    this.#destination.run(this.#session, position, hashed(hash, destination));
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

  #writeFinding(finding: Finding, position: number, hash: Hash): void {
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
