import type { FieldsOf, Observation, Shape } from './observation.ts';

/**
 * What a rule may ask of the device that an observation concerns (`device.vendor`, …).
 * A plain record so that rule files can be checked against it and inline tests can give parts of it.
 */
export const DEVICE_SHAPE = {
  mac: 'string',
  randomised: 'boolean',
  vendor: 'string?',
  model: 'string?',
  category: 'string?',
  hostname: 'string?',
  /** The resolvers that the network handed out to this device are known. */
  resolvers_known: 'boolean',
  /** This device has been seen asking some resolver, so names of later contacts could be known. */
  dns_seen: 'boolean',
  /** The device's address in this flow is global IPv6 and carries its MAC (modified EUI-64, RFC 4291 appendix A). */
  address_carries_mac: 'boolean',
  /** The device began this flow; false where the other end called. True where no flow is concerned. */
  originator: 'boolean',
  /** The device itself sent what was observed; false where the other end did. True where no flow is concerned. */
  sender: 'boolean',
} as const satisfies Shape;

/** What a rule may ask of the destination (`destination.scope`, …). */
export const DESTINATION_SHAPE = {
  name: 'string',
  name_source: 'string',
  address: 'string',
  port: 'number',
  transport: 'string',
  registrable_domain: 'string?',
  owner: 'string?',
  party: 'string',
  roles: 'strings',
  tracker: 'boolean',
  country: 'string?',
  asn: 'number?',
  as_org: 'string?',
  scope: 'string',
  /** Outside the home region that the user set (default EEA and UK); null where the country is not known or means nothing. */
  outside_region: 'boolean?',
  /** This address is one of the resolvers handed out to the device; null where none is known. */
  handed_out_resolver: 'boolean?',
  /** Some DNS answer to this device had led to this address. */
  resolved: 'boolean',
  /** The name comes from DNS, and DNS had led this device to the same address under another name, of which the lists say something else. */
  name_shared: 'boolean',
} as const satisfies Shape;

export type DeviceFacts = FieldsOf<typeof DEVICE_SHAPE>;
export type DestinationFacts = FieldsOf<typeof DESTINATION_SHAPE>;

/**
 * An observation with the device and the destination that it concerns: what rules judge. Where two devices at home talk with each
 * other there are two of them, one for each.
 */
export interface Sighting {
  readonly observation: Observation;
  /** Null where no local device is concerned. */
  readonly device: DeviceFacts | null;
  readonly destination: DestinationFacts | null;
  /** 0-based index over the captures of the run. */
  readonly capture: number;
}
