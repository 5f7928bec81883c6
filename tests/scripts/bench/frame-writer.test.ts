import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FrameWriter, TCP_FLAG, type Endpoint } from '../../../scripts/bench/frame-writer.ts';
import { checksum } from '../../builders/packet.ts';

const A: Endpoint = { mac: Buffer.from('02000000000a', 'hex'), address: Buffer.from([192, 0, 2, 1]), port: 50_000 };
const B: Endpoint = { mac: Buffer.from('02000000000b', 'hex'), address: Buffer.from([192, 0, 2, 2]), port: 53 };
const A6: Endpoint = { ...A, address: Buffer.from('20010db8000000000000000000000001', 'hex') };
const B6: Endpoint = { ...B, address: Buffer.from('20010db8000000000000000000000002', 'hex') };

/** The file that `write` writes. */
function written(write: (writer: FrameWriter) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-test-'));
  try {
    const path = join(folder, 'a.pcap');
    const writer = new FrameWriter(path, 1_700_000_000_123_456);
    write(writer);
    writer.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The octets of the only frame. */
const only = (write: (writer: FrameWriter) => void): Buffer => written(write).subarray(40);

/** Sums to nothing where the checksum inside is right. */
const sums = (frame: Buffer, transport: number, protocol: number): number => {
  const [from, to] = transport === 34 ? [26, 34] : [22, 54];
  const length = frame.length - transport;
  return checksum(frame.subarray(from, to), Buffer.from([0, protocol, length >> 8, length & 0xff]), frame.subarray(transport));
};

describe('FrameWriter', () => {
  it('heads the file and each record', () => {
    const file = written((writer) => writer.frame(Buffer.from('0102030405', 'hex')));
    expect(file.toString('hex', 0, 24)).toBe('d4c3b2a1020004000000000000000000000004000100 0000'.replace(' ', ''));
    expect([24, 28, 32, 36].map((at) => file.readUInt32LE(at))).toEqual([1_700_000_000, 123_456, 5, 5]);
    expect(file.toString('hex', 40)).toBe('0102030405');
  });

  it('builds a datagram over IPv4', () => {
    const frame = only((writer) => writer.udp(A, B, Buffer.from('xabcx'), 1, 4));
    expect(frame.toString('hex', 0, 14)).toBe('02000000000b02000000000a0800');
    expect(frame.readUInt16BE(16)).toBe(31);
    expect(checksum(frame.subarray(14, 34))).toBe(0);
    expect(frame.toString('hex', 34, 40)).toBe('c3500035000b');
    expect(frame.toString('latin1', 42)).toBe('abc');
    expect(sums(frame, 34, 17)).toBe(0);
  });

  it('builds a datagram over IPv6', () => {
    const frame = only((writer) => writer.udp(A6, B6, Buffer.from('abcd')));
    expect(frame.toString('hex', 12, 22)).toBe('86dd60000000000c1140');
    expect(sums(frame, 54, 17)).toBe(0);
  });

  it.each([
    ['IPv4', A, B, 34],
    ['IPv6', A6, B6, 54],
  ] as const)('builds segments over %s', (_name, from, to, at) => {
    const frame = only((writer) => writer.tcp(from, to, -1, 7, TCP_FLAG.ack | TCP_FLAG.push, Buffer.from('hello')));
    expect(frame.toString('hex', at + 4, at + 14)).toBe('ffffffff000000075018');
    expect(frame.toString('latin1', at + 20)).toBe('hello');
    expect(sums(frame, at, 6)).toBe(0);
  });

  it('gives a SYN its options and no acknowledgement', () => {
    const frame = only((writer) => writer.tcp(A, B, 1, 99, TCP_FLAG.syn));
    expect(frame.toString('hex', 42, 48)).toBe('000000008002');
    expect(frame.toString('hex', 54)).toBe('020405780402010103030701');
    expect(sums(frame, 34, 6)).toBe(0);
  });

  it('fills in the checksums of ICMP and ICMPv6', () => {
    const echo = Buffer.from('0800ffff00010002', 'hex');
    expect(checksum(only((writer) => writer.icmp(A, B, echo)).subarray(34))).toBe(0);
    expect(
      sums(
        only((writer) => writer.icmp(A6, B6, echo)),
        54,
        58,
      ),
    ).toBe(0);
  });

  it('asks everybody and answers one in ARP', () => {
    const asked = only((writer) => writer.arp(1, A, B));
    expect(asked.toString('hex', 0, 42)).toBe(
      `${'ff'.repeat(6)}02000000000a08060001080006040001` + '02000000000ac0000201000000000000c0000202',
    );
    expect(asked).toHaveLength(60);
    const answered = only((writer) => writer.arp(2, B, A));
    expect(answered.toString('hex', 0, 6)).toBe('02000000000a');
    expect(answered.toString('hex', 20, 42)).toBe('0002' + '02000000000bc0000202' + '02000000000ac0000201');
  });

  it('counts, and writes more than one block', () => {
    const frame = Buffer.alloc(60_000, 7);
    let counted: readonly number[] = [];
    const file = written((writer) => {
      for (let i = 0; i < 300; i += 1) writer.frame(frame);
      writer.udp(A6, B6, Buffer.alloc(1));
      counted = [writer.frames, writer.octets, writer.ipv6Frames];
    });
    expect(counted).toEqual([301, file.length - 24, 1]);
    expect(file.readUInt32LE(24 + 299 * 60_016 + 8)).toBe(60_000);
  });
});
