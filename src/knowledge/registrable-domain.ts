import { getDomain } from 'tldts';

/** Names that never leave the home: multicast DNS (RFC 6762), home networks (RFC 8375), what routers make up, reverse names. */
const LOCAL = /(?:^|\.)(?:local|lan|home|internal|intranet|localdomain|localhost|fritz\.box|home\.arpa|arpa|invalid|onion|corp|workgroup)$/;

/**
 * The registrable domain (eTLD+1) of a host name, by the ICANN section of the Public Suffix List: whoever holds it
 * answers for the name. (By the private section `x.s3.amazonaws.com` would be its own owner.)
 * Null for addresses, for names of the home network and for public suffixes themselves.
 */
export function registrableDomain(name: string): string | null {
  if (LOCAL.test(name) || !name.includes('.')) return null;
  return getDomain(name, { allowPrivateDomains: false, validateHostname: false, extractHostname: false, detectSpecialUse: false });
}

/** True where the name means something inside the home only. */
export function isLocalName(name: string): boolean {
  return LOCAL.test(name) || !name.includes('.');
}
