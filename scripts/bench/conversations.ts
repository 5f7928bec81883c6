import type { QueryType } from './dns-message.ts';
import type { Endpoint, FrameWriter } from './frame-writer.ts';
import type { Device, Home, Host } from './home.ts';
import type { Random } from './random.ts';
import type { Steps } from './scheduler.ts';
import { TcpConversation, type Ending } from './tcp-conversation.ts';

/** Where to write, by whom. */
export interface Scene {
  readonly writer: FrameWriter;
  readonly random: Random;
  readonly home: Home;
  readonly opaque: Opaque;
}

/** A device that turns to a host, over IPv4 (0) or IPv6 (1). */
export interface Visit {
  readonly device: Device;
  readonly host: Host;
  readonly family: 0 | 1;
}

const RANDOM_AT = 11;
const POOL = 4 << 20;

/** Octets that nobody can read, ready-made: encrypted records of TLS, short-header packets of QUIC, blocks of video. */
export class Opaque {
  readonly records: readonly Buffer[];
  readonly packets: readonly Buffer[];
  readonly video: readonly Buffer[];
  /** Whole records of 16 kB in a row. */
  readonly bulk: Buffer;
  readonly body: Buffer;

  constructor(random: Random) {
    const pool = random.fill(Buffer.alloc(POOL));
    const piece = (length: number): Buffer => Buffer.from(pool.subarray(random.below(POOL - length)).subarray(0, length));
    const sealed = (length: number): Buffer => Buffer.concat([Buffer.from([23, 3, 3, length >> 8, length & 0xff]), piece(length)]);
    this.records = Array.from({ length: 256 }, () => sealed(random.chance(0.85) ? 40 + random.below(400) : 1_000 + random.below(3_000)));
    this.packets = Array.from({ length: 128 }, () =>
      marked(piece(random.chance(0.75) ? 30 + random.below(120) : 1_200 + random.below(50)), 0x40),
    );
    this.video = Array.from({ length: 64 }, () => marked(piece(500 + random.below(400)), 0x11));
    this.bulk = Buffer.concat(Array.from({ length: 120 }, () => sealed(16_384)));
    this.body = piece(2_000_000);
  }
}

/** A first octet that says what the rest is. */
function marked(octets: Buffer, first: number): Buffer {
  octets[0] = first;
  return octets;
}

/** An exchange with the resolver: one flow. */
export function* lookup({ writer, random, home }: Scene, { device, host, family }: Visit, type: QueryType): Steps {
  const asks = device.at(family);
  const answers: Endpoint = { mac: home.gateway, address: family === 0 ? RESOLVER_V4 : RESOLVER_V6, port: 53 };
  const identification = random.below(0x10000);
  const [query, answer] = [host.queries[type], host.answers[type]];
  query.writeUInt16BE(identification, 0);
  writer.udp(asks, answers, query);
  yield 2_000 + random.below(30_000);
  answer.writeUInt16BE(identification, 0);
  writer.udp(answers, asks, answer);
}

/** TLS 1.3, a quarter of them with a hello of two segments. */
export function* tls13(scene: Scene, visit: Visit, records: number): Steps {
  const { random, home } = scene;
  const tcp = connection(scene, visit, random.chance(0.9) ? 443 : 8443);
  yield* tcp.open();
  yield* tcp.send(0, fresh(random, visit.host.hello13));
  yield* tcp.send(1, fresh(random, home.recorded.tls13[1]!.octets));
  yield* tcp.send(0, home.recorded.tls13[2]!.octets);
  yield* sealedTalk(scene, tcp, records);
  yield* tcp.close(ending(random));
}

/** TLS 1.2 with certificates, or resumed. */
export function* tls12(scene: Scene, visit: Visit, records: number): Steps {
  const { random, home } = scene;
  const tcp = connection(scene, visit, 443);
  const resumed = random.chance(0.33);
  yield* tcp.open();
  yield* tcp.send(0, fresh(random, resumed ? visit.host.resumed12 : visit.host.hello12));
  const rest = resumed ? home.recorded.resumed12 : home.recorded.tls12;
  yield* tcp.send(1, fresh(random, resumed ? rest[1]!.octets : visit.host.flight12));
  for (const { side, octets } of rest.slice(2)) yield* tcp.send(side, octets);
  yield* sealedTalk(scene, tcp, records);
  yield* tcp.close(ending(random));
}

/** A download of about `octets` through TLS 1.3. */
export function* sealedDownload(scene: Scene, visit: Visit, octets: number): Steps {
  const { random, home, opaque } = scene;
  const tcp = connection(scene, visit, 443);
  yield* tcp.open();
  yield* tcp.send(0, fresh(random, visit.host.hello13));
  yield* tcp.send(1, fresh(random, home.recorded.tls13[1]!.octets));
  yield* tcp.send(0, home.recorded.tls13[2]!.octets);
  yield* tcp.send(0, random.of(opaque.records));
  for (let left = octets; left > 0; left -= opaque.bulk.length)
    yield* tcp.send(1, left < opaque.bulk.length ? opaque.bulk.subarray(0, left) : opaque.bulk);
  yield* tcp.close(ending(random));
}

/** HTTP requests one after the other on one connection, or one large download. */
export function* http(scene: Scene, visit: Visit, requests: number, bodyLength: number | null): Steps {
  const { random, opaque } = scene;
  const tcp = connection(scene, visit, 80);
  yield* tcp.open();
  for (let i = 0; i < requests; i += 1) {
    const isPost = random.chance(0.2);
    const sent = isPost
      ? JSON.stringify({ serial: `SN-${random.word()}`, state: 'on', uptime: random.word(), readings: [1, 2, 3, 4] })
      : '';
    yield* tcp.send(0, Buffer.from(requestHead(visit.host.name, isPost, sent.length, random) + sent, 'latin1'));
    const length = bodyLength ?? 200 + random.below(8_000);
    yield* tcp.send(1, Buffer.from(responseHead(length, random), 'latin1'));
    yield* tcp.send(1, opaque.body.subarray(0, length));
    yield 50_000 + random.below(500_000);
  }
  yield* tcp.close(ending(random));
}

function requestHead(host: string, isPost: boolean, length: number, random: Random): string {
  const target = isPost ? '/v1/events' : `/assets/${random.below(10_000)}/status.json?device=${random.below(1_000)}`;
  const body = isPost ? `Content-Type: application/json\r\nContent-Length: ${length}\r\n` : '';
  const head = `${isPost ? 'POST' : 'GET'} ${target} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: HomeThing/2.${random.below(9)} (Linux; armv7l)\r\n`;
  return `${head}Accept: */*\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n${body}\r\n`;
}

function responseHead(length: number, random: Random): string {
  const type = random.of(['application/json', 'image/jpeg', 'application/octet-stream', 'text/html; charset=utf-8']);
  return `HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nCache-Control: max-age=60\r\nConnection: keep-alive\r\n\r\n`;
}

/** A session of MQTT: connects, subscribes, publishes, stays for a while. */
export function* mqtt(scene: Scene, visit: Visit): Steps {
  const { random, home } = scene;
  const tcp = connection(scene, visit, 1883);
  const talk = home.recorded.mqtt;
  yield* tcp.open();
  for (const { side, octets } of talk.slice(0, 4)) yield* tcp.send(side, octets);
  for (let i = 4 + random.below(12); i > 0; i -= 1) {
    yield 5_000_000 + random.below(10_000_000);
    yield* tcp.send(0, talk[4]!.octets);
    yield* tcp.send(1, talk[5]!.octets);
  }
  yield* tcp.close(ending(random));
}

/** QUIC: the two Initials, then what nobody can read. */
export function* quic(scene: Scene, visit: Visit, packets: number): Steps {
  const { writer, random, opaque } = scene;
  const [asks, answers] = ends(scene, visit, 443);
  writer.udp(asks, answers, visit.host.quicInitials[0]);
  yield 15_000 + random.below(20_000);
  writer.udp(answers, asks, visit.host.quicInitials[1]);
  for (let i = 0; i < packets; i += 1) {
    yield 200 + random.below(3_000);
    if (random.chance(0.6)) writer.udp(answers, asks, random.of(opaque.packets));
    else writer.udp(asks, answers, random.of(opaque.packets));
  }
}

/** A video call or a camera's picture: datagrams without a header that says what they are. */
export function* video(scene: Scene, visit: Visit, datagrams: number): Steps {
  const { writer, random, opaque } = scene;
  const [camera, viewer] = ends(scene, visit, 40_000 + random.below(1_000));
  for (let i = 0; i < datagrams; i += 1) {
    if (random.chance(0.9)) writer.udp(camera, viewer, random.of(opaque.video));
    else writer.udp(viewer, camera, random.of(opaque.video), 0, 60);
    yield 3_000 + random.below(9_000);
  }
}

export function* ntp(scene: Scene, visit: Visit): Steps {
  const { writer, random, home } = scene;
  const [asks, answers] = ends(scene, visit, 123);
  writer.udp(asks, answers, home.recorded.ntp[0]!.octets);
  yield 10_000 + random.below(30_000);
  writer.udp(answers, asks, home.recorded.ntp[1]!.octets);
}

/** A connection that nobody answers. */
export function* unanswered(scene: Scene, visit: Visit): Steps {
  const [asks, answers] = ends(scene, visit, 8_000 + scene.random.below(1_000));
  const sequence = scene.random.word();
  for (const wait of [1_000_000, 2_000_000, 4_000_000]) {
    scene.writer.tcp(asks, answers, sequence, 0, 0x02);
    yield wait;
  }
}

const RESOLVER_V4 = Buffer.from([192, 168, 50, 1]);
const RESOLVER_V6 = Buffer.from('20010db8000700000000000000000001', 'hex');

function ends({ home }: Scene, { device, host, family }: Visit, port: number): [Endpoint, Endpoint] {
  return [device.at(family), { mac: home.gateway, address: host.addresses[family], port }];
}

function connection(scene: Scene, visit: Visit, port: number): TcpConversation {
  const [asks, answers] = ends(scene, visit, port);
  return new TcpConversation(scene.writer, scene.random, asks, answers, 8_000 + scene.random.below(60_000));
}

function ending(random: Random): Ending {
  const drawn = random.fraction();
  return drawn < 0.7 ? 'fin' : drawn < 0.85 ? 'reset' : 'left-open';
}

/** Puts another random into a hello; the octets are copied when they are sent, so that one buffer serves all. */
function fresh(random: Random, hello: Buffer): Buffer {
  random.fill(hello, RANDOM_AT, RANDOM_AT + 32);
  return hello;
}

function* sealedTalk({ random, opaque }: Scene, tcp: TcpConversation, records: number): Steps {
  for (let i = 0; i < records; i += 1) {
    yield random.below(400_000);
    yield* tcp.send(random.chance(0.35) ? 0 : 1, random.of(opaque.records));
  }
}
