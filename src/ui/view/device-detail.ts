import type { SafeText } from '../../language/safe-text.ts';
import type { Destination } from '../../model/destination.ts';
import type { Claim, Device } from '../../model/device.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { recentOf, RECENT_SECONDS } from '../activity.ts';
import { addressOfId, catalogueOf, countSeverities } from '../catalogue.ts';
import { keyWords } from '../key-labels.ts';
import { listRows } from '../lists.ts';
import { contentOctets } from '../../model/protection.ts';
import { join, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import type { UiState } from '../state.ts';
import { countWords, partyText, placeText, severityMark } from './marks.ts';
import { fact, heading } from './prose.ts';
import { sparkline } from './sparkline.ts';

/** Worst findings and riskiest destinations that the overview names; the other tabs have all. */
const WORST_MAX = 5;
const RISKIEST_MAX = 5;

/** Everything believed of one device, its worst findings and riskiest destinations. */
export function deviceDetailView(state: UiState, device: Device, show: Show, width: number): readonly Row[] {
  const { snapshot } = state;
  return [
    ...identity(snapshot, device, show, width),
    ...contacts(snapshot, device, show, width),
    ...watched(state, device, show, width),
    ...worstFindings(snapshot, device, show),
    ...riskiest(snapshot, device, show),
  ];
}

/** Whom it talks to in figures, where they are, and what could be read on the way. */
function contacts(snapshot: Snapshot, device: Device, show: Show, width: number): readonly Row[] {
  const destinations = catalogueOf(snapshot).destinationsOf.get(device.id) ?? [];
  if (destinations.length === 0) return [];
  const count = (key: 'ui.dashboard.third' | 'ui.dashboard.trackers' | 'ui.detail.flows', number: number): SafeText => show.say(key, { count: number }); // prettier-ignore
  const sum = (of: (one: Destination) => number): number => destinations.reduce((total, one) => total + of(one), 0);
  const countries = [...new Set(destinations.flatMap(({ country }) => country ?? []))].sort();
  const [readable, encrypted, opaque] = (['readable', 'encrypted', 'opaque'] as const).map((part) =>
    sum((one) => contentOctets(one)[part]),
  );
  const all = readable! + encrypted! + opaque!;
  const text = join(
    [
      show.say('report.count.destinations', { count: destinations.length }),
      count(
        'ui.detail.flows',
        sum(({ flows }) => flows),
      ),
      count('ui.dashboard.third', destinations.filter(({ party }) => party === 'third').length),
      count('ui.dashboard.trackers', destinations.filter(({ tracker }) => tracker).length),
      ...(countries.length === 0 ? [] : [`${countries.map(show.foreign).join(' ')}~` as SafeText]),
    ],
    ', ',
  );
  const parts = [
    show.say('ui.dashboard.readable', { share: show.share(readable!, all) }),
    show.say('ui.dashboard.encrypted', { share: show.share(encrypted!, all) }),
    ...(opaque! > 0 ? [show.say('ui.dashboard.opaque', { share: show.share(opaque!, all) })] : []),
  ];
  return [
    ...fact(show, show.say('ui.detail.talks'), text, width),
    ...(all === 0 ? [] : fact(show, show.say('report.label.content'), join(parts, ', '), width)),
  ];
}

/** Its last minute, while it is watched; and whether it is left out. */
function watched({ snapshot, status, activity, keys }: UiState, { id }: Device, show: Show, width: number): readonly Row[] {
  const line = status.done ? '' : sparkline(show.glyphs, recentOf(status, activity, id), Math.max(0, Math.min(RECENT_SECONDS, width - 17)));
  const excluded = catalogueOf(snapshot).excluded.has(id);
  const words = { exclude: keyWords(keys, show).exclude };
  return [
    ...(line === '' ? [] : fact(show, show.say('ui.column.activity'), line, width, 'low')),
    ...fact(show, show.say('ui.detail.shown'), show.say(excluded ? 'ui.detail.shown-no' : 'ui.detail.shown-yes', words), width, excluded ? 'warning' : 'dim'), // prettier-ignore
  ];
}

function identity(snapshot: Snapshot, device: Device, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const counts = catalogueOf(snapshot).countsOf.get(device.id) ?? countSeverities([]);
  const line = (key: Parameters<Show['say']>[0], text: SafeText): readonly Row[] => fact(show, say(key), text, width);
  const volume = say('report.device.traffic', {
    up: show.octets(device.octetsUp),
    down: show.octets(device.octetsDown),
    packets: say('report.count.packets', { count: device.packets }),
  });
  return [
    ...(device.gateway ? line('ui.detail.role', say('report.device.gateway')) : []),
    ...claims(show, 'report.label.hostname', device.hostname, width, null),
    ...claims(show, 'report.label.vendor', device.vendor, width, null),
    ...claims(show, 'report.label.model', device.model, width, null),
    ...claims(show, 'report.label.category', device.category, width, 'device.'),
    ...line('report.label.mac', macText(device, show)),
    ...line('report.label.addresses', foreignList(show, device.addresses)),
    ...(device.dnsServers.length > 0 ? line('report.label.resolvers', foreignList(show, device.dnsServers)) : []),
    ...line('report.label.traffic', volume),
    ...line('report.label.seen', say('report.device.span', { first: show.moment(device.firstSeen), last: show.moment(device.lastSeen) })),
    ...line('report.findings', countWords(show, counts) || say('ui.detail.no-findings')),
  ];
}

function macText({ id, mac, randomised }: Device, show: Show): SafeText {
  if (addressOfId(id) !== null) return show.say('report.device.no-mac');
  return randomised ? show.say('report.device.randomised', { mac }) : show.foreign(mac);
}

function foreignList(show: Show, texts: readonly string[]): SafeText {
  return texts.length === 0 ? show.say('ui.none') : join(texts.map(show.foreign), ', ');
}

/** Claims may disagree: all are shown, the most believed first, each with who says so. */
function claims(
  show: Show,
  key: Parameters<Show['say']>[0],
  all: readonly Claim[],
  width: number,
  prefix: 'device.' | null,
): readonly Row[] {
  return [...all]
    .sort((a, b) => b.confidence - a.confidence)
    .flatMap((claim, i) => fact(show, i === 0 ? show.say(key) : ('' as SafeText), claimText(show, claim, prefix), width));
}

/** What is believed, who says so, and how sure that is. */
export function claimText(show: Show, { value, source, confidence }: Claim, prefix: 'device.' | null): SafeText {
  const level = confidence >= 0.95 ? 'certain' : confidence >= 0.6 ? 'firm' : 'tentative';
  return show.say('report.claim', {
    value: prefix === null ? show.foreign(value) : show.code(prefix, value),
    source: sourceText(show, source),
    confidence: show.say(`confidence.${level}`),
  });
}

/** Who says so: the part of a source before its first dot or colon names the protocol or the register. */
function sourceText(show: Show, source: string): SafeText {
  const origin = /^[a-z0-9]{1,16}/u.exec(source)?.[0] ?? '';
  const text = show.code('claim.', origin);
  return origin === '' || text === origin ? show.foreign(source) : text;
}

function worstFindings(snapshot: Snapshot, device: Device, show: Show): readonly Row[] {
  const findings = listRows(
    snapshot,
    'findings',
    { device: device.id, notes: true, filter: '', sort: 0, reversed: false, order: null },
    show.language,
  );
  if (findings.length === 0) return [];
  const rows = findings.slice(0, WORST_MAX).map((finding) => {
    const { rule } = finding;
    const where = finding.destination === null ? '' : `  ${placeText(show, finding)}`;
    const confidence = ` ${show.glyphs.confidence[rule.confidence]} `;
    return row(
      span(' ' as SafeText),
      severityMark(show, rule.severity),
      span(`${confidence}${show.text(rule.title)}` as SafeText),
      span(where as SafeText, 'dim'),
    );
  });
  return [...heading(show.say('ui.detail.worst')), ...rows, ...more(show, findings.length - WORST_MAX)];
}

function riskiest(snapshot: Snapshot, device: Device, show: Show): readonly Row[] {
  const destinations = listRows(
    snapshot,
    'destinations',
    { device: device.id, notes: true, filter: '', sort: 0, reversed: false, order: null },
    show.language,
  );
  if (destinations.length === 0)
    return [...heading(show.say('ui.detail.riskiest')), row(span(` ${show.say('report.device.silent')}` as SafeText))];
  const rows = destinations.slice(0, RISKIEST_MAX).map((destination) => {
    const owner = destination.owner === null ? '' : `, ${show.foreign(destination.owner)}`;
    const who = ` (${partyText(show, destination)}${owner})`;
    return row(span(` ${show.foreign(destination.name)}` as SafeText), span(who as SafeText, destination.tracker ? 'medium' : 'dim'));
  });
  return [...heading(show.say('ui.detail.riskiest')), ...rows, ...more(show, destinations.length - RISKIEST_MAX)];
}

function more(show: Show, count: number): readonly Row[] {
  if (count <= 0) return [];
  return [row(span(` ${show.say('ui.more', { count })}` as SafeText, 'dim'))];
}
