import { decode } from '../../src/packet/decode.ts';
import { Packet } from '../../src/packet/packet.ts';
import { TCP_FLAG } from '../../src/packet/tcp.ts';
import { ethernet, ipv4, ipv6, MAC_A, MAC_B, tcp } from './packet.ts';

/** One TCP packet of a conversation: what differs from the expected next one is said in `options`. */
export interface Step {
  readonly side: 0 | 1;
  readonly flags: number;
  readonly payload: Buffer;
  readonly options: StepOptions;
}

export interface StepOptions {
  /** The capture does not hold this frame; both sides go on as if it had arrived. */
  readonly lost?: boolean;
  /** Offset in the sender's stream, where it is not the next: a retransmission, or an early segment. Does not move the stream on. */
  readonly at?: number;
  /** Acknowledges the other side's stream up to this offset, where it is not all of it. */
  readonly acknowledges?: number;
  readonly window?: number;
  /** Seconds after the packet before; 0.001 where it is left out. */
  readonly after?: number;
  /** Captured octets of the frame, where it was snapped. */
  readonly snapped?: number;
}

export interface PlaySettings {
  readonly addresses?: readonly [string, string];
  readonly ports?: readonly [number, number];
  /** Initial sequence numbers. */
  readonly initial?: readonly [number, number];
  /** Microseconds of the first packet. */
  readonly start?: number;
}

export interface PlayedFrame {
  /** An Ethernet frame. */
  readonly octets: Buffer;
  readonly timestamp: number;
  readonly side: 0 | 1;
}

const NOTHING = Buffer.alloc(0);
const { fin, syn, rst, psh, ack } = TCP_FLAG;

function party(side: 0 | 1) {
  const step = (flags: number, payload: Buffer, options: StepOptions): Step => ({ side, flags, payload, options });
  return {
    syn: (options: StepOptions = {}) => step(syn, NOTHING, options),
    synAck: (options: StepOptions = {}) => step(syn | ack, NOTHING, options),
    ack: (options: StepOptions = {}) => step(ack, NOTHING, options),
    sends: (payload: string | Buffer, options: StepOptions = {}) => step(ack | psh, Buffer.from(payload as string, 'latin1'), options),
    /** A SYN that carries payload (RFC 7413). */
    opensWith: (payload: string, options: StepOptions = {}) => step(syn, Buffer.from(payload, 'latin1'), options),
    fin: (payload = '', options: StepOptions = {}) => step(fin | ack, Buffer.from(payload, 'latin1'), options),
    rst: (options: StepOptions = {}) => step(rst | ack, NOTHING, options),
  };
}

/** The side that opens the connection. */
export const originator = party(0);
/** The side that it is opened to. */
export const responder = party(1);

/** The three packets that open a connection. */
export const handshake = (): Step[] => [originator.syn(), responder.synAck(), originator.ack()];

/** The frames of a TCP conversation, with sequence and acknowledgment numbers as the two sides would have them. */
export function play(...steps: Step[]): PlayedFrame[] {
  return playWith({}, ...steps);
}

/** `play` between other endpoints, from other sequence numbers, at another time. */
export function playWith(settings: PlaySettings, ...steps: Step[]): PlayedFrame[] {
  const {
    addresses = ['192.0.2.1', '198.51.100.2'],
    ports = [40_000, 443],
    initial = [1_000, 5_000],
    start = 1_700_000_000_000_000,
  } = settings;
  const sent = [0, 0];
  const finished = [0, 0];
  const frames: PlayedFrame[] = [];
  let timestamp = start;
  for (const { side, flags, payload, options } of steps) {
    const other = (1 - side) as 0 | 1;
    timestamp += Math.round((options.after ?? 0.001) * 1e6);
    const offset = options.at ?? sent[side]!;
    const segment = tcp(
      {
        sourcePort: ports[side],
        destinationPort: ports[other],
        sequence: (initial[side] + ((flags & syn) !== 0 ? 0 : 1 + offset)) >>> 0,
        acknowledgment: (flags & ack) === 0 ? 0 : (initial[other] + 1 + (options.acknowledges ?? sent[other]! + finished[other]!)) >>> 0,
        flags,
        ...(options.window === undefined ? {} : { window: options.window }),
      },
      payload,
    );
    if (options.at === undefined) sent[side]! += payload.length;
    if ((flags & fin) !== 0) finished[side] = 1;
    if (options.lost === true) continue;
    const ip = addresses[0].includes(':') ? ipv6 : ipv4;
    const packet = ip({ source: addresses[side], destination: addresses[other], protocol: 6 }, segment);
    const macs = side === 0 ? { source: MAC_A, destination: MAC_B } : { source: MAC_B, destination: MAC_A };
    frames.push({ octets: ethernet(macs, packet).subarray(0, options.snapped), timestamp, side });
  }
  return frames;
}

const packet = new Packet();

/** Decodes an Ethernet frame into a reused packet. */
export function decoded(octets: Buffer): Packet {
  decode(packet, octets, 0, octets.length, 1);
  return packet;
}
