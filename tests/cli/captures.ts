import * as build from '../builders/packet.ts';
import { buildPcap, type BuiltFrame } from '../builders/pcap.ts';

const DEVICE = '192.168.4.20';
const ROUTER = '192.168.4.1';
const SERVER = '93.184.216.34';
const START = 1_700_000_000_000_000;

const u16 = (...values: number[]): Buffer => Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));

/** Labels of a DNS name (RFC 1035, 3.1), whatever octets they hold. */
export function dnsName(labels: readonly (string | Buffer)[]): Buffer {
  const parts = labels.map((label) => Buffer.from(label as string)).flatMap((label) => [Buffer.from([label.length]), label]);
  return Buffer.concat([...parts, Buffer.from([0])]);
}

const query = (name: Buffer): Buffer => Buffer.concat([u16(7, 0x0100, 1, 0, 0, 0), name, u16(1, 1)]);
const answer = (name: Buffer): Buffer =>
  Buffer.concat([u16(7, 0x8180, 1, 1, 0, 0), name, u16(1, 1), name, u16(1, 1, 0, 60, 4), Buffer.from(SERVER.split('.').map(Number))]);

function frames(octets: readonly Buffer[]): BuiltFrame[] {
  return octets.map((frame, i) => ({ octets: frame, at: START + i * 250_000 }));
}

/** Resolves a name and sends one web request to it, with TCP's beginning and end. */
export function conversation(labels: readonly (string | Buffer)[], request: Buffer): BuiltFrame[] {
  const up = (protocol: number, payload: Buffer, destination = SERVER): Buffer =>
    build.ethernet({}, build.ipv4({ source: DEVICE, destination, protocol }, payload));
  const down = (protocol: number, payload: Buffer, source = SERVER): Buffer =>
    build.ethernet({ source: build.MAC_B, destination: build.MAC_A }, build.ipv4({ source, destination: DEVICE, protocol }, payload));
  const there = { sourcePort: 50_000, destinationPort: 80 };
  const back = { sourcePort: 80, destinationPort: 50_000 };
  const name = dnsName(labels);
  const response = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  const segments: Buffer[] = [];
  for (let at = 0; at < request.length; at += 1_400) {
    segments.push(up(6, build.tcp({ ...there, sequence: 101 + at, acknowledgment: 901 }, request.subarray(at, at + 1_400))));
  }
  return frames([
    up(17, build.udp({ destinationPort: 53 }, query(name)), ROUTER),
    down(17, build.udp({ sourcePort: 53, destinationPort: 40_000 }, answer(name)), ROUTER),
    up(6, build.tcp({ ...there, sequence: 100, flags: 0x02 })),
    down(6, build.tcp({ ...back, sequence: 900, acknowledgment: 101, flags: 0x12 })),
    ...segments,
    down(6, build.tcp({ ...back, sequence: 901, acknowledgment: 101 + request.length }, response)),
  ]);
}

/** A toy that sends a password and a profile in clear. */
export function toyFrames(): BuiltFrame[] {
  const body = 'user=bear&password=hunter22';
  const head =
    'POST /login HTTP/1.1\r\nHost: api.bear.example\r\nUser-Agent: bear/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  return conversation(['api', 'bear', 'example'], Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n${body}`));
}

export const toyCapture = (): Buffer => buildPcap(toyFrames());

/** A device all of whose names try to harm whoever reads about it. */
export function hostileCapture(): Buffer {
  const evil = '\x1b[2J\x1b]0;x\x07\u202egpj.exe\u2028\x9b31m';
  const long = `${evil}${'x'.repeat(10_000)}`;
  const labels = [Buffer.from('\x1b[2Jgone\r\n\0'), Buffer.from('toy\u202egpj'), 'L'.repeat(63), 'example'];
  const head = Buffer.concat([
    Buffer.from(`GET /${'y'.repeat(10_000)} HTTP/1.1\r\nHost: `),
    Buffer.from(`${'h'.repeat(9_000)}\u202e\x1b[2J.example`),
    Buffer.from(`\r\nUser-Agent: ${long.replaceAll('\n', '')}\r\nAuthorization: Basic YTpi\r\n\r\n`),
  ]);
  const hostname = Buffer.from('\x1b[2J\u202eteddy\x07');
  const dhcp = Buffer.concat([
    Buffer.from('010106003903f32600000000', 'hex'),
    Buffer.alloc(16),
    Buffer.from('02000000000a', 'hex'),
    Buffer.alloc(202),
    Buffer.from('63825363350103', 'hex'),
    Buffer.from([12, hostname.length]),
    hostname,
    Buffer.from([255]),
  ]);
  const lease = build.ethernet(
    { destination: 'ff:ff:ff:ff:ff:ff' },
    build.ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }, build.udp({ sourcePort: 68, destinationPort: 67 }, dhcp)),
  );
  return buildPcap([{ octets: lease, at: START - 1_000_000 }, ...conversation(labels, head)]);
}
