import mqttPacket, { type Packet } from 'mqtt-packet';
import { u16 } from '../../bytes/read.ts';

export type MqttPacket = Packet;

/** Octets of a PUBLISH behind its topic that may belong to its identifier and properties; the payload is not looked at. */
const PUBLISH_REST_MAX = 1_024;

/** A variable byte integer (MQTT 5, 1.5.5). */
export interface RemainingLength {
  readonly value: number;
  /** Octets that it takes; 0 where it is incomplete or malformed. */
  readonly octets: number;
  readonly malformed: boolean;
}

/** Reused: one length is read at a time. */
const remaining: { -readonly [K in keyof RemainingLength]: RemainingLength[K] } = { value: 0, octets: 0, malformed: false };

/** Reads the remaining length at `at`: up to four octets of seven bits, the lowest first. Gives the same object each time. */
export function lengthOf(buffer: Buffer, at: number, end: number): RemainingLength {
  remaining.value = 0;
  remaining.octets = 0;
  remaining.malformed = false;
  let value = 0;
  for (let i = 0; i < 4; i += 1) {
    if (at + i >= end) return remaining;
    const octet = buffer[at + i]!;
    value |= (octet & 0x7f) << (7 * i);
    if (octet < 0x80) {
      remaining.value = value;
      remaining.octets = i + 1;
      return remaining;
    }
  }
  remaining.malformed = true;
  return remaining;
}

/**
 * How many octets of a PUBLISH of `length` octets must be there to read all but its payload; -1 while that cannot be told.
 * Before level 5 there are no properties, so the topic and the identifier are enough.
 */
export function publishHead(buffer: Buffer, body: number, end: number, length: number, level: number): number {
  if (length < 2) return length;
  if (body + 2 > end) return -1;
  const fixed = 2 + u16(buffer, body) + 2;
  return Math.min(length, level === 5 ? fixed + PUBLISH_REST_MAX : fixed);
}

/**
 * Reads the packet whose first octet is at `at` and whose variable header and payload are `buffer[body, end)`, with mqtt-packet.
 * Null where it is malformed.
 * Without a CONNECT (`level` 0) 3.1.1 is tried before 5.
 */
export function parsePacket(buffer: Buffer, at: number, body: number, end: number, level: number): Packet | null {
  const whole = withLength(buffer[at]!, buffer, body, end);
  if (level !== 0) return parseAs(whole, level);
  return parseAs(whole, 4) ?? parseAs(whole, 5);
}

/** The packet with its length written anew: its end may have been left out. */
function withLength(first: number, buffer: Buffer, body: number, end: number): Buffer {
  let length = end - body;
  const header = [first];
  do {
    header.push((length & 0x7f) | (length > 0x7f ? 0x80 : 0));
    length >>= 7;
  } while (length > 0);
  const whole = Buffer.allocUnsafe(header.length + end - body);
  for (let i = 0; i < header.length; i += 1) whole[i] = header[i]!;
  buffer.copy(whole, header.length, body, end);
  return whole;
}

/** mqtt-packet takes the level from its settings, and puts those of a CONNECT in their place. */
type Parser = ReturnType<typeof mqttPacket.parser> & { settings: { protocolVersion: number } };

/** Reused as long as it reads packets without a flaw: one that has failed may keep something of what it failed at. */
let parser: Parser | null = null;
let parsed: Packet | null = null;
let failed = false;

function newParser(): Parser {
  const made = mqttPacket.parser({ protocolVersion: 4 }) as Parser;
  made.on('packet', (packet) => (parsed = packet));
  made.on('error', () => (failed = true));
  return made;
}

function parseAs(whole: Buffer, level: number): Packet | null {
  const used = (parser ??= newParser());
  used.settings = { protocolVersion: level };
  parsed = null;
  failed = false;
  try {
    used.parse(whole);
  } catch {
    // Some malformed properties make the package read beyond its buffer, which throws: a flaw of the packet like any other.
    failed = true;
  }
  const packet: Packet | null = failed ? null : parsed;
  if (packet === null) parser = null;
  parsed = null;
  return packet;
}
