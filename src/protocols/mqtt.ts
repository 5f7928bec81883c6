import type { Chunk, Side } from '../bytes/chunk.ts';
import { u16 } from '../bytes/read.ts';
import { dissector, ENOUGH, type Emit, type Ports, type Session, type Verdict } from './dissector.ts';
import { lengthOf, parsePacket, publishHead, type MqttPacket } from './mqtt/packet.ts';
import { plainConnect, plainFilters } from './mqtt/plain.ts';
import { Publish } from './mqtt/publish.ts';

// MQTT 3.1, 3.1.1 and 5.0 (OASIS), over TCP without TLS.

/** Longer control packets other than PUBLISH are passed over unread. */
const PACKET_READ_MAX = 64 << 10;
const TOPICS_MAX = 256;
const TOPIC_LENGTH_MAX = 65_535;
/** Topic aliases remembered for one direction (MQTT 5, 3.3.2.3.4). */
const ALIASES_MAX = 256;
/** Characters of the topics that they stand for, together. */
const ALIASED_LENGTH_MAX = 4_096;
/** Packets of a direction that made no sense before it is given up. */
const MALFORMED_MAX = 4;
const PORTS = [1883, 1884] as const;

const TYPE = { connect: 1, connack: 2, publish: 3, subscribe: 8, unsubscribe: 10, disconnect: 14, auth: 15 } as const;

const observes = {
  'mqtt.connect': {
    protocol_level: 'number',
    client_id: 'string',
    has_username: 'boolean',
    has_password: 'boolean',
    keep_alive: 'number',
    clean: 'boolean',
    will_topic: 'string?',
    authentication_method: 'string?',
  },
  'mqtt.connack': { return_code: 'number', session_present: 'boolean' },
  'mqtt.publish': { topic: 'string', qos: 'number', retain: 'boolean', length: 'number' },
  /** UNSUBSCRIBE as well: it names the same filters, and may be all that a capture holds of them. */
  'mqtt.subscribe': { topics: 'strings', unsubscribe: 'boolean' },
} as const;
type Observes = typeof observes;

/** MQTT by its CONNECT on any port; a stream that was joined midway by the shape of its packets, on the registered port only. */
export const mqtt = dissector({
  name: 'mqtt',
  over: 'tcp',
  ports: PORTS,
  content: 'structured-binary',
  observes,
  probe,
  open: (emit) => new MqttSession(emit),
});

/** `MQTT` level 4 or 5, `MQIsdp` level 3: MQTT 3.1.1, 3.1.2. The fixed header before it takes two to five octets. */
function probe(chunk: Chunk, ports: Ports): Verdict {
  const { buffer, start, end } = chunk;
  const registered = PORTS.some((port) => port === ports[0] || port === ports[1]);
  if (buffer[start] !== TYPE.connect << 4) {
    if (!registered) return 'not-mine';
    // What starts in the middle of a packet says nothing: the other side's next packet will tell.
    return probeMidway(buffer, start, end) === 'mine' ? 'mine' : 'unsure';
  }
  if (end - start < 2) return 'unsure';
  const length = lengthOf(buffer, start + 1, end);
  if (length.octets === 0) return length.malformed ? 'not-mine' : 'unsure';
  const at = start + 1 + length.octets;
  if (length.value < 10) return 'not-mine';
  const name = buffer.latin1Slice(at, Math.min(end, at + 8));
  if (name.startsWith('\x00\x04MQTT') || name === '\x00\x06MQIsdp') return 'mine';
  return '\x00\x04MQTT'.startsWith(name) || '\x00\x06MQIsdp'.startsWith(name) ? 'unsure' : 'not-mine';
}

/** A capture that began after CONNECT: the first packet must be whole in itself and be followed by the start of another, or by nothing. */
function probeMidway(buffer: Buffer, start: number, end: number): Verdict {
  if (!hasValidFlags(buffer[start]!)) return 'not-mine';
  const length = lengthOf(buffer, start + 1, end);
  if (length.octets === 0) return length.malformed ? 'not-mine' : 'unsure';
  const at = start + 1 + length.octets;
  const next = at + length.value;
  if (next > end) return 'unsure';
  if (next < end && !hasValidFlags(buffer[next]!)) return 'not-mine';
  const type = buffer[start]! >> 4;
  if (type === TYPE.publish)
    return length.value >= 3 && u16(buffer, at) + 2 <= length.value && isTopic(buffer, at + 2, u16(buffer, at)) ? 'mine' : 'not-mine';
  if (type === 12 || type === 13 || type === TYPE.disconnect) return length.value === 0 ? 'mine' : 'not-mine';
  return length.value >= 2 ? 'mine' : 'not-mine';
}

function isTopic(buffer: Buffer, at: number, length: number): boolean {
  for (let i = at; i < at + length; i += 1) if (buffer[i]! < 0x20) return false;
  return true;
}

/** MQTT 3.1.1, 2.2.2: the reserved flags of each type; PUBLISH has any but QoS 3. */
function hasValidFlags(octet: number): boolean {
  const type = octet >> 4;
  const flags = octet & 0x0f;
  if (type === 0) return false;
  if (type === TYPE.publish) return (flags & 0x06) !== 0x06;
  return flags === (type === 6 || type === TYPE.subscribe || type === TYPE.unsubscribe ? 2 : 0);
}

/** One direction. */
class Half {
  /** Octets of a packet that are passed over. */
  skipping = 0;
  malformed = 0;
  lost = false;
  /** Topics by alias; null before the first. */
  aliases: Map<number, string> | null = null;
  aliasedLength = 0;
}

/** Reused: one packet is read at a time. */
const publish = new Publish();

class MqttSession implements Session {
  readonly #emit: Emit<Observes>;
  readonly #halves: readonly [Half, Half] = [new Half(), new Half()];
  /** 0 while no CONNECT was seen. */
  #level = 0;

  constructor(emit: Emit<Observes>) {
    this.#emit = emit;
  }

  data(chunk: Chunk): number {
    const half = this.#halves[chunk.sender];
    const { buffer, start, end } = chunk;
    let at = start;
    if (half.lost && !this.#found(half, buffer, at, end)) return end - start;
    while (at < end) {
      if (half.malformed > MALFORMED_MAX) return ENOUGH;
      const skipped = Math.min(half.skipping, end - at);
      half.skipping -= skipped;
      at += skipped;
      if (at === end) break;
      const taken = this.#packet(half, buffer, at, end);
      if (taken === 0) break;
      at += taken;
    }
    return at - start;
  }

  gap(sender: Side, length: number): void {
    const half = this.#halves[sender];
    if (length > 0 && length <= half.skipping) half.skipping -= length;
    else {
      half.skipping = 0;
      half.lost = true;
    }
  }

  /** After a gap a segment that begins like a packet is taken for one. */
  #found(half: Half, buffer: Buffer, at: number, end: number): boolean {
    if (probeMidway(buffer, at, end) !== 'mine') return false;
    half.lost = false;
    return true;
  }

  /** Reads the packet at `at`; returns the octets to consume, 0 where more are needed. */
  #packet(half: Half, buffer: Buffer, at: number, end: number): number {
    const { value: length, octets, malformed } = lengthOf(buffer, at + 1, end);
    const type = buffer[at]! >> 4;
    if (malformed || !hasValidFlags(buffer[at]!)) {
      half.malformed += 1;
      half.lost = true;
      return end - at;
    }
    if (octets === 0) return 0;
    const body = at + 1 + octets;
    const total = body + length - at;
    const read = type === TYPE.publish ? publishHead(buffer, body, end, length, this.#level) : length;
    if (read > PACKET_READ_MAX || !isRead(type)) return this.#pass(half, total, end - at);
    if (read < 0 || body + read > end) return 0;
    if (!this.#common(half, buffer, at, body, body + read, length)) {
      const packet = parsePacket(buffer, at, body, body + read, this.#level);
      if (packet === null) half.malformed += 1;
      else this.#observe(half, packet, length - read);
    }
    return this.#pass(half, total, end - at);
  }

  /** Reads the packets that streams are made of, as long as nothing about them is unusual; false for all others. */
  #common(half: Half, buffer: Buffer, at: number, body: number, end: number, length: number): boolean {
    const first = buffer[at]!;
    if (first === TYPE.connack << 4) {
      if (this.#level === 5 || length !== 2 || buffer[body]! > 1) return false;
      this.#emit('mqtt.connack', { return_code: buffer[body + 1]!, session_present: buffer[body] === 1 });
      return true;
    }
    if (first === TYPE.connect << 4) {
      const connect = plainConnect(buffer, body, end);
      if (connect === null) return false;
      this.#level = connect.protocol_level;
      this.#emit('mqtt.connect', connect);
      return true;
    }
    if (first >> 4 === TYPE.subscribe && this.#level !== 5) {
      const topics = plainFilters(buffer, body, end, TOPICS_MAX);
      if (topics !== null) this.#emit('mqtt.subscribe', { topics, unsubscribe: false });
      return topics !== null;
    }
    if (first >> 4 !== TYPE.publish) return false;
    const qos = (first >> 1) & 3;
    const outcome = publish.read(buffer, body, end, qos, this.#level);
    if (outcome === 'unread') return false;
    if (outcome === 'malformed') half.malformed += 1;
    else {
      const topic = resolved(half, publish.topic, publish.alias);
      this.#emit('mqtt.publish', { topic, qos, retain: (first & 1) === 1, length: publish.payload + body + length - end });
    }
    return true;
  }

  #pass(half: Half, total: number, available: number): number {
    const taken = Math.min(total, available);
    half.skipping = total - taken;
    return taken;
  }

  #observe(half: Half, packet: MqttPacket, unread: number): void {
    switch (packet.cmd) {
      case 'connect': {
        this.#level = packet.protocolVersion ?? 4;
        this.#emit('mqtt.connect', {
          protocol_level: this.#level,
          client_id: cut(packet.clientId),
          has_username: packet.username !== undefined,
          has_password: (packet.password?.length ?? 0) > 0,
          keep_alive: packet.keepalive ?? 0,
          clean: packet.clean ?? false,
          will_topic: packet.will === undefined ? null : cut(packet.will.topic),
          authentication_method: packet.properties?.authenticationMethod === undefined ? null : cut(packet.properties.authenticationMethod),
        });
        break;
      }
      case 'connack':
        this.#emit('mqtt.connack', { return_code: packet.returnCode ?? packet.reasonCode ?? 0, session_present: packet.sessionPresent });
        break;
      case 'publish':
        this.#emit('mqtt.publish', {
          topic: resolved(half, packet.topic, packet.properties?.topicAlias ?? -1),
          qos: packet.qos,
          retain: packet.retain,
          length: packet.payload.length + unread,
        });
        break;
      case 'subscribe':
        this.#emit('mqtt.subscribe', {
          topics: packet.subscriptions.slice(0, TOPICS_MAX).map(({ topic }) => cut(topic)),
          unsubscribe: false,
        });
        break;
      case 'unsubscribe':
        this.#emit('mqtt.subscribe', { topics: packet.unsubscriptions.slice(0, TOPICS_MAX).map(cut), unsubscribe: true });
        break;
      default:
    }
  }
}

function isRead(type: number): boolean {
  return type === TYPE.connect || type === TYPE.connack || type === TYPE.publish || type === TYPE.subscribe || type === TYPE.unsubscribe;
}

const cut = (text: string): string => (text.length > TOPIC_LENGTH_MAX ? text.slice(0, TOPIC_LENGTH_MAX) : text);

/** MQTT 5, 3.3.2.3.4: an alias stands for the topic that it was last sent with in this direction; -1 is none. */
function resolved(half: Half, topic: string, alias: number): string {
  if (alias === -1) return cut(topic);
  if (topic === '') return half.aliases?.get(alias) ?? '';
  const aliases = (half.aliases ??= new Map<number, string>());
  half.aliasedLength -= aliases.get(alias)?.length ?? 0;
  aliases.delete(alias);
  if (aliases.size < ALIASES_MAX && half.aliasedLength + topic.length <= ALIASED_LENGTH_MAX) {
    aliases.set(alias, topic);
    half.aliasedLength += topic.length;
  }
  return cut(topic);
}
