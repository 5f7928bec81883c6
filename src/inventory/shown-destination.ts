import type { Match } from '../knowledge/destination-list.ts';
import { labelOf, type Knowledge } from '../knowledge/knowledge.ts';
import type { Destination, Judgement, Party, Scope } from '../model/destination.ts';
import type { AddressBook } from './address-book.ts';
import type { DestinationEntry } from './destination-entry.ts';

const NO_ROLES: readonly never[] = [];

/** What is told of a destination beside what its entry holds. It may change while a run goes on. */
export interface ShownBeside {
  readonly relation: { readonly party: Party; readonly tracker: boolean };
  readonly scope: Scope;
  readonly place: ReturnType<AddressBook['lookUp']>;
  readonly data: Knowledge['data'];
}

/**
 * A destination as it is shown: the same object as the last time where nothing of it has changed, so that whoever has tens of thousands of
 * them to look through, to send and to keep tells by identity which are new.
 */
export function showDestination(entry: DestinationEntry, beside: ShownBeside): Destination {
  const known = entry.shown;
  if (known !== null && holds(known, entry) && holdsBeside(known, beside)) return known;
  return (entry.shown = drawn(entry, beside));
}

/** Addresses and ports are only ever added. */
function holds(known: Destination, entry: DestinationEntry): boolean {
  return (
    known.octetsUp === entry.octetsUp &&
    known.octetsDown === entry.octetsDown &&
    known.lastSeen === entry.lastSeen &&
    known.flows === entry.flows + entry.live &&
    known.firstSeen === entry.firstSeen &&
    known.firstFrame === entry.firstFrame &&
    known.nameSource === entry.nameSource &&
    known.addresses.length === entry.addressCount &&
    known.ports.length === entry.portCount &&
    entry.hasClasses(known.octetsByClass)
  );
}

function holdsBeside(known: Destination, { relation, scope, place }: ShownBeside): boolean {
  const { network, country } = place;
  return (
    known.party === relation.party &&
    known.tracker === relation.tracker &&
    known.scope === scope &&
    known.country === country &&
    known.asn === (network?.asn ?? null)
  );
}

function drawn(entry: DestinationEntry, { relation, scope, place, data }: ShownBeside): Destination {
  const { match } = entry;
  const { network, country, anycast } = place;
  return {
    id: entry.id,
    device: entry.device.id,
    name: entry.name,
    nameSource: entry.nameSource,
    registrableDomain: entry.registrableDomain,
    addresses: entry.addresses(),
    ports: entry.portTexts(),
    owner: match?.owner.name ?? null,
    party: relation.party,
    roles: match?.entry.roles ?? NO_ROLES,
    tracker: relation.tracker,
    country,
    asn: network?.asn ?? null,
    asOrg: network?.organisation ?? null,
    scope,
    octetsUp: entry.octetsUp,
    octetsDown: entry.octetsDown,
    octetsByClass: entry.byClass(),
    flows: entry.flows + entry.live,
    firstSeen: entry.firstSeen,
    lastSeen: entry.lastSeen,
    firstFrame: entry.firstFrame,
    judgements: [...judgementsOfList(match, relation), ...judgementsOfAddress(country, anycast, network?.asn ?? null, data)],
  };
}

function judgementsOfList(match: Match | null, relation: ShownBeside['relation']): Judgement[] {
  if (match === null) return [];
  const { entry, owner } = match;
  const by = { source: `${entry.source} (${entry.suffix})`, unreviewed: entry.unreviewed };
  const judgements: Judgement[] = [{ what: 'owner', value: owner.name, ...by }];
  for (const role of entry.roles) judgements.push({ what: 'role', value: role, ...by });
  judgements.push({ what: 'party', value: relation.party, ...by });
  if (relation.tracker) judgements.push({ what: 'tracker', value: 'true', ...by });
  return judgements;
}

function judgementsOfAddress(country: string | null, anycast: boolean, asn: number | null, data: Knowledge['data']): Judgement[] {
  const judgements: Judgement[] = [];
  if (country !== null) judgements.push({ what: 'country', value: country, source: labelOf(data, 'country'), unreviewed: false });
  if (anycast) judgements.push({ what: 'country', value: 'anycast', source: 'src/knowledge/anycast.ts', unreviewed: false });
  if (asn !== null) judgements.push({ what: 'asn', value: String(asn), source: labelOf(data, 'asn'), unreviewed: false });
  return judgements;
}
