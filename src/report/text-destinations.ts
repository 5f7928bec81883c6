import { countryName } from '../language/countries.ts';
import { formatOctets } from '../language/format.ts';
import { message, type MessageKey } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Destination, Judgement } from '../model/destination.ts';
import type { Language } from '../model/text.ts';
import { labelCells, shownName, shownValue, word } from './labels.ts';
import { protectionText } from './protection.ts';
import { shownOf, type View } from './view.ts';

const DESTINATIONS_MAX = 15;
const LABELS = [
  'report.label.who', 'report.label.purpose', 'report.label.tracker', 'report.label.place', 'report.label.content', 'report.label.traffic',
] as const satisfies readonly MessageKey[]; // prettier-ignore

/** Whom a device talks to: trackers first, then by volume; what stays at home is only counted unless everything is wanted. */
export function writeDestinations(view: View, destinations: readonly Destination[]): void {
  const { language, verbose, page } = view;
  const away = destinations.filter((destination) => verbose || destination.scope === 'internet').sort(byWeight);
  const { shown, left } = shownOf(away, DESTINATIONS_MAX, verbose);
  for (const destination of shown) writeDestination(view, destination);
  if (left > 0) {
    page.blank();
    page.paragraph(message(language, 'report.destination.more', { count: left }), 4, 'dim');
  }
  const local = verbose ? [] : destinations.filter((destination) => destination.scope !== 'internet');
  if (local.length === 0) return;
  page.blank();
  const octets = formatOctets(language, sum(local.map((destination) => destination.octetsUp)));
  page.paragraph(message(language, 'report.destination.local', { count: local.length, octets }), 4, 'dim');
}

function writeDestination({ language, page }: View, destination: Destination): void {
  const width = labelCells(language, LABELS);
  const field = (label: (typeof LABELS)[number], text: SafeText): void => page.field(message(language, label), text, 6, width);
  page.blank();
  page.paragraph(shownName(destination.name), 4, 'strong');
  if (destination.scope === 'internet') {
    field('report.label.who', whoText(language, destination));
    if (destination.roles.length > 0)
      field('report.label.purpose', destination.roles.map((role) => word(language, 'role', role)).join(', ') as SafeText);
    if (destination.tracker) field('report.label.tracker', trackerText(language, destination));
    const place = placeText(language, destination);
    if (place !== null) field('report.label.place', place);
  } else {
    field('report.label.place', message(language, `scope.${destination.scope}`));
  }
  field('report.label.content', protectionText(language, destination));
  const { octetsUp, octetsDown } = destination;
  const [up, down] = [formatOctets(language, octetsUp), formatOctets(language, octetsDown)];
  field('report.label.traffic', message(language, 'report.destination.volume', { up, down }));
}

/** The party with the owner's name, and whether anybody has reviewed that. */
export function whoText(language: Language, { party, owner, asOrg, asn, judgements }: Destination): SafeText {
  const parts: string[] = [];
  const partyText = message(language, `party.${party}`);
  parts.push(owner === null ? partyText : message(language, 'report.destination.owned', { party: partyText, owner: shownValue(owner) }));
  if (judgements.some(({ what, unreviewed }) => what === 'owner' && unreviewed))
    parts.push(message(language, 'report.destination.unreviewed'));
  if (owner === null && asOrg !== null && asn !== null) {
    parts.push(`– ${message(language, 'report.destination.network', { organisation: shownValue(asOrg), asn: String(asn) })}`);
  }
  return parts.join(' ') as SafeText;
}

function trackerText(language: Language, { judgements }: Destination): SafeText {
  const source = sourceOf(judgements, 'tracker') ?? sourceOf(judgements, 'role');
  return source === null
    ? message(language, 'role.tracking')
    : message(language, 'report.destination.listed', { source: shownName(source) });
}

/** Where the address probably is, with the list that says so; null where nothing says anything. */
function placeText(language: Language, { country, judgements }: Destination): SafeText | null {
  if (country === null) return judgements.some(({ value }) => value === 'anycast') ? message(language, 'report.destination.anycast') : null;
  const source = sourceOf(judgements, 'country');
  const named = countryName(language, country) ?? shownValue(country);
  if (source === null) return message(language, 'report.destination.country-plain', { country: named });
  return message(language, 'report.destination.country', { country: named, source: shownValue(source) });
}

function sourceOf(judgements: readonly Judgement[], what: Judgement['what']): string | null {
  return judgements.find((judgement) => judgement.what === what && judgement.source !== '')?.source ?? null;
}

const byWeight = (a: Destination, b: Destination): number =>
  Number(b.tracker) - Number(a.tracker) ||
  b.octetsUp + b.octetsDown - a.octetsUp - a.octetsDown ||
  a.firstFrame - b.firstFrame ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
