import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Destination, DestinationId } from '../../src/model/destination.ts';
import type { Device, DeviceId } from '../../src/model/device.ts';
import type { Evidence, Finding, RuleSummary } from '../../src/model/finding.ts';
import type { Fields } from '../../src/model/observation.ts';
import type { DestinationFacts, DeviceFacts, Sighting } from '../../src/model/sighting.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { SessionMeta } from '../../src/store/session.ts';

export const MAC = '02:00:00:00:00:01' as DeviceId;
export const NAME = 'telemetry.example.com';
const AT = 1_700_000_000_000_001;

/** Strings that a network may send and that must come back as they were, however hostile to SQL, JSON or UTF-8. */
export const HOSTILE = [
  "'; DROP TABLE sessions; --",
  '" OR 1=1; --',
  "x'); DELETE FROM observations WHERE ('1'='1",
  '%s%n$(id)`id`',
  'nul \u0000 inside',
  '\u001b[2J\u202e right to left',
  'lone \ud800 surrogate \udc00',
  '__proto__',
  'é 漢字 😀',
  '?1 :name @name $name',
  'a'.repeat(10_000),
  '',
];

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const META: SessionMeta = {
  name: 'toy.pcapng',
  startedMs: 1_750_000_000_000,
  toolVersion: '1.2.3',
  rulesSha256: 'ab'.repeat(32),
  rulesCount: 40,
  settings: { region: 'eea', device: [] },
  process: 'none',
};

export function sighting(kind: string, fields: Fields, more: Partial<Sighting> = {}): Sighting {
  return {
    observation: { kind, at: AT, frame: 7, flow: 3, sender: 0, fields },
    device: { mac: MAC } as unknown as DeviceFacts,
    destination: { name: NAME } as unknown as DestinationFacts,
    capture: 0,
    ...more,
  };
}

export function device(text: string, more: Partial<Device> = {}): Device {
  const claim = (value: string) => ({ value, source: 'dhcp.hostname', confidence: 0.9, at: AT, frame: 4 });
  return {
    id: MAC,
    mac: MAC,
    randomised: true,
    gateway: false,
    addresses: ['192.0.2.7', '2001:db8::7'],
    vendor: [claim(text), { ...claim('Example'), source: 'oui', frame: null }],
    model: [],
    category: [claim('toy')],
    hostname: [claim(text), claim('bear'), claim('bear-2')],
    dnsServers: ['192.0.2.1'],
    octetsUp: 2 ** 40 + 1,
    octetsDown: 0,
    packets: 12,
    firstSeen: AT,
    lastSeen: 2 ** 53 - 1,
    ...more,
  };
}

export function destination(text: string): Destination {
  return {
    id: `${MAC} ${text}` as DestinationId,
    device: MAC,
    name: text,
    nameSource: 'sni',
    registrableDomain: null,
    addresses: ['198.51.100.9'],
    ports: ['tcp/443'],
    owner: null,
    party: 'third',
    roles: ['telemetry', 'ads'],
    tracker: true,
    country: 'US',
    asn: 64500,
    asOrg: text,
    scope: 'internet',
    octetsUp: 10,
    octetsDown: 20,
    octetsByClass: {
      'proven-encrypted': 9,
      'proven-compressed': 0,
      'high-entropy': 0,
      'structured-binary': 0,
      text: 1,
      media: 0,
      unknown: 0,
    },
    flows: 2,
    firstSeen: AT,
    lastSeen: AT,
    firstFrame: 5,
    judgements: [{ what: 'tracker', value: 'yes', source: 'list', unreviewed: true }],
  };
}

export function rule(id: string): RuleSummary {
  const text = { en: `${id} in English`, fr: `${id} en français` };
  return {
    id,
    version: 1,
    sha256: 'cd'.repeat(32),
    title: text,
    explanation: text,
    innocentExplanation: text,
    advice: text,
    concern: 'privacy',
    category: 'tracking',
    severity: 'medium',
    confidence: 'firm',
    grade: 'observed',
    clauses: [{ framework: 'example', clause: '5.1' }],
    references: ['https://example.com/'],
  };
}

export function finding(id: string, ruleId: string, text: string): Finding {
  const evidence = (frame: number): Evidence => ({
    capture: 0,
    frames: [frame, frame + 1],
    flow: 3,
    kind: 'dns.query',
    at: AT,
    fields: { name: text, id: 17, list: ['a', text], nothing: null, records: [{ type: 'A', data: text }] },
    octets: [0, 12],
    because: { held: true, because: 'all', parts: [{ held: true, because: text, parts: [] }] },
  });
  return { id, rule: rule(ruleId), device: MAC, destination: text, count: 2, first: AT, last: AT, evidence: [evidence(5), evidence(9)] };
}

/** A snapshot with something in every field; `text` stands where the network's own words stand. */
export function snapshot(text: string): Snapshot {
  const notice = { code: 'flows-evicted', count: 3, incomplete: true };
  return {
    tool: { name: 'mouchard', version: '1.2.3' },
    rules: { sha256: 'ab'.repeat(32), count: 40 },
    captures: [
      {
        name: text,
        sha256: 'ef'.repeat(32),
        format: 'pcapng.gz',
        linkTypes: ['ethernet'],
        frames: 10,
        octets: 1000,
        first: AT,
        last: AT + 9,
        damage: { offset: 812, reason: 'torn', frame: 10 },
        dropped: 0,
        notices: [notice],
      },
      {
        name: 'second',
        sha256: null,
        format: 'pcap',
        linkTypes: [],
        frames: 0,
        octets: 24,
        first: null,
        last: null,
        damage: null,
        dropped: null,
        notices: [],
      },
    ],
    coverage: {
      framesRead: 10,
      framesDecoded: 9,
      notDecoded: [{ layer: 'link', reason: 'unsupported', count: 1 }],
      snappedFrames: 0,
      streamGaps: 1,
      missingOctets: 5,
      kernelDrops: null,
      payloadOctets: 100,
      readableOctets: 40,
      encryptedOctets: 50,
      opaqueOctets: 10,
      blindSpots: [{ code: 'ech', count: 1, incomplete: false }],
      limits: [notice],
    },
    devices: [device(text), device('plain', { id: 'x' as DeviceId, mac: '02:00:00:00:00:02', addresses: [], vendor: [], hostname: [] })],
    destinations: [destination(text), destination(NAME)],
    findings: [finding('f1', 'tracking.one', text), finding('f2', 'tracking.two', 'b'), finding('f3', 'tracking.one', 'c')],
    phases: [{ name: text, first: AT, last: AT + 1 }],
  };
}
