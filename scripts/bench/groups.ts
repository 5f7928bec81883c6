import { http, lookup, Opaque, tls12, tls13, type Scene, type Visit } from './conversations.ts';
import { FrameWriter, TCP_FLAG, type Endpoint } from './frame-writer.ts';
import { hostFor, makeHome } from './home.ts';
import { Random } from './random.ts';
import { Scheduler, type Steps } from './scheduler.ts';

const START = 1_750_000_000_000_000;
const SEGMENT = 1_400;
const ACK = TCP_FLAG.ack;

/** Traffic of one kind only, to see what that kind costs. */
export interface Group {
  readonly name: string;
  /** Frames to write, and how many of them lead up to what is measured: compiled code and known names make the difference. */
  readonly frames: number;
  readonly leadIn: number;
  write(path: string, frames: number): void;
}

/** The groups, in the order in which they are shown. */
export const GROUPS: readonly Group[] = [
  {
    name: 'arp',
    frames: 200_000,
    leadIn: 100_000,
    write: (path, frames) =>
      alone(path, ({ writer, random, home }) => {
        while (writer.frames < frames) {
          const asks = random.of(home.devices).at(0);
          const answers = random.of(home.devices).at(0);
          writer.arp(1, asks, answers);
          writer.arp(2, answers, asks);
          writer.at += 1_000;
        }
      }),
  },
  {
    name: 'dns',
    frames: 120_000,
    leadIn: 80_000,
    write: (path, frames) => visits(path, frames, (scene, visit) => lookup(scene, visit, 'A')),
  },
  {
    name: 'tls sessions',
    frames: 300_000,
    leadIn: 150_000,
    write: (path, frames) =>
      visits(path, frames, (scene, visit) => (scene.random.chance(0.5) ? tls13(scene, visit, 6) : tls12(scene, visit, 6))),
  },
  {
    name: 'http sessions',
    frames: 300_000,
    leadIn: 150_000,
    write: (path, frames) => visits(path, frames, (scene, visit) => http(scene, visit, 2, null)),
  },
  { name: 'opaque bulk, in order', frames: 400_000, leadIn: 100_000, write: (path, frames) => bulk(path, frames, 'in-order') },
  { name: 'opaque bulk, out of order', frames: 400_000, leadIn: 100_000, write: (path, frames) => bulk(path, frames, 'out-of-order') },
  { name: 'http body, in order', frames: 300_000, leadIn: 100_000, write: (path, frames) => bulk(path, frames, 'http-body') },
  { name: 'malformed', frames: 150_000, leadIn: 100_000, write: malformed },
];

function sceneAt(path: string): Scene {
  const random = new Random(7);
  return { writer: new FrameWriter(path, START), random, home: makeHome(random), opaque: new Opaque(random) };
}

function alone(path: string, write: (scene: Scene) => void): void {
  const scene = sceneAt(path);
  write(scene);
  scene.writer.close();
}

/** One visit after the other, 2 ms apart. */
function visits(path: string, frames: number, talk: (scene: Scene, visit: Visit) => Steps): void {
  const scene = sceneAt(path);
  const { writer, random, home } = scene;
  const scheduler = new Scheduler();
  function* begin(): Steps {
    while (writer.frames < frames) {
      const device = random.of(home.devices);
      scheduler.start(writer.at, talk(scene, { device, host: hostFor(home, device, random), family: random.chance(0.4) ? 1 : 0 }));
      yield 2_000;
    }
  }
  scheduler.start(START, begin());
  scheduler.run((at) => (writer.at = at));
  writer.close();
}

/** Four downloads side by side: handshakes, then segments, an acknowledgement after every second one. */
function bulk(path: string, frames: number, manner: 'in-order' | 'out-of-order' | 'http-body'): void {
  alone(path, ({ writer, random, home, opaque }) => {
    const flows = [0, 1, 2, 3].map((i) => {
      const client: Endpoint = home.devices[i]!.at(0);
      const server: Endpoint = { mac: home.gateway, address: home.hosts[i]!.addresses[0], port: manner === 'http-body' ? 80 : 9_000 };
      writer.tcp(client, server, 0, 0, TCP_FLAG.syn);
      writer.tcp(server, client, 0, 1, TCP_FLAG.syn | ACK);
      writer.tcp(client, server, 1, 1, ACK);
      const [request, head] =
        manner === 'http-body' ? [REQUEST, RESPONSE] : [random.fill(Buffer.alloc(100, 1)), random.fill(Buffer.alloc(100, 1))];
      writer.tcp(client, server, 1, 1, ACK, request);
      writer.tcp(server, client, 1, 1 + request.length, ACK, head);
      return { client, server, asked: 1 + request.length, next: 1 + head.length };
    });
    for (let i = 0; writer.frames < frames; i += 1) {
      const flow = flows[i % 4]!;
      const at = (i * SEGMENT) % (opaque.body.length - 2 * SEGMENT);
      const first = manner === 'out-of-order' ? 1 : 0;
      for (const which of [first, 1 - first]) {
        const start = at + which * SEGMENT;
        writer.tcp(flow.server, flow.client, flow.next + which * SEGMENT, flow.asked, ACK, opaque.body, start, start + SEGMENT);
      }
      flow.next += 2 * SEGMENT;
      writer.tcp(flow.client, flow.server, flow.asked, flow.next, ACK);
      writer.at += 50;
    }
  });
}

const REQUEST = Buffer.from('GET /firmware.bin HTTP/1.1\r\nHost: updates.example.net\r\n\r\n');
const RESPONSE = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 2000000000\r\n\r\n');

/** Frames of TLS, DNS and HTTP sessions, each with a few octets changed, some cut short. */
function malformed(path: string, frames: number): void {
  const scene = sceneAt(path);
  const { random, home } = scene;
  const broken = new BrokenWriter(path, START, random);
  const within: Scene = { ...scene, writer: broken };
  scene.writer.close();
  const scheduler = new Scheduler();
  function* begin(): Steps {
    while (broken.frames < frames) {
      const device = random.of(home.devices);
      const visit: Visit = { device, host: hostFor(home, device, random), family: random.chance(0.4) ? 1 : 0 };
      const talk = random.of([tls12, tls13]);
      scheduler.start(
        broken.at,
        random.chance(0.5) ? lookup(within, visit, 'A') : random.chance(0.5) ? talk(within, visit, 4) : http(within, visit, 1, null),
      );
      yield 2_000;
    }
  }
  scheduler.start(START, begin());
  scheduler.run((at) => (broken.at = at));
  broken.close();
}

/** Damages a third of the payloads that it is given. */
class BrokenWriter extends FrameWriter {
  readonly #random: Random;

  constructor(path: string, at: number, random: Random) {
    super(path, at);
    this.#random = random;
  }

  override udp(from: Endpoint, to: Endpoint, payload: Buffer, start = 0, end = payload.length): void {
    const octets = this.#damaged(payload, start, end);
    super.udp(from, to, octets, 0, octets.length);
  }

  override tcp(
    from: Endpoint,
    to: Endpoint,
    sequence: number,
    acknowledged: number,
    flags: number,
    payload?: Buffer,
    start = 0,
    end = payload?.length,
  ): void {
    if (payload === undefined || end === undefined) super.tcp(from, to, sequence, acknowledged, flags);
    else {
      const octets = this.#damaged(payload, start, end);
      super.tcp(from, to, sequence, acknowledged, flags, octets, 0, octets.length);
    }
  }

  #damaged(payload: Buffer, start: number, end: number): Buffer {
    const copy = Buffer.from(payload.subarray(start, end));
    if (copy.length === 0 || !this.#random.chance(0.33)) return copy;
    for (let i = 0; i < 3; i += 1) copy[this.#random.below(Math.min(copy.length, 120))] = this.#random.below(256);
    return this.#random.chance(0.3) ? copy.subarray(0, this.#random.below(copy.length)) : copy;
  }
}
