import type { DeviceFacts } from '../../src/model/sighting.ts';

/** What is known of a device of which nothing is known, but for what is given. */
export const deviceFacts = (known: Partial<DeviceFacts> = {}): DeviceFacts => ({
  mac: '02:00:00:00:00:01',
  randomised: false,
  vendor: null,
  model: null,
  category: null,
  hostname: null,
  resolvers_known: false,
  dns_seen: false,
  address_carries_mac: false,
  originator: true,
  sender: true,
  ...known,
});
