import { readMessages } from '../../tests/builders/messages.ts';
import { sealInitial, crypto as cryptoFrame } from '../../tests/builders/quic.ts';
import { dnsAnswer, dnsQuery, type QueryType } from './dns-message.ts';
import type { Endpoint } from './frame-writer.ts';
import type { Random } from './random.ts';
import { editedFlight, editedHello, helloBody } from './tls-message.ts';

const MESSAGES = new URL('../../fixtures/messages/', import.meta.url).pathname;
const DEVICES = 20;
const HOSTS = 1_500;
const FIRST_EPHEMERAL_PORT = 32_768;
const EPHEMERAL_PORTS = 28_000;
/** What a home talks to besides the made-up names: hosts that lists of owners and trackers know. */
const KNOWN_SUFFIXES = [
  'doubleclick.net',
  'google-analytics.com',
  'app-measurement.com',
  'amazonaws.com',
  'cloudfront.net',
  'akamaized.net',
  'googleapis.com',
  'gstatic.com',
  'apple.com',
  'icloud.com',
  'netflix.com',
  'nflxvideo.net',
  'spotify.com',
  'sonos.com',
  'meethue.com',
  'tuyaeu.com',
  'ring.com',
  'roku.com',
  'samsungcloudsolution.com',
  'lgtvsdp.com',
  'facebook.com',
  'scorecardresearch.com',
  'azure.com',
  'pool.ntp.org',
];

/** A device of the home: one MAC, an address in each family. */
export class Device {
  readonly mac: Buffer;
  readonly addresses: readonly [v4: Buffer, v6: Buffer];
  #port = 0;

  constructor(index: number) {
    this.mac = Buffer.from([0, 0, 0x5e, 0, 0x53, 0x10 + index]);
    this.addresses = [
      Buffer.from([192, 168, 50, 10 + index]),
      Buffer.from(`20010db8000700000000000000000${(0x110 + index).toString(16)}`, 'hex'),
    ];
  }

  /** An endpoint with the next ephemeral port, or the given one. */
  at(family: 0 | 1, port?: number): Endpoint {
    this.#port = (this.#port + 1) % EPHEMERAL_PORTS;
    return { mac: this.mac, address: this.addresses[family], port: port ?? FIRST_EPHEMERAL_PORT + this.#port };
  }
}

/** What a host offers: its own protocol, which everybody who turns to it speaks. */
export type Service = 'http' | 'mqtt' | 'ntp' | 'quic' | 'tls12' | 'tls13';

/** Out of fifty hosts, so many offer each. */
const SERVICES: readonly (readonly [Service, number])[] = [
  ['http', 5],
  ['mqtt', 1],
  ['ntp', 2],
  ['quic', 7],
  ['tls12', 12],
  ['tls13', 23],
];
const OFFERS = SERVICES.flatMap(([service, count]) => Array.from({ length: count }, () => service));

/** A host beyond the gateway with the messages that mention its name, made once. */
export interface Host {
  readonly name: string;
  readonly service: Service;
  readonly addresses: readonly [v4: Buffer, v6: Buffer];
  readonly queries: Record<QueryType, Buffer>;
  readonly answers: Record<QueryType, Buffer>;
  readonly hello13: Buffer;
  readonly hello12: Buffer;
  readonly resumed12: Buffer;
  readonly flight12: Buffer;
  /** The client's Initial and the server's. */
  readonly quicInitials: readonly [Buffer, Buffer];
}

/** Hosts that one device turns to: neighbours in the list share many of them. */
const HOSTS_PER_DEVICE = 120;
const HOSTS_APART = 70;

/** The cast of the capture: the home, what it talks to, and recorded messages that are used as they stand. */
export interface Home {
  readonly gateway: Buffer;
  readonly devices: readonly Device[];
  readonly hosts: readonly Host[];
  readonly recorded: ReturnType<typeof recordedMessages>;
}

/** Sets the scene. */
export function makeHome(random: Random): Home {
  const recorded = recordedMessages();
  const flights = new Map<string, Buffer>();
  const hosts = Array.from({ length: HOSTS }, (_, i) => makeHost(i, random, recorded, flights));
  return {
    gateway: Buffer.from([0, 0, 0x5e, 0, 0x53, 1]),
    devices: Array.from({ length: DEVICES }, (_, i) => new Device(i)),
    hosts,
    recorded,
  };
}

/** One of the hosts that a device turns to. */
export function hostFor(home: Home, device: Device, random: Random): Host {
  return home.hosts[(home.devices.indexOf(device) * HOSTS_APART + random.below(HOSTS_PER_DEVICE)) % HOSTS]!;
}

type Recorded = ReturnType<typeof recordedMessages>;

function recordedMessages() {
  const of = (path: string): { side: 0 | 1; octets: Buffer }[] =>
    readMessages(`${MESSAGES}${path}.hex`).messages.map(({ side, octets }) => ({ side, octets }));
  return {
    tls13: of('tls/version-1-3'),
    tls12: of('tls/version-1-2'),
    resumed12: of('tls/version-1-2-resumed'),
    mqtt: of('mqtt/connect-311'),
    ntp: of('ntp/exchange'),
    mdns: of('mdns/cast'),
    ssdpSearch: of('ssdp/search')[0]!.octets,
    ssdpNotify: of('ssdp/notify')[0]!.octets,
    ssdpAnswer: of('ssdp/answer')[0]!.octets,
    dhcp: of('dhcp/exchange'),
    router: of('icmp6/router')[0]!.octets,
    ping: of('icmp/echo'),
  };
}

function makeHost(index: number, random: Random, recorded: Recorded, flights: Map<string, Buffer>): Host {
  const domain =
    index % 4 === 0
      ? KNOWN_SUFFIXES[(index >> 2) % KNOWN_SUFFIXES.length]!
      : `service-${index % 307}.example-${index % 53}.${random.of(['com', 'net', 'io', 'co.uk', 'de'])}`;
  const name = `${random.of(['api', 'www', 'cdn', 'events', 'mqtt', 'time'])}-${index}.${domain}`;
  const alias = random.chance(0.4) ? `edge-${index % 97}.delivery-${index % 11}.example.net` : null;
  const addresses = [
    Buffer.from([random.of([13, 23, 34, 52, 104, 142, 151, 185]), random.below(256), random.below(256), 1 + random.below(254)]),
    random.fill(Buffer.from(`${random.of(['2600', '2606', '2a00', '2a02'])}${'00'.repeat(14)}`, 'hex'), 2),
  ] as const;
  const kinds = ['A', 'AAAA', 'HTTPS'] as const;
  const each = (make: (type: QueryType) => Buffer): Record<QueryType, Buffer> =>
    Object.fromEntries(kinds.map((type) => [type, make(type)])) as Record<QueryType, Buffer>;
  // A post-quantum key share (1,216 octets) makes a quarter of the hellos span two segments, as those of browsers do.
  const more = index % 4 === 1 ? ([[0xfe0e, random.fill(Buffer.alloc(1_216)).toString('hex')]] as const) : [];
  const hello13 = editedHello(recorded.tls13[0]!.octets, name, more);
  const flight12 = flights.get(domain) ?? editedFlight(recorded.tls12[1]!.octets, domain);
  flights.set(domain, flight12);
  return {
    name,
    // 7 and 50 have no common divisor: services are spread over the names.
    service: OFFERS[(index * 7) % OFFERS.length]!,
    addresses,
    queries: each((type) => dnsQuery(name, type)),
    answers: each((type) => dnsAnswer(name, type, type === 'AAAA' ? addresses[1] : addresses[0], alias)),
    hello13,
    hello12: editedHello(recorded.tls12[0]!.octets, name),
    resumed12: editedHello(recorded.resumed12[0]!.octets, name),
    flight12,
    quicInitials: initialsFor(
      index,
      editedHello(recorded.tls13[0]!.octets, name, [[0x39 /* transport parameters */, '04048000ffff']]),
      recorded.tls13[1]!.octets,
    ),
  };
}

/** A client's Initial that carries the hello, with a connection identifier of its own, and the server's that carries its answer. */
function initialsFor(index: number, hello: Buffer, serverHello: Buffer): [Buffer, Buffer] {
  const dcid = `5bec4cf1${index.toString(16).padStart(8, '0')}`;
  const [client, server] = [hello, serverHello].map((record) => cryptoFrame(0, Buffer.concat([record.subarray(5, 9), helloBody(record)])));
  return [
    sealInitial({ keyId: dcid, dcid, scid: 'c1c2c3c4', frames: client!, paddedTo: 1_162 }),
    sealInitial({ keyId: dcid, dcid: 'c1c2c3c4', scid: 'd1d2d3d4d5d6d7d8', side: 'server', frames: server!, paddedTo: 1_162 }),
  ];
}
