import { observes as certificates } from '../behaviour/certificates.ts';
import { observes as scans } from '../behaviour/scan.ts';
import type { Vocabulary } from '../model/observation.ts';
import { dissectors } from '../protocols/registry.ts';

/** What the composer itself observes: flows, captures and malformations. */
export const OWN_KINDS = {
  'flow.start': {
    proto: 'string',
    orig_addr: 'string',
    orig_port: 'number?',
    resp_addr: 'string',
    resp_port: 'number?',
    orig_mac: 'string?',
    resp_mac: 'string?',
    community_id: 'string?',
  },
  'flow.end': {
    proto: 'string',
    orig_addr: 'string',
    orig_port: 'number?',
    resp_addr: 'string',
    resp_port: 'number?',
    orig_mac: 'string?',
    resp_mac: 'string?',
    first: 'number',
    last: 'number',
    orig_packets: 'number',
    resp_packets: 'number',
    orig_octets: 'number',
    resp_octets: 'number',
    orig_payload: 'number',
    resp_payload: 'number',
    service: 'string?',
    history: 'string',
    community_id: 'string?',
    missing_octets: 'number',
    end: 'string',
  },
  'capture.end': {
    name: 'string',
    sha256: 'string',
    format: 'string',
    frames: 'number',
    octets: 'number',
    first: 'number?',
    last: 'number?',
    damaged_at: 'number?',
    dropped: 'number?',
  },
  anomaly: { layer: 'string', what: 'string' },
} as const satisfies Vocabulary;

/** Every kind of observation with its fields: what rule files are checked against and what `decode` can print. */
export function vocabulary(): Vocabulary {
  const all: Record<string, Vocabulary[string]> = { ...OWN_KINDS, ...certificates, ...scans };
  for (const dissector of dissectors) Object.assign(all, dissector.observes);
  return all;
}
