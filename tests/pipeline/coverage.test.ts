import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/capture/source.ts';
import type { Coverage } from '../../src/model/snapshot.ts';
import { DestinationList, type Owner } from '../../src/knowledge/destination-list.ts';
import { emptyKnowledge } from '../builders/knowledge.ts';
import { ethernet, hex, ipv4, MAC_A, MAC_B, udp, vxlan, wifi } from '../builders/packet.ts';
import { handshake, originator, playWith, responder } from '../builders/play.ts';
import { RFC_CONNECTION_ID, RFC_CRYPTO_FRAME, sealInitial } from '../builders/quic.ts';
import { aRun, runFrames, sourceOf, type TimedFrame } from '../builders/run.ts';

const START = 1_700_000_000_000_000;

describe('coverage', () => {
  it('tells readable octets from those that nobody could read', async () => {
    const addresses = ['192.168.4.10', '185.199.108.1'] as const;
    const request = 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n';
    const readable = playWith({ addresses, ports: [1_111, 80] }, ...handshake(), originator.sends(request));
    const opaque = playWith(
      { addresses, ports: [2_222, 5_555] },
      ...handshake(),
      originator.sends('\x01\x02\x03\x04\x05\x06\x07'),
      responder.sends('\xff\xfe\xfd'),
    );
    const { coverage } = (await runFrames([...readable, ...opaque])).snapshot;
    expect(coverage).toMatchObject({
      payloadOctets: request.length + 10,
      readableOctets: request.length,
      encryptedOctets: 0,
      opaqueOctets: 10,
    });
  });

  it('does not take for readable what follows STUN', async () => {
    const binding = hex('0001 0000 2112a442 000102030405060708090a0b');
    const frame = (n: number, payload: Buffer): TimedFrame => ({
      octets: ethernet({}, ipv4({ source: '192.168.4.10', destination: '185.199.108.1' }, udp({ destinationPort: 40_002 }, payload))),
      timestamp: START + n,
    });
    const { coverage } = (await runFrames([frame(0, binding), frame(1, Buffer.alloc(100, 0x91))])).snapshot;
    expect(coverage).toMatchObject({ payloadOctets: 120, readableOctets: 0, opaqueOctets: 120 });
  });

  it('counts what flows that still go on have carried, and counts it once', async () => {
    const request = 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n';
    const frames = playWith(
      { addresses: ['192.168.4.10', '185.199.108.1'], ports: [1_111, 80] },
      ...handshake(),
      originator.sends(request),
    );
    const run = aRun();
    const source = sourceOf(frames);
    let during: Coverage | null = null;
    const looked: Source = {
      ...source,
      run: async (onFrame, signal) => {
        const report = await source.run(onFrame, signal);
        during = run.snapshot().coverage;
        during = run.snapshot().coverage;
        return report;
      },
    };
    await run.read(looked, new AbortController().signal);
    const figures = { payloadOctets: request.length, readableOctets: request.length, opaqueOctets: 0 };
    expect(during).toMatchObject(figures);
    expect(run.snapshot().coverage).toMatchObject(figures);
  });

  it('tells what captures tell of themselves once, as one sum', async () => {
    const [first, second] = [playWith({}, ...handshake()), playWith({ ports: [3_333, 80] }, ...handshake())].map(sourceOf);
    const telling = (source: Source, notices: Coverage['limits']): Source => ({
      ...source,
      run: async (onFrame, signal) => ({ ...(await source.run(onFrame, signal)), notices }),
    });
    const run = aRun();
    const signal = new AbortController().signal;
    await run.read(telling(first!, [{ code: 'capture-records-unread', count: 2, incomplete: false }]), signal);
    await run.read(telling(second!, [{ code: 'capture-records-unread', count: 3, incomplete: true }]), signal);
    expect(run.snapshot().coverage.limits).toEqual([{ code: 'capture-records-unread', count: 5, incomplete: true }]);
  });

  it.each([
    ['whose source tells of it', [{ code: 'timestamps-backwards', count: 1, incomplete: false }]],
    ['whose source does not', []],
  ])('counts a clock that was set back once for a capture %s', async (_name, notices) => {
    const frames = playWith({}, ...handshake()).map((frame, index) => ({ ...frame, timestamp: START - Number(index === 2) * 1_000 }));
    const source = sourceOf(frames);
    const run = aRun();
    const told: Source = { ...source, run: async (onFrame, signal) => ({ ...(await source.run(onFrame, signal)), notices }) };
    await run.read(told, new AbortController().signal);
    expect(run.snapshot().coverage.limits).toEqual([{ code: 'timestamps-backwards', count: 1, incomplete: false }]);
  });

  it('always says that other radios were not seen', async () => {
    const { coverage } = (await runFrames([])).snapshot;
    expect(coverage.blindSpots).toEqual([{ code: 'other-radios', count: 0, incomplete: false }]);
    expect(coverage.kernelDrops).toBeNull();
    expect(coverage.limits).toEqual([]);
  });

  it('counts the QUIC packets that were left closed because too many came in one second', async () => {
    const initial = sealInitial({ keyId: RFC_CONNECTION_ID, dcid: RFC_CONNECTION_ID, scid: '', frames: RFC_CRYPTO_FRAME, paddedTo: 1_162 });
    const flood = (count: number, timestamp: number): TimedFrame[] =>
      Array.from({ length: count }, (_, n) => ({
        octets: ethernet({ source: MAC_A, destination: MAC_B }, ipv4({}, udp({ sourcePort: 1_000 + n, destinationPort: 443 }, initial))),
        timestamp,
      }));
    const { coverage } = (await runFrames([...flood(2_003, START), ...flood(1, START + 1_000_000)])).snapshot;
    expect(coverage.limits).toContainEqual({ code: 'quic-too-many', count: 3, incomplete: true });
    expect(coverage.blindSpots).toContainEqual({ code: 'quic-not-decrypted', count: 3, incomplete: false });
  });

  it('counts the hellos that were given up because too many waited for their end', async () => {
    const hello = '\x16\x03\x01\x02\x00\x01\x00\xfc';
    const waiting = Array.from({ length: 4_099 }, (_, n) =>
      playWith({ addresses: ['192.168.4.10', '185.199.108.1'], ports: [1_000 + n, 443] }, ...handshake(), originator.sends(hello)),
    );
    const { coverage } = (await runFrames(waiting.flat())).snapshot;
    expect(coverage.limits).toContainEqual({ code: 'messages-crowded-out', count: 3, incomplete: true });
  });

  it('says that names asked for over an encrypted connection were not seen', async () => {
    const resolver = {
      suffix: 'dns.example',
      owner: 'o',
      roles: ['encrypted-dns'],
      devices: [],
      references: [],
      unreviewed: false,
    } as const;
    const owner: Owner = { id: 'o', name: 'o', kind: 'support', group: 'o', vendors: [] };
    const destinations = new DestinationList([owner], [{ ...resolver, source: 'rules/destinations/o.yaml' }]);
    const to = (name: string, port: number, address: string): TimedFrame[] => {
      const ports = [1_000 + port, port] as const;
      return playWith(
        { addresses: ['192.168.4.10', address], ports },
        ...handshake(),
        originator.sends(`GET / HTTP/1.1\r\nHost: ${name}\r\n\r\n`),
      );
    };
    const frames = [
      ...to('a.example', 853, '185.199.108.1'),
      ...to('dns.example', 443, '185.199.108.2'),
      ...to('a.example', 443, '185.199.108.3'),
      ...to('dns.example', 80, '185.199.108.4'),
      ...to('a.example', 853, '192.168.4.1'),
    ];
    const rules = { rules: [], problems: [], sha256: '', overridden: [] };
    const { coverage } = (await runFrames(frames, { rules, knowledge: { ...emptyKnowledge(), destinations } })).snapshot;
    expect(coverage.blindSpots).toContainEqual({ code: 'encrypted-dns', count: 2, incomplete: false });
  });

  it('counts frames by the layer at which their reading stopped', async () => {
    const frames = [
      { octets: Buffer.from('0102', 'hex'), timestamp: START },
      { octets: ethernet({ source: MAC_A, destination: MAC_B, type: 0x88cc }, Buffer.alloc(20)), timestamp: START },
      { octets: ethernet({ source: MAC_A, destination: MAC_B, type: 0x88cc }, Buffer.alloc(20)), timestamp: START },
      { octets: ethernet({ source: MAC_A, destination: MAC_B }, ipv4({}, udp({}, Buffer.alloc(4)))), timestamp: START },
    ];
    const { coverage } = (await runFrames(frames)).snapshot;
    expect(coverage).toMatchObject({ framesRead: 4, framesDecoded: 1 });
    expect(coverage.notDecoded).toEqual([
      { layer: 'link', reason: 'unsupported', count: 2 },
      { layer: 'link', reason: 'truncated', count: 1 },
    ]);
  });

  it('counts bodies that unpack to far too much', async () => {
    const body = gzipSync(Buffer.alloc(1 << 22)).toString('latin1');
    const head = `POST / HTTP/1.1\r\nHost: a.example\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { coverage } = (await runFrames(playWith({ ports: [1_111, 80] }, ...handshake(), originator.sends(head + body)))).snapshot;
    expect(coverage.limits).toEqual([{ code: 'bodies-unpack-limit', count: 1, incomplete: false }]);
  });

  it('counts gaps of connections that nobody reads any further', async () => {
    const lost = { lost: true };
    const frames = playWith(
      { addresses: ['192.168.4.10', '185.199.108.1'], ports: [2_222, 5_555] },
      ...handshake(),
      originator.sends('\x01\x02\x03\x04\x05\x06\x07'),
      responder.sends('\xff\xfe\xfd'),
      responder.sends(Buffer.alloc(1_000), lost),
      responder.sends('\xfc'),
      originator.fin(),
      responder.fin(),
    );
    const { coverage } = (await runFrames(frames)).snapshot;
    expect(coverage).toMatchObject({ streamGaps: 1, missingOctets: 1_000 });
  });
});

describe('coverage of fragments', () => {
  const datagram = udp({ destinationPort: 9_999 }, Buffer.alloc(40, 0x61));
  const [head, tail] = [datagram.subarray(0, 24), datagram.subarray(24)];
  const part = (octets: Buffer, offset: number, more: boolean): Buffer => ethernet({}, ipv4({ id: 7, offset, more }, octets));
  const at = (octets: Buffer, seconds = 0): TimedFrame => ({ octets, timestamp: START + seconds * 1_000_000 });

  it('says at the end of a capture that datagrams were never whole, and puts none together out of two captures', async () => {
    const run = aRun();
    const signal = new AbortController().signal;
    await run.read(sourceOf([at(part(head, 0, true))]), signal);
    const incomplete = { code: 'fragments-incomplete', count: 1, incomplete: false };
    expect(run.snapshot().coverage.limits).toContainEqual(incomplete);
    await run.read(sourceOf([at(part(tail, 24, false), 1)]), signal);
    expect(run.snapshot().coverage.limits).toContainEqual({ ...incomplete, count: 2 });
  });

  it('counts fragments of 802.11, which are not put together', async () => {
    const frame = wifi({}, Buffer.concat([hex('aaaa03 000000 0800'), ipv4({}, datagram)]));
    frame[22] = 0x01;
    const run = aRun();
    await run.read(sourceOf([at(frame)], 105), new AbortController().signal);
    expect(run.snapshot().coverage).toMatchObject({
      framesRead: 1,
      framesDecoded: 0,
      notDecoded: [{ layer: 'link', reason: 'fragment', count: 1 }],
    });
  });

  it('puts together what is in fragments within a tunnel over UDP', async () => {
    const tunnel = (frame: Buffer): TimedFrame => at(ethernet({}, ipv4({}, udp({ destinationPort: 4_789 }, vxlan(frame)))));
    const { sightings } = await runFrames([tunnel(part(head, 0, true)), tunnel(part(tail, 24, false))]);
    const starts = sightings.filter(({ observation: o }) => o.kind === 'flow.start').map(({ observation: o }) => o.fields['resp_port']);
    expect(starts).toEqual([4_789, 9_999]);
  });

  it('counts what could not be read within a tunnel, or in what was put together', async () => {
    const bad = ipv4({ protocol: 17 }, Buffer.alloc(4));
    const tunnel = at(ethernet({}, ipv4({}, udp({ destinationPort: 4_789 }, vxlan(ethernet({}, bad))))));
    const short = udp({ length: 5 }, Buffer.alloc(24));
    const parts = [at(part(short.subarray(0, 16), 0, true)), at(part(short.subarray(16), 16, false))];
    const { coverage } = (await runFrames([tunnel, ...parts])).snapshot;
    expect(coverage).toMatchObject({
      framesRead: 3,
      framesDecoded: 1,
      notDecoded: [{ layer: 'transport', reason: 'bad-length', count: 2 }],
    });
  });
});
