import { joinParts, labelled } from '../../language/format.ts';
import type { MessageKey } from '../../language/message.ts';
import type { SafeText } from '../../language/safe-text.ts';
import type { Destination, Judgement } from '../../model/destination.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { catalogueOf, findingsAt } from '../catalogue.ts';
import { contentOctets, protectionOf } from '../../model/protection.ts';
import { join, row, span, type Row } from '../row.ts';
import type { Show } from '../show.ts';
import { deviceOrId, severityMark } from './marks.ts';
import { fact, heading } from './prose.ts';

/** Everything known of whom one device talks to, and for each judgement the list that says so. */
export function destinationDetailView(snapshot: Snapshot, destination: Destination, show: Show, width: number): readonly Row[] {
  const { say } = show;
  const line = (key: MessageKey, text: SafeText): readonly Row[] => fact(show, say(key), text, width);
  const { addresses, ports, roles, octetsUp, octetsDown, firstSeen, lastSeen, nameSource, scope, flows } = destination;
  return [
    ...line('report.label.device', deviceOrId(show, catalogueOf(snapshot).devices, destination.device)),
    ...line('ui.detail.name', say(`name-source.${nameSource}`)),
    ...line('report.label.who', whoText(show, destination)),
    ...(roles.length === 0
      ? []
      : line(
          'report.label.purpose',
          join(
            roles.map((role) => show.code('role.', role)),
            ', ',
          ),
        )),
    ...(destination.tracker ? fact(show, say('report.label.tracker'), trackerText(show, destination), width, 'medium') : []),
    ...line('report.label.place', placeText(show, destination)),
    ...line('report.label.content', contentText(show, destination)),
    ...line('ui.detail.scope', say(`scope.${scope}`)),
    ...line('report.label.traffic', say('report.destination.volume', { up: show.octets(octetsUp), down: show.octets(octetsDown) })),
    ...line('ui.detail.connections', show.integer(flows)),
    ...line('report.label.addresses', join(addresses.map(show.foreign), ', ')),
    ...line('ui.detail.ports', join(ports.map(show.foreign), ', ')),
    ...line('report.label.seen', say('report.device.span', { first: show.moment(firstSeen), last: show.moment(lastSeen) })),
    ...line('ui.detail.first-frame', show.integer(destination.firstFrame)),
    ...findings(snapshot, destination, show),
    ...sources(destination, show, width),
  ];
}

function whoText(show: Show, { party, owner }: Destination): SafeText {
  const word = show.say(`party.${party}`);
  return owner === null ? word : show.say('report.destination.owned', { party: word, owner });
}

function trackerText(show: Show, { judgements }: Destination): SafeText {
  const source = judgements.find(({ what }) => what === 'tracker')?.source ?? '';
  return show.say('report.destination.listed', { source });
}

/** A country is always an estimate, with what it was estimated from. */
function placeText(show: Show, { country, asn, asOrg, judgements }: Destination): SafeText {
  const judgement = judgements.find(({ what }) => what === 'country');
  const network = asn === null ? [] : [show.say('report.destination.network', { organisation: asOrg ?? '?', asn: String(asn) })];
  if (country !== null) {
    const source = judgement?.source;
    const key = source === undefined ? 'report.destination.country-plain' : 'report.destination.country';
    return joinParts(show.language, [show.say(key, { country: show.country(country), source: source ?? '' }), ...network]);
  }
  const unknown = judgement?.value === 'anycast' ? show.say('report.destination.anycast') : show.say('ui.detail.place-unknown');
  return joinParts(show.language, [unknown, ...network]);
}

function contentText(show: Show, destination: Destination): SafeText {
  const protection = protectionOf(destination);
  if (protection !== 'mixed') return show.say(`report.protection.${protection}`);
  const octets = contentOctets(destination);
  const parts = (['readable', 'encrypted', 'opaque'] as const).filter((part) => octets[part] > 0);
  return join(
    parts.map((part) => show.say(`report.protection.part.${part}`, { octets: show.octets(octets[part]) })),
    ', ',
  );
}

function findings(snapshot: Snapshot, destination: Destination, show: Show): readonly Row[] {
  const all = findingsAt(snapshot, destination);
  if (all.length === 0) return [];
  const rows = all.map(({ rule, count }) =>
    row(
      span(' ' as SafeText),
      severityMark(show, rule.severity),
      span(` ${show.glyphs.confidence[rule.confidence]} ${show.text(rule.title)}` as SafeText),
      span(`  ${show.say('report.count.times', { count })}` as SafeText, 'dim'),
    ),
  );
  return [...heading(show.say('report.findings')), ...rows];
}

function sources({ judgements }: Destination, show: Show, width: number): readonly Row[] {
  if (judgements.length === 0) return [];
  return [
    ...heading(show.say('ui.detail.sources')),
    ...judgements.flatMap((judgement) => fact(show, show.say(`ui.judgement.${judgement.what}`), sourceText(judgement, show), width)),
  ];
}

function sourceText({ value, source, unreviewed }: Judgement, show: Show): SafeText {
  const text = labelled(show.language, show.foreign(value), show.foreign(source));
  return (unreviewed ? `${text} ${show.say('report.destination.unreviewed')}` : text) as SafeText;
}
