import { formatMoment } from '../language/format.ts';
import type { SafeText } from '../language/safe-text.ts';
import { captureName } from '../model/capture-names.ts';
import type { Destination } from '../model/destination.ts';
import { bestClaim, type Device } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import { withNames } from '../model/named.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { csvLine } from './csv-line.ts';
import { orderFindings } from './finding-order.ts';
import { framesByCapture } from './frames-by-capture.ts';
import { withoutLeftOut } from './left-out.ts';

/** The columns, in order; what does not apply to a record is left empty. */
const COLUMNS = [
  'record', 'id', 'severity', 'confidence', 'grade', 'concern', 'category', 'rule', 'title', 'device', 'device_name', 'destination', 'owner',
  'party', 'roles', 'tracker', 'country', 'asn', 'as_org', 'scope', 'addresses', 'ports', 'octets_up', 'octets_down', 'count', 'first', 'last',
  'captures', 'frames', 'explanation', 'innocent_explanation', 'advice',
] as const; // prettier-ignore
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * Findings and destinations as one table (RFC 4180, but with lone newlines, for nothing in a result is another control character):
 * `record` says which of the two a row is. Devices that people left out are not in it. Where the proof lies in several captures, `frames` has
 * a part for each of `captures`, in their order and with `; ` between them.
 */
export function renderCsv(whole: Snapshot, language: Language): SafeText {
  const snapshot = withNames(withoutLeftOut(whole));
  const names = new Map(snapshot.devices.map((device) => [device.id as string, nameOf(device)]));
  const rows = [
    ...orderFindings(snapshot.findings).map((finding) => findingRow(finding, names, snapshot, language)),
    ...snapshot.destinations.map((destination) => destinationRow(destination, names)),
  ];
  const lines = rows.map((row) => csvLine(COLUMNS.map((column) => row[column] ?? '')));
  return [COLUMNS.join(','), ...lines, ''].join('\n') as SafeText;
}

function findingRow(finding: Finding, names: ReadonlyMap<string, string>, { captures }: Snapshot, language: Language): Row {
  const { rule, evidence, device } = finding;
  const frames = framesByCapture(evidence);
  return {
    record: 'finding',
    id: finding.id,
    severity: rule.severity,
    confidence: rule.confidence,
    grade: rule.grade,
    concern: rule.concern,
    category: rule.category,
    rule: rule.id,
    title: rule.title[language],
    device: device ?? '',
    device_name: names.get(device ?? '') ?? '',
    destination: finding.destination ?? '',
    count: finding.count,
    first: moment(finding.first),
    last: moment(finding.last),
    captures: [...frames.keys()].map((capture) => captureName(captures, capture)).join('; '),
    frames: [...frames.values()].map((numbers) => numbers.join(' ')).join('; '),
    explanation: rule.explanation[language],
    innocent_explanation: rule.innocentExplanation[language],
    advice: rule.advice[language],
  };
}

function destinationRow(destination: Destination, names: ReadonlyMap<string, string>): Row {
  return {
    record: 'destination',
    device: destination.device,
    device_name: names.get(destination.device) ?? '',
    destination: destination.name,
    owner: destination.owner ?? '',
    party: destination.party,
    roles: destination.roles.join(' '),
    tracker: String(destination.tracker),
    country: destination.country ?? '',
    asn: destination.asn ?? '',
    as_org: destination.asOrg ?? '',
    scope: destination.scope,
    addresses: destination.addresses.join(' '),
    ports: destination.ports.join(' '),
    octets_up: destination.octetsUp,
    octets_down: destination.octetsDown,
    count: destination.flows,
    first: moment(destination.firstSeen),
    last: moment(destination.lastSeen),
  };
}

const moment = (micros: number): string => formatMoment(micros, true).replaceAll('\u00a0', ' ');
const nameOf = (device: Device): string => bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value ?? '';
