import { DestinationList } from '../../src/knowledge/destination-list.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { openCountries, openNetworks, packCountries, packNetworks } from '../../src/knowledge/networks.ts';
import { openVendors, packVendors } from '../../src/knowledge/vendors.ts';

/** Tables that know nothing: for tests about something else. */
export function emptyKnowledge(): Knowledge {
  return {
    vendors: openVendors(packVendors([])),
    countries: openCountries(packCountries([], [])),
    networks: openNetworks(packNetworks([], [], [])),
    destinations: new DestinationList([], []),
    data: { sources: [] },
  };
}
