import type { Party, Role } from '../model/destination.ts';
import type { Match, Owner } from './destination-list.ts';

/** Roles whose whole point is to know people: listed ones make a tracker whoever owns them. */
const WATCHING: readonly Role[] = ['acr', 'ads', 'tracking'];

/** Roles that any device may need and that serve it whoever runs them. */
const SUPPORTING: readonly Role[] = ['cdn', 'ntp', 'connectivity-check', 'encrypted-dns', 'pki', 'push', 'p2p-relay'];

/** What a listed destination is to one device. */
export interface Relation {
  readonly party: Party;
  readonly tracker: boolean;
}

/**
 * Tells the party of a listed destination relative to the brand of the device, and whether it is a tracker.
 *
 * Party: `first` where owner and brand are of one group. Else `third` where a role watches people (acr, ads, tracking,
 * telemetry) or the owner is a tracker by trade; `support` where the owner hosts or runs platforms, or every role supports;
 * else `third`. Where the brand is not known and the owner makes devices, the device may be theirs: then `unknown`.
 *
 * Tracker: a role among acr, ads and tracking, whoever owns it (a maker that watches its own customers' screens still
 * does); or telemetry, or an owner that is a tracker by trade, as far as the party is `third`. A maker's own telemetry is
 * telemetry, not a tracker.
 */
export function relate(match: Match, brand: Owner | null): Relation {
  const { entry, owner } = match;
  const watching = entry.roles.some((role) => WATCHING.includes(role));
  const telemetry = entry.roles.includes('telemetry');
  const party = partyOf(match, brand, watching || telemetry || owner.kind === 'tracker');
  return { party, tracker: watching || (party === 'third' && (telemetry || owner.kind === 'tracker')) };
}

function partyOf({ entry, owner }: Match, brand: Owner | null, watches: boolean): Party {
  if (brand !== null && brand.group === owner.group) return 'first';
  const supports =
    owner.kind === 'support' ||
    owner.kind === 'platform' ||
    (entry.roles.length > 0 && entry.roles.every((role) => SUPPORTING.includes(role)));
  if (supports && !watches) return 'support';
  return brand === null && owner.kind === 'maker' ? 'unknown' : 'third';
}
