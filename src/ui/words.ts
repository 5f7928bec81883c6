import type { SafeText } from '../language/safe-text.ts';
import type { Destination } from '../model/destination.ts';
import { bestClaim, type Device } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import { catalogueOf, countSeverities, findingsAt } from './catalogue.ts';
import type { CompanyGroup, RuleGroup } from './groups.ts';
import type { ListItems, ListKind } from './lists.ts';
import { protectionOf } from '../model/protection.ts';
import { join } from './row.ts';
import type { Show } from './show.ts';
import type { UiState } from './state.ts';
import type { TimelineEvent } from './timeline.ts';
import { eventText } from './view/lists.ts';
import { countWords, deviceOrId, deviceText, placeText, reviewMark } from './view/marks.ts';

/** One row of a list as a sentence, without columns and signs. */
export function rowWords<K extends ListKind>(show: Show, state: UiState, kind: K, item: ListItems[K]): SafeText {
  switch (kind) {
    case 'dashboard':
    case 'devices':
      return deviceWords(show, state, item as Device);
    case 'destinations':
      return destinationWords(show, state, item as Destination);
    case 'rules':
      return ruleWords(show, item as RuleGroup);
    case 'companies':
      return companyWords(show, item as CompanyGroup);
    case 'findings':
      return findingWords(show, state, item as Finding);
    default:
      return eventWords(show, state, item as TimelineEvent);
  }
}

/** A finding: severity and confidence first, then where, then what. */
export function findingWords(show: Show, state: UiState, finding: Finding): SafeText {
  const { say } = show;
  const { rule, count } = finding;
  const { devices } = catalogueOf(state.snapshot);
  const parts = [
    say(`severity.${rule.severity}`),
    say(`confidence.${rule.confidence}`),
    deviceOrId(show, devices, finding.device),
    show.text(rule.title),
    ...(finding.destination === null ? [] : [placeText(show, finding)]),
    say('report.count.times', { count }),
    reviewMark(show, state, finding.id).text,
  ];
  return join(parts, ', ');
}

/** A device: its name, its maker, what was found, whom it talks to. */
export function deviceWords(show: Show, { snapshot }: UiState, device: Device): SafeText {
  const { countsOf, destinationsOf, excluded } = catalogueOf(snapshot);
  const vendor = bestClaim(device.vendor);
  const counts = countWords(show, countsOf.get(device.id) ?? countSeverities([]));
  const parts = [
    deviceText(show, device),
    ...(excluded.has(device.id) ? [show.say('ui.device.excluded')] : []),
    ...(device.gateway ? [show.say('report.device.gateway')] : vendor === null ? [] : [show.foreign(vendor.value)]),
    ...device.addresses.slice(0, 1).map(show.foreign),
    show.say('report.count.destinations', { count: destinationsOf.get(device.id)?.length ?? 0 }),
    counts === '' ? show.say('report.count.findings', { count: 0 }) : counts,
    show.say('report.destination.volume', { up: show.octets(device.octetsUp), down: show.octets(device.octetsDown) }),
  ];
  return join(parts, ', ');
}

function destinationWords(show: Show, { snapshot }: UiState, destination: Destination): SafeText {
  const { name, owner, party, country, octetsUp, octetsDown, tracker } = destination;
  const protection = protectionOf(destination);
  const counts = countWords(show, countSeverities(findingsAt(snapshot, destination)));
  const parts = [
    show.foreign(name),
    deviceOrId(show, catalogueOf(snapshot).devices, destination.device),
    show.say(`party.${party}`),
    ...(owner === null ? [] : [show.foreign(owner)]),
    ...(tracker ? [show.say('ui.help.tracker')] : []),
    ...(country === null ? [] : [show.country(country)]),
    show.say(protection === 'mixed' ? 'ui.protection.mixed' : `report.protection.${protection}`),
    show.say('report.destination.volume', { up: show.octets(octetsUp), down: show.octets(octetsDown) }),
    ...(counts === '' ? [] : [counts]),
  ];
  return join(parts, ', ');
}

function ruleWords(show: Show, { rule, findings, devices }: RuleGroup): SafeText {
  const counts = [show.say('report.count.findings', { count: findings }), show.say('report.count.devices', { count: devices })];
  return join([show.say(`severity.${rule.severity}`), show.text(rule.title), ...counts], ', ');
}

function companyWords(show: Show, group: CompanyGroup): SafeText {
  const { owner, parties, destinations, devices, trackers, octetsUp, octetsDown } = group;
  const parts = [
    owner === null ? show.say('party.unknown') : show.foreign(owner),
    ...(owner === null ? [] : parties.map((party) => show.say(`party.${party}`))),
    show.say('report.count.destinations', { count: destinations }),
    show.say('report.count.devices', { count: devices }),
    show.say('ui.dashboard.trackers', { count: trackers }),
    show.say('report.destination.volume', { up: show.octets(octetsUp), down: show.octets(octetsDown) }),
  ];
  return join(parts, ', ');
}

function eventWords(show: Show, state: UiState, event: TimelineEvent): SafeText {
  const clock = show.clock(event.at);
  if (event.kind === 'finding') return join([clock, findingWords(show, state, event.finding)], ', ');
  if (event.kind === 'device') return join([clock, deviceText(show, event.device), eventText(show, event)], ', ');
  return join([clock, eventText(show, event)], ', ');
}
