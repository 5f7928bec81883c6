import { join } from 'node:path';

/** Kept over restarts, because some of what is changed outlives one. */
export const STATE_FOLDER = '/var/lib/mouchard/hotspot';

/** NetworkManager's folder of profiles that are gone with the next restart. */
export const PROFILE_FILE = '/run/NetworkManager/system-connections/mouchard-hotspot.nmconnection';

/** Our files. */
export interface Places {
  readonly journal: string;
  readonly rules: string;
  readonly dnsmasq: string;
  readonly leases: string;
  readonly log: string;
  readonly hostapd: string;
  readonly hostapdLog: string;
}

/** The names of our files in a folder. */
export function placesIn(folder: string): Places {
  return {
    journal: join(folder, 'journal.ndjson'),
    rules: join(folder, 'rules.nft'),
    dnsmasq: join(folder, 'dnsmasq.conf'),
    leases: join(folder, 'dnsmasq.leases'),
    log: join(folder, 'dnsmasq.log'),
    hostapd: join(folder, 'hostapd.conf'),
    hostapdLog: join(folder, 'hostapd.log'),
  };
}
