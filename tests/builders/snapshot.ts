import { CONTENT_CLASSES, type ContentClass, type Destination, type DestinationId } from '../../src/model/destination.ts';
import type { Claim, Device, DeviceId } from '../../src/model/device.ts';
import type { Evidence, Finding, RuleSummary } from '../../src/model/finding.ts';
import type { CaptureFacts, Coverage, Snapshot } from '../../src/model/snapshot.ts';

/** 2023-11-14 22:13:20.000000 UTC. */
export const START = 1_700_000_000_000_000;
const SECOND = 1_000_000;

export function aClaim(value: string, more: Partial<Claim> = {}): Claim {
  return { value, source: 'dhcp.hostname', confidence: 0.9, at: START, frame: 1, ...more };
}

export function aDevice(more: Partial<Device> = {}): Device {
  return {
    id: '02:00:00:00:00:01' as DeviceId,
    mac: '02:00:00:00:00:01',
    randomised: true,
    gateway: false,
    addresses: ['192.168.4.20', 'fe80::1'],
    vendor: [aClaim('Bear Toys', { source: 'user', confidence: 1, frame: null })],
    model: [aClaim('Bear 2', { source: 'mdns.txt.md', confidence: 0.8, frame: 7 })],
    category: [aClaim('toy', { source: 'mdns.srv', confidence: 0.5, frame: 7 })],
    hostname: [aClaim('talking-bear')],
    dnsServers: ['192.168.4.1'],
    octetsUp: 123_456,
    octetsDown: 7_890_123,
    packets: 4_321,
    firstSeen: START,
    lastSeen: START + 751 * SECOND,
    ...more,
  };
}

/** Payload octets by class; those not named are 0. */
export function byClass(some: Partial<Record<ContentClass, number>>): Destination['octetsByClass'] {
  return Object.fromEntries(CONTENT_CLASSES.map((name) => [name, some[name] ?? 0])) as Record<ContentClass, number>;
}

export function aDestination(more: Partial<Destination> = {}): Destination {
  const device = more.device ?? ('02:00:00:00:00:01' as DeviceId);
  const name = more.name ?? 'api.bear.example';
  return {
    id: `${device} ${name}` as DestinationId,
    device,
    name,
    nameSource: 'http-host',
    registrableDomain: 'bear.example',
    addresses: ['203.0.113.10'],
    ports: ['tcp/80'],
    owner: 'Bear Toys',
    party: 'first',
    roles: ['cloud-api'],
    tracker: false,
    country: 'US',
    asn: 64_500,
    asOrg: 'Bear Hosting',
    scope: 'internet',
    octetsUp: 54_321,
    octetsDown: 1_234,
    octetsByClass: byClass({ text: 40_000 }),
    flows: 3,
    firstSeen: START + SECOND,
    lastSeen: START + 700 * SECOND,
    firstFrame: 12,
    judgements: [
      { what: 'owner', value: 'Bear Toys', source: 'rules/destinations/bear.yaml (bear.example)', unreviewed: false },
      { what: 'country', value: 'US', source: 'DB-IP 2026-06', unreviewed: false },
    ],
    ...more,
  };
}

export function aRule(more: Partial<RuleSummary> = {}): RuleSummary {
  return {
    id: 'cleartext-profile',
    version: 2,
    sha256: 'ab'.repeat(32),
    title: { en: 'Sends a child’s profile without encryption', fr: 'Envoie le profil d’un enfant sans chiffrement' },
    explanation: {
      en: 'Anyone between the device and the server could read the name and the date of birth of the child.',
      fr: 'N’importe qui entre l’appareil et le serveur pouvait lire le nom et la date de naissance de l’enfant.',
    },
    innocentExplanation: {
      en: 'The profile may be a sample that the maker ships.',
      fr: 'Le profil peut être un exemple fourni par le fabricant.',
    },
    advice: { en: 'Ask the maker for encryption (HTTPS).', fr: 'Demander au fabricant de chiffrer (HTTPS).' },
    concern: 'privacy',
    category: 'exposure',
    severity: 'high',
    confidence: 'certain',
    grade: 'observed',
    clauses: [{ framework: 'en-303-645', clause: '5.5-1' }],
    references: ['RFC 9110'],
    ...more,
  };
}

export function anEvidence(more: Partial<Evidence> = {}): Evidence {
  return {
    capture: 0,
    frames: [12],
    flow: 3,
    kind: 'http.request',
    at: START + SECOND + 123_456,
    fields: { method: 'POST', host: 'api.bear.example', target: '/child' },
    octets: [120, 135],
    because: {
      held: true,
      because: 'all',
      parts: [
        { held: true, because: 'destination.scope is "internet" ("internet")', parts: [] },
        { held: true, because: 'not', parts: [{ held: false, because: 'method is "GET" ("POST")', parts: [] }] },
      ],
    },
    ...more,
  };
}

export function aFinding(more: Partial<Finding> = {}): Finding {
  return {
    id: 'f0000001',
    rule: aRule(),
    device: '02:00:00:00:00:01' as DeviceId,
    destination: 'api.bear.example',
    count: 3,
    first: START + SECOND + 123_456,
    last: START + 600 * SECOND,
    evidence: [anEvidence(), anEvidence({ frames: [48, 51], at: START + 600 * SECOND })],
    ...more,
  };
}

export function aCapture(more: Partial<CaptureFacts> = {}): CaptureFacts {
  return {
    name: 'talking-bear.pcapng',
    sha256: '0123456789abcdef'.repeat(4),
    format: 'pcapng',
    linkTypes: ['ETHERNET'],
    frames: 4_400,
    octets: 8_100_000,
    first: START,
    last: START + 751 * SECOND,
    damage: null,
    dropped: 0,
    notices: [],
    ...more,
  };
}

export function aCoverage(more: Partial<Coverage> = {}): Coverage {
  return {
    framesRead: 4_400,
    framesDecoded: 4_397,
    notDecoded: [{ layer: 'link', reason: 'unsupported', count: 3 }],
    snappedFrames: 2,
    streamGaps: 1,
    missingOctets: 1_460,
    kernelDrops: 0,
    payloadOctets: 1_000_000,
    readableOctets: 36_000,
    encryptedOctets: 900_000,
    opaqueOctets: 64_000,
    blindSpots: [
      { code: 'ech', count: 2, incomplete: false },
      { code: 'other-radios', count: 0, incomplete: false },
    ],
    limits: [{ code: 'timestamps-backwards', count: 4, incomplete: false }],
    ...more,
  };
}

/** A result with everything a report can show: two devices, destinations of every party, findings of every severity. */
export function aSnapshot(more: Partial<Snapshot> = {}): Snapshot {
  const hub = '02:00:00:00:00:fe' as DeviceId;
  return {
    tool: { name: 'mouchard', version: '0.1.0' },
    rules: { sha256: 'cd'.repeat(32), count: 45 },
    captures: [aCapture()],
    coverage: aCoverage(),
    devices: [
      aDevice({
        id: hub,
        mac: hub,
        gateway: true,
        randomised: false,
        hostname: [],
        model: [],
        category: [],
        addresses: ['192.168.4.1'],
        vendor: [aClaim('Router Works', { source: 'oui: IEEE registry 2026-06', confidence: 0.7, frame: null })],
      }),
      aDevice(),
    ],
    destinations: [
      aDestination(),
      aDestination({
        name: 'ads.tracker.example',
        registrableDomain: 'tracker.example',
        nameSource: 'sni',
        owner: 'Ad Example',
        party: 'third',
        roles: ['ads', 'tracking'],
        tracker: true,
        country: null,
        ports: ['tcp/443'],
        octetsUp: 2_000,
        octetsDown: 900,
        octetsByClass: byClass({ 'proven-encrypted': 2_500 }),
        judgements: [
          { what: 'owner', value: 'Ad Example', source: 'rules/destinations/ad-example.yaml (tracker.example)', unreviewed: true },
          { what: 'tracker', value: 'true', source: 'rules/destinations/ad-example.yaml (tracker.example)', unreviewed: true },
          { what: 'country', value: 'anycast', source: 'src/knowledge/anycast.ts', unreviewed: false },
        ],
      }),
      aDestination({
        name: '198.51.100.7',
        nameSource: 'address',
        registrableDomain: null,
        owner: null,
        party: 'unknown',
        roles: [],
        octetsByClass: byClass({ text: 10, 'proven-encrypted': 20, 'high-entropy': 30 }),
      }),
      aDestination({
        name: '224.0.0.251',
        scope: 'multicast',
        owner: null,
        party: 'unknown',
        roles: [],
        country: null,
        octetsByClass: byClass({}),
      }),
    ],
    findings: [
      aFinding(),
      aFinding({
        id: 'f0000002',
        destination: 'www.bear.example',
        count: 1,
        last: START + SECOND + 123_456,
        evidence: [anEvidence({ frames: [77] })],
      }),
      aFinding({
        id: 'f0000003',
        rule: aRule({
          id: 'contacts-advertising',
          title: { en: 'Contacts an advertising company', fr: 'Contacte une entreprise de publicité' },
          severity: 'medium',
          confidence: 'firm',
          grade: 'inferred',
          category: 'tracking',
          clauses: [],
        }),
        destination: 'ads.tracker.example',
      }),
      aFinding({
        id: 'f0000004',
        rule: aRule({
          id: 'announces-name',
          title: { en: 'Announces its name in the home network', fr: 'Annonce son nom dans le réseau local' },
          severity: 'info',
          confidence: 'certain',
          category: 'discovery',
        }),
        destination: null,
      }),
    ],
    phases: [{ name: 'button pressed', first: START + 60 * SECOND, last: START + 90 * SECOND }],
    ...more,
  };
}

/** A result in which every field that a device, a file or a rule can choose holds the same text. */
export function snapshotSaying(text: string): Snapshot {
  const claims = [aClaim(text, { source: text })];
  const both = { en: text, fr: text };
  const device = aDevice({
    id: `ip:${text}` as DeviceId,
    mac: `ip:${text}`,
    addresses: [text],
    vendor: claims,
    model: claims,
    category: claims,
    hostname: claims,
    dnsServers: [text],
  });
  const destination = aDestination({
    device: device.id,
    name: text,
    registrableDomain: text,
    addresses: [text],
    ports: [text],
    owner: text,
    country: text,
    asOrg: text,
    tracker: true,
    judgements: [
      { what: 'owner', value: text, source: text, unreviewed: true },
      { what: 'tracker', value: text, source: text, unreviewed: true },
      { what: 'country', value: text, source: text, unreviewed: true },
    ],
  });
  const rule = aRule({
    id: text,
    title: both,
    explanation: both,
    innocentExplanation: both,
    advice: both,
    category: text,
    clauses: [{ framework: text, clause: text }],
    references: [text],
  });
  const evidence = anEvidence({ kind: text, fields: { [text]: text, list: [text] }, because: { held: true, because: text, parts: [] } });
  return aSnapshot({
    captures: [
      aCapture({
        name: text,
        format: text,
        linkTypes: [text],
        damage: { offset: 9, reason: text, frame: 1 },
        notices: [{ code: text, count: 1, incomplete: false }],
      }),
    ],
    coverage: aCoverage({
      notDecoded: [{ layer: text, reason: text, count: 1 }],
      blindSpots: [{ code: text, count: 1, incomplete: false }],
      limits: [{ code: text, count: 1, incomplete: true }],
    }),
    devices: [device],
    destinations: [destination, { ...destination, owner: null, country: null }],
    findings: [
      aFinding({ rule, device: device.id, destination: text, evidence: [evidence] }),
      aFinding({
        id: text,
        rule: { ...rule, severity: 'info' },
        device: `ip:${text}?` as DeviceId,
        destination: text,
        evidence: [evidence],
      }),
    ],
    phases: [{ name: text, first: START, last: START }],
  });
}
