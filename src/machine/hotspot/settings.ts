import type { AddressRange } from './address-range.ts';

/** Who makes the access point: NetworkManager where it runs, else hostapd. */
export type Backend = 'network-manager' | 'hostapd';
/** In GHz. */
export type Band = '2.4' | '5';

/** The Wi-Fi that devices join. */
export interface WirelessSettings {
  readonly backend: Backend;
  readonly ssid: string;
  readonly passphrase: string;
  readonly band: Band;
  readonly channel: number;
  /** Two letters (ISO 3166-1), or null: as the machine has it. */
  readonly country: string | null;
  /** Devices of the hotspot cannot reach one another. */
  readonly isolated: boolean;
}

/** A hotspot as it is made, with nothing left open. */
export interface HotspotSettings {
  /** The interface in whose network the devices are, and where they are captured. */
  readonly link: string;
  /** The radio or Ethernet interface behind a bridge; null where the link itself is it, or where the bridge was there. */
  readonly member: string | null;
  readonly wireless: WirelessSettings | null;
  readonly range: AddressRange;
  /** The /64 that devices make their IPv6 addresses from, such as `fd12:3456:789a::/64`; null: IPv6 is off. */
  readonly prefix: string | null;
  /** The interface to the Internet; null where there is none. */
  readonly upstream: string | null;
  /** The resolver that is handed out; null: this machine. */
  readonly dns: string | null;
  /** The time server that is handed out: an address, this machine through a server that runs already or one of ours, or none. */
  readonly time: TimeSource;
  /** Devices may reach the networks that this machine is in. */
  readonly lanAllowed: boolean;
}

export type TimeSource =
  | { readonly from: 'address'; readonly address: string }
  | { readonly from: 'machine' }
  | { readonly from: 'own' }
  | { readonly from: 'nowhere' };

/** What the user asks for; null where it is left to us. */
export interface HotspotRequest {
  readonly interface: string | null;
  readonly bridge: string | null;
  readonly upstream: string | null;
  readonly backend: Backend | null;
  readonly ssid: string | null;
  readonly passphrase: string | null;
  readonly band: Band | null;
  readonly channel: number | null;
  readonly country: string | null;
  readonly isolated: boolean;
  readonly range: AddressRange | null;
  readonly ipv6: boolean | null;
  readonly dns: string | null;
  /** `off` for none. */
  readonly ntp: string | null;
  readonly lanAllowed: boolean;
}

/** Why a hotspot cannot be made as asked, or at all. The words are in the catalogues under `hotspot.refusal.CODE`. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The command that mends it, where one does. */
  readonly mend: string | null;
  /** True where what was asked for is wrong, whatever the machine. */
  readonly usage: boolean;
}

export type RefusalCode =
  | 'not-root'
  | 'programs'
  | 'no-interface'
  | 'no-wireless'
  | 'no-access-point'
  | 'blocked'
  | 'same-as-upstream'
  | 'no-upstream'
  | 'in-bridge'
  | 'not-bridge'
  | 'has-addresses'
  | 'range-taken'
  | 'no-range'
  | 'table-exists'
  | 'already-up'
  | 'left-over'
  | 'changing'
  | 'country'
  | 'no-manager'
  | 'journal';

/** What the user should know, though it stops nothing. The words are under `hotspot.notice.CODE`. */
export interface HotspotNotice {
  readonly code: 'no-upstream' | 'foreign-filter' | 'forwarding-everywhere' | 'unclear-ipv6' | 'lan-allowed' | 'client-lost';
  readonly parameters: Readonly<Record<string, string | number>>;
}
