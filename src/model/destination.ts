import type { DeviceId } from './device.ts';
import type { Micros } from './observation.ts';

/** Device and name (or address): stable over runs. */
export type DestinationId = string & { readonly brand: 'destination' };

/** Relative to the maker of the device: the maker itself, who hosts or supports it, anyone else. */
export const PARTIES = ['first', 'support', 'third', 'unknown'] as const;
export type Party = (typeof PARTIES)[number];

export const NAME_SOURCES = ['sni', 'http-host', 'dns', 'address'] as const;
export type NameSource = (typeof NAME_SOURCES)[number];

export const SCOPES = ['internet', 'lan', 'multicast', 'broadcast', 'bogon'] as const;
export type Scope = (typeof SCOPES)[number];

/** What destinations are for, as rules/destinations names it. */
export const ROLES = [
  'acr',
  'ads',
  'auth',
  'cdn',
  'cloud-api',
  'connectivity-check',
  'encrypted-dns',
  'firmware',
  'media',
  'ntp',
  'p2p-relay',
  'pki',
  'push',
  'telemetry',
  'tracking',
  'voice',
  'weather',
] as const;
export type Role = (typeof ROLES)[number];

/** A judgement about a destination, and the list or rule that says so. */
export interface Judgement {
  readonly what: 'owner' | 'role' | 'tracker' | 'party' | 'country' | 'asn';
  readonly value: string;
  /** Such as `rules/destinations/samba-tv.yaml`, `DB-IP 2026-06`. */
  readonly source: string;
  /** Nobody has reviewed this row by hand. */
  readonly unreviewed: boolean;
}

/** Whom one device talks to, under one name. */
export interface Destination {
  readonly id: DestinationId;
  readonly device: DeviceId;
  /** The name asked for, or the address where none was ever seen. */
  readonly name: string;
  readonly nameSource: NameSource;
  readonly registrableDomain: string | null;
  readonly addresses: readonly string[];
  readonly ports: readonly string[]; // 'tcp/443'
  readonly owner: string | null;
  readonly party: Party;
  readonly roles: readonly Role[];
  readonly tracker: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly asn: number | null;
  readonly asOrg: string | null;
  readonly scope: Scope;
  readonly octetsUp: number;
  readonly octetsDown: number;
  /** Transport payload octets, by what could be made of them. */
  readonly octetsByClass: Readonly<Record<ContentClass, number>>;
  readonly flows: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
  readonly firstFrame: number;
  readonly judgements: readonly Judgement[];
}

/** By device, then by name: without a key of its own for each pair, of which there are many. */
export type DestinationsAt = ReadonlyMap<string, ReadonlyMap<string, Destination>>;

export function destinationsAt(destinations: readonly Destination[]): DestinationsAt {
  const at = new Map<string, Map<string, Destination>>();
  for (const destination of destinations) {
    const { device, name } = destination;
    const ofDevice = at.get(device);
    if (ofDevice === undefined) at.set(device, new Map([[name, destination]]));
    else ofDevice.set(name, destination);
  }
  return at;
}

/** The destination that a finding names, among those of its device. */
export function destinationNamed(at: DestinationsAt, device: string | null, name: string | null): Destination | null {
  return device === null || name === null ? null : (at.get(device)?.get(name) ?? null);
}

/** CONTRACT: what is known of the octets of a flow. */
export const CONTENT_CLASSES = [
  'proven-encrypted',
  'proven-compressed',
  'high-entropy',
  'structured-binary',
  'text',
  'media',
  'unknown',
] as const;
export type ContentClass = (typeof CONTENT_CLASSES)[number];
