import type { DestinationList } from './destination-list.ts';
import type { Countries, Networks } from './networks.ts';
import type { Vendors } from './vendors.ts';

/** Where compiled data came from: shown in reports, because the licences ask for it and because data ages. */
export interface DataSource {
  readonly id: 'oui' | 'country' | 'asn';
  /** Such as `2026-06-01`: the state of the data, not the day of the build. */
  readonly date: string;
  /** As a judgement names it, such as `DB-IP 2026-06-01`. */
  readonly label: string;
  readonly licence: string;
  /** The line that must be shown with results. */
  readonly attribution: string;
  readonly links: readonly string[];
}

/** What data.json holds. */
export interface DataDescription {
  readonly sources: readonly DataSource[];
}

/** Every table that the inventory asks. */
export interface Knowledge {
  readonly vendors: Vendors;
  readonly countries: Countries;
  readonly networks: Networks;
  readonly destinations: DestinationList;
  readonly data: DataDescription;
}

/** The label of a source; empty where the data has none. */
export function labelOf(data: DataDescription, id: DataSource['id']): string {
  return data.sources.find((source) => source.id === id)?.label ?? '';
}
