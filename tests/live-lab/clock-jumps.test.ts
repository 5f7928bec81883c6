import { describe, expect, it } from 'vitest';
import { dnsAnswer, dnsQuery } from '../../scripts/bench/dns-message.ts';
import { FrameWriter, TCP_FLAG, type Endpoint } from '../../scripts/bench/frame-writer.ts';
import { Desk } from '../cli/drive.ts';

const desk = new Desk();
const START = 1_750_000_000_000_000;
const HOUR = 3_600_000_000;
const MAC = Buffer.from('02000000000a', 'hex');
const GATEWAY = Buffer.from('02000000000b', 'hex');
const { syn: SYN, ack: ACK, fin: FIN } = TCP_FLAG;

/** Four visits of a device, each at its moment (microseconds after the first): a name asked for, a page fetched in cleartext. */
function capture(name: string, moments: readonly number[]): string {
  const path = desk.path(name);
  const writer = new FrameWriter(path, START);
  moments.forEach((moment, visit) => {
    writer.at = START + moment;
    const client: Endpoint = { mac: MAC, address: Buffer.from([192, 168, 9, 10]), port: 40_000 + visit };
    const resolver: Endpoint = { mac: GATEWAY, address: Buffer.from([192, 168, 9, 1]), port: 53 };
    const server: Endpoint = { mac: GATEWAY, address: Buffer.from([23, 23, 23, visit + 1]), port: 80 };
    const host = `host-${visit}.example.net`;
    const request = Buffer.from(`GET /setup HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Basic bWU6c2VjcmV0\r\n\r\n`);
    const frames: (() => void)[] = [
      () => writer.udp(client, resolver, dnsQuery(host, 'A')),
      () => writer.udp(resolver, client, dnsAnswer(host, 'A', server.address, null)),
      () => writer.tcp(client, server, 0, 0, SYN),
      () => writer.tcp(server, client, 0, 1, SYN | ACK),
      () => writer.tcp(client, server, 1, 1, ACK, request),
      () => writer.tcp(server, client, 1, 1 + request.length, FIN | ACK),
      () => writer.tcp(client, server, 1 + request.length, 2, FIN | ACK),
    ];
    for (const send of frames) {
      send();
      writer.at += 1_000;
    }
  });
  writer.close();
  return path;
}

interface Result {
  readonly coverage: { readonly frames_read: number; readonly limits: readonly { readonly code: string; readonly count: number }[] };
  readonly findings: readonly { readonly id: string; readonly count: number }[];
  readonly devices: readonly object[];
  readonly destinations: readonly { readonly name: string; readonly octets_up: number; readonly octets_down: number }[];
}

/** What a session sees of it that gets it at once through standard input. */
function watched(path: string): Result {
  const { stdout, status } = desk.shell(`cat '${path}' | $M watch - --headless --no-store --format json`);
  expect([0, 5]).toContain(status);
  return JSON.parse(stdout) as Result;
}

describe('a clock that jumps during a session', () => {
  const steady = watched(capture('steady.pcap', [0, 1e6, 2e6, 3e6]));

  it.each([
    ['is set back by an hour', [0, 1e6, 2e6 - HOUR, 3e6 - HOUR], { 'clock-set-back': 1 }],
    ['leaps two hours ahead', [0, 1e6, 2e6 + 2 * HOUR, 3e6 + 2 * HOUR], { 'clock-leapt': 1 }],
    // As on a computer without a battery for it: 1970, until a time server has answered.
    ['begins in 1970 and is then put right', [-START, 1e6 - START, 2e6, 3e6], { 'clock-leapt': 1 }],
    ['jumps there and back', [0, 1e6 + HOUR, 2e6, 3e6], { 'clock-leapt': 1, 'clock-set-back': 1 }],
  ])('%s: said, and no frame, destination or finding is lost', (name, moments, jumps) => {
    const { coverage, findings, devices, destinations } = watched(capture(`${name.replaceAll(' ', '-')}.pcap`, moments));
    const said = coverage.limits.filter(({ code }) => code.startsWith('clock-'));
    expect(Object.fromEntries(said.map(({ code, count }) => [code, count]))).toEqual(jumps);
    expect(coverage.frames_read).toBe(28);
    expect(findings.length).toBeGreaterThan(0);
    const idOf = ({ id, count }: Result['findings'][number]): string => `${id} ${count}`;
    expect(findings.map(idOf).sort()).toEqual(steady.findings.map(idOf).sort());
    expect(devices).toHaveLength(steady.devices.length);
    const carried = ({ name: to, octets_up, octets_down }: Result['destinations'][number]): string => `${to} ${octets_up} ${octets_down}`;
    expect(destinations.map(carried)).toEqual(steady.destinations.map(carried));
  });

  it('says nothing of a clock that goes on', () => {
    expect(steady.coverage.limits.filter(({ code }) => code.startsWith('clock-'))).toEqual([]);
  });
});
