import { dnsQuery } from '../bench/dns-message.ts';
import { FrameWriter, TCP_FLAG, type Endpoint } from '../bench/frame-writer.ts';
import { Random } from '../bench/random.ts';
import { collidingKeys } from './colliding-keys.ts';
import { oneRequest } from './one-request.ts';

const START = 1_750_000_000_000_000;
const SEGMENT = 1_400;
const GATEWAY = Buffer.from([0, 0, 0x5e, 0, 0x53, 1]);
const DEVICE: Endpoint = { mac: Buffer.from([0, 0, 0x5e, 0, 0x53, 0x10]), address: Buffer.from([192, 168, 50, 10]), port: 40_000 };
const FINDINGS_AMONG = 20;
const { syn: SYN, ack: ACK } = TCP_FLAG;

const ipv4 = (value: number): Buffer => Buffer.from([value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
const outside = (address: Buffer, port: number): Endpoint => ({ mac: GATEWAY, address, port });

/** SYNs of as many flows, from addresses and ports that differ, and twenty ordinary requests in cleartext among them. */
export function synFlood(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const random = new Random(11);
  const each = Math.floor(count / FINDINGS_AMONG);
  for (let i = 0; i < count; i += 1) {
    writer.tcp(outside(ipv4(0x0b000000 + (random.word() >>> 8)), 1_024 + (i % 60_000)), { ...DEVICE, port: 80 }, random.word(), 0, SYN);
    writer.at += 20;
    if (i % each === each - 1) request(writer, i);
  }
  writer.close();
}

/** A whole connection with one request, to a host of its own. */
function request(writer: FrameWriter, index: number): void {
  const client = { ...DEVICE, port: 50_000 + (index % 10_000) };
  const server = outside(ipv4(0x17171700 + (index % 251)), 80);
  oneRequest(writer, client, server, `host-${index}.example.net`, `/setup?i=${index}`);
}

/** Queries for names of which none comes twice. */
export function nameFlood(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const resolver = outside(Buffer.from([192, 168, 50, 1]), 53);
  for (let i = 0; i < count; i += 1) {
    const query = dnsQuery(`${i.toString(36).padStart(8, '0')}.${(i * 7_919).toString(36)}.flood.example.net`, 'A');
    query.writeUInt16BE(i & 0xffff, 0);
    writer.udp({ ...DEVICE, port: 1_024 + (i % 60_000) }, resolver, query);
    writer.at += 40;
  }
  writer.close();
}

/** One flow, of which every second segment is missing. */
export function holeFlood(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const server = outside(Buffer.from([23, 23, 23, 23]), 80);
  const octets = new Random(12).fill(Buffer.alloc(SEGMENT));
  writer.tcp(DEVICE, server, 0, 0, SYN);
  writer.tcp(server, DEVICE, 0, 1, SYN | ACK);
  writer.tcp(DEVICE, server, 1, 1, ACK);
  writer.tcp(DEVICE, server, 1, 1, ACK, Buffer.from('GET /large HTTP/1.1\r\nHost: holes.example.net\r\n\r\n'));
  for (let i = 0; i < count; i += 1) {
    writer.tcp(server, DEVICE, 1 + (2 * i + 1) * SEGMENT, 1, ACK, octets);
    writer.at += 100;
  }
  writer.close();
}

/** Questions of ARP, each from a MAC of its own. */
export function macFlood(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const asked: Endpoint = { mac: GATEWAY, address: Buffer.from([192, 168, 50, 1]), port: 0 };
  const mac = Buffer.from([0x02, 0, 0, 0, 0, 0]);
  for (let i = 0; i < count; i += 1) {
    mac.writeUInt32BE(i, 2);
    writer.arp(1, { mac, address: ipv4(0xc0a80000 + (i & 0xffff)), port: 0 }, asked);
    writer.at += 50;
  }
  writer.close();
}

/** First fragments whose datagrams never become whole (RFC 791). */
export function fragmentFlood(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const frame = Buffer.alloc(14 + 20 + 64);
  DEVICE.mac.copy(frame, 0);
  GATEWAY.copy(frame, 6);
  frame.writeUInt16BE(0x0800, 12);
  frame.writeUInt16BE(0x4500, 14);
  frame.writeUInt16BE(84, 16);
  frame.writeUInt16BE(0x2000 /* more fragments */, 20);
  frame[22] = 64;
  frame[23] = 17;
  DEVICE.address.copy(frame, 30);
  for (let i = 0; i < count; i += 1) {
    frame.writeUInt16BE(i & 0xffff, 18);
    frame.writeUInt32BE(0x0b000000 + (i >>> 4), 26);
    writer.frame(frame);
    writer.at += 20;
  }
  writer.close();
}

/** Datagrams to as many addresses, which as numbers collide in a table that is not seeded; or to others, to compare. */
export function keyFlood(path: string, count: number, crafted: boolean): void {
  const writer = new FrameWriter(path, START);
  const random = new Random(13);
  const keys = crafted ? collidingKeys(count) : Array.from({ length: count }, () => random.word());
  const payload = Buffer.from('0000000000000000', 'hex');
  for (const key of keys) {
    writer.udp(DEVICE, outside(ipv4(key), 9_000), payload);
    writer.at += 100;
  }
  writer.close();
}
