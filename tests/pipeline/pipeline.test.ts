import { describe, expect, it } from 'vitest';
import { BUDGET } from '../../src/model/budget.ts';
import { arp, ethernet, fragmentHeader, hex, ipv4, ipv6, MAC_A, MAC_B, snap, udp, wifi } from '../builders/packet.ts';
import { handshake, originator, playWith, responder, type Step } from '../builders/play.ts';
import { aRun, runFrames, sourceOf, type TimedFrame } from '../builders/run.ts';

const START = 1_700_000_000_000_000;
const HOME: readonly [string, string] = ['192.168.4.10', '185.199.108.1'];
const http = (...steps: Step[]): TimedFrame[] => playWith({ addresses: HOME, ports: [40_000, 80] }, ...steps);
const REQUEST = 'GET /hello HTTP/1.1\r\nHost: toy.example\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

// An A question for toy.example, and its answer.
const QUESTION = hex('1234 0100 0001 0000 0000 0000 03746f79 076578616d706c65 00 0001 0001');
const ANSWER = hex('1234 8180 0001 0001 0000 0000 03746f79 076578616d706c65 00 0001 0001 c00c 0001 0001 0000003c 0004 b9c76c01');
const datagram = (payload: Buffer, from: 'device' | 'server', at: number): TimedFrame => {
  const device = from === 'device';
  const ports = device ? { sourcePort: 50_000, destinationPort: 53 } : { sourcePort: 53, destinationPort: 50_000 };
  const ends = device ? { source: HOME[0], destination: '192.168.4.1' } : { source: '192.168.4.1', destination: HOME[0] };
  const macs = device ? { source: MAC_A, destination: MAC_B } : { source: MAC_B, destination: MAC_A };
  return { octets: ethernet(macs, ipv4(ends, udp(ports, payload))), timestamp: START + at };
};

const kinds = (sightings: readonly { observation: { kind: string } }[]): string[] => sightings.map(({ observation }) => observation.kind);

describe('Pipeline', () => {
  it('turns frames into observations in order, each with the frame that completed it', async () => {
    const { sightings } = await runFrames(
      http(...handshake(), originator.sends(REQUEST), responder.sends(RESPONSE), originator.fin(), responder.fin()),
    );
    expect(sightings.map(({ observation: o }) => [o.kind, o.frame, o.sender])).toEqual([
      ['flow.start', 1, 0],
      ['http.request', 4, 0],
      ['http.response', 5, 1],
      ['flow.end', 7, null],
      ['capture.end', 7, null],
    ]);
    expect(sightings[1]!.device?.mac).toBe(MAC_A);
    expect(sightings[1]!.destination).toMatchObject({ name: 'toy.example', name_source: 'http-host', scope: 'internet', port: 80 });
  });

  it('takes every packet of an aggregated frame of Wi-Fi, and counts the frame once', async () => {
    const part = (payload: Buffer, ports: { sourcePort: number; destinationPort: number }): Buffer => {
      const body = snap(0x0800, ipv4({ source: HOME[0], destination: '192.168.4.1' }, udp(ports, payload)));
      const octets = ethernet({ source: MAC_A, destination: MAC_B, type: body.length }, body);
      return Buffer.concat([octets, Buffer.alloc(-octets.length & 3)]);
    };
    const parts = [50_000, 50_001].map((sourcePort) => part(QUESTION, { sourcePort, destinationPort: 53 }));
    const octets = wifi({ kind: 0x88, flags: 1, extra: hex('8000') }, Buffer.concat([...parts, Buffer.alloc(28)]));
    const said: string[] = [];
    const run = aRun({ sink: ({ observation }) => void said.push(observation.kind) });
    await run.read(sourceOf([{ octets, timestamp: START }], 105), new AbortController().signal);
    expect(said.filter((kind) => kind === 'dns.query')).toHaveLength(2);
    expect(run.snapshot().coverage).toMatchObject({ framesRead: 1, framesDecoded: 0 });
  });

  it('gives the same observations whatever the segmentation', async () => {
    const whole = await runFrames(http(...handshake(), originator.sends(REQUEST), responder.sends(RESPONSE)));
    const trickle = await runFrames(
      http(...handshake(), ...[...REQUEST].map((c) => originator.sends(c)), ...[...RESPONSE].map((c) => responder.sends(c))),
    );
    const said = (run: typeof whole) =>
      run.sightings.filter(({ observation: o }) => o.kind.startsWith('http.')).map(({ observation: o }) => o.fields);
    expect(said(trickle)).toEqual(said(whole));
  });

  it('reads what follows a tunnel’s answer in the same segment', async () => {
    const { sightings } = await runFrames(
      http(
        ...handshake(),
        originator.sends('CONNECT shell.example:22 HTTP/1.1\r\nHost: shell.example:22\r\n\r\n'),
        responder.sends('HTTP/1.1 200 OK\r\n\r\nSSH-2.0-Example_1.0\r\n'),
        originator.sends('SSH-2.0-Other_2.0\r\n'),
      ),
    );
    const said = sightings.map(({ observation: o }) => [o.kind, o.frame, o.sender]);
    expect(said).toContainEqual(['http.response', 5, 1]);
    expect(said).toContainEqual(['ssh.banner', 5, 1]);
    expect(said).toContainEqual(['ssh.banner', 6, 0]);
  });

  it('notes a segment that came again with other octets, and counts it', async () => {
    const { sightings, snapshot } = await runFrames(
      http(...handshake(), originator.sends(REQUEST), originator.sends(REQUEST.replace('hello', 'admin'), { at: 0 })),
    );
    expect(sightings.filter(({ observation: o }) => o.kind === 'http.request').map(({ observation: o }) => o.fields['target'])).toEqual([
      '/hello',
    ]);
    expect(sightings.find(({ observation: o }) => o.kind === 'flow.end')?.observation.fields['history']).toBe('ShADTI');
    expect(snapshot.coverage.limits).toContainEqual({ code: 'inconsistent-retransmissions', count: 1, incomplete: false });
  });

  it.each([
    ['ICMPv6 in IPv4, which no host reads', ipv4({ protocol: 58 }, hex('8700 0000 00000000 fe800000000000000000000000000001'))],
    ['ICMP in IPv6', ipv6({ protocol: 1 }, hex('0800 0000 0001 0001'))],
  ])('hands %s to nobody', async (_name, packet) => {
    const type = packet[0]! >> 4 === 4 ? 0x0800 : 0x86dd;
    const { sightings } = await runFrames([{ octets: ethernet({ type }, packet), timestamp: START }]);
    expect(kinds(sightings)).toEqual(['anomaly', 'flow.start', 'flow.end', 'capture.end']);
  });

  it('names a destination by the DNS answer that the device had received, and says so', async () => {
    const frames = [
      datagram(QUESTION, 'device', 0),
      datagram(ANSWER, 'server', 1_000),
      ...playWith(
        { addresses: HOME, ports: [40_001, 9_999], start: START + 2_000 },
        ...handshake(),
        originator.sends('\x00\x01\x02\x03 opaque'),
      ),
    ];
    const { snapshot } = await runFrames(frames);
    const destination = snapshot.destinations.find(({ ports }) => ports.includes('tcp/9999'));
    expect(destination).toMatchObject({ name: 'toy.example', nameSource: 'dns', addresses: ['185.199.108.1'] });
  });

  it('counts each octet once, and what was never captured as missing', async () => {
    const { sightings, snapshot } = await runFrames(
      http(
        ...handshake(),
        originator.sends(REQUEST),
        originator.sends(REQUEST, { at: 0 }),
        responder.sends(RESPONSE, { lost: true }),
        responder.sends('more'),
        originator.ack(),
        originator.ack(),
        originator.ack(),
        originator.ack(),
        originator.ack(),
        originator.fin(),
        responder.fin(),
      ),
    );
    const end = sightings.find(({ observation: o }) => o.kind === 'flow.end')!.observation.fields;
    expect(end).toMatchObject({ orig_payload: REQUEST.length, resp_payload: 4, missing_octets: RESPONSE.length, service: 'http' });
    expect(snapshot.coverage).toMatchObject({ streamGaps: 1, missingOctets: RESPONSE.length });
  });

  it('reads datagrams that came in fragments, over IPv4 and IPv6', async () => {
    const payload = udp({ sourcePort: 50_000, destinationPort: 53 }, QUESTION);
    const v4 = [0, 16].map((offset) =>
      ipv4(
        { source: HOME[0], destination: '192.168.4.1', id: 9, offset, more: offset === 0 },
        payload.subarray(offset, offset === 0 ? 16 : undefined),
      ),
    );
    const v6 = [0, 16].map((offset) =>
      ipv6(
        { source: 'fd00::10', destination: 'fd00::1', extensions: [fragmentHeader({ id: 3, offset, more: offset === 0 })] },
        payload.subarray(offset, offset === 0 ? 16 : undefined),
      ),
    );
    const frames = [...v4, ...v6].map((octets, i) => ({
      octets: ethernet({ source: MAC_A, destination: MAC_B }, octets),
      timestamp: START + i,
    }));
    const { sightings } = await runFrames(frames);
    const queries = sightings.filter(({ observation: o }) => o.kind === 'dns.query');
    expect(queries.map(({ observation: o }) => [o.frame, o.fields['name']])).toEqual([
      [2, 'toy.example'],
      [4, 'toy.example'],
    ]);
  });

  it('asks the probes again where a stream was joined in the middle of an answer', async () => {
    const frames = http(responder.sends('x'.repeat(6_000)), originator.sends(REQUEST), responder.sends(RESPONSE));
    const { sightings } = await runFrames(frames);
    expect(kinds(sightings)).toContain('http.request');
  });

  it('ARP belongs to no flow and to the device that says it', async () => {
    const octets = ethernet(
      { source: MAC_A, destination: 'ff:ff:ff:ff:ff:ff', type: 0x0806 },
      arp({ senderMac: MAC_A, sender: '192.168.4.10', target: '192.168.4.1' }),
    );
    const { sightings } = await runFrames([{ octets, timestamp: START }]);
    expect(sightings[0]).toMatchObject({ observation: { kind: 'arp', flow: null, sender: null } });
  });

  it('a malformed packet is an anomaly and the next one is read', async () => {
    const broken = ethernet({ source: MAC_A, destination: MAC_B }, ipv4({ source: HOME[0], destination: HOME[1] }, udp({}, QUESTION)));
    broken[14] = 0x41;
    const { sightings, snapshot } = await runFrames([{ octets: broken, timestamp: START }, datagram(QUESTION, 'device', 10)]);
    expect(kinds(sightings)).toEqual(['anomaly', 'flow.start', 'dns.query', 'flow.end', 'capture.end']);
    expect(snapshot.coverage).toMatchObject({ framesRead: 2, framesDecoded: 1 });
    expect(snapshot.coverage.notDecoded).toEqual([{ layer: 'network', reason: 'bad-length', count: 1 }]);
  });

  it('the seed of the tables changes nothing', async () => {
    const frames = [
      datagram(QUESTION, 'device', 0),
      datagram(ANSWER, 'server', 1_000),
      ...http(...handshake(), originator.sends(REQUEST), responder.sends(RESPONSE)),
    ];
    const [one, two] = await Promise.all([runFrames(frames, { seed: 1 }), runFrames(frames, { seed: 0x7fffffff })]);
    expect(two).toEqual(one);
  });

  it('tells senders without an address apart by their MAC', async () => {
    const discover = (mac: string, at: number): TimedFrame => ({
      octets: ethernet(
        { source: mac, destination: 'ff:ff:ff:ff:ff:ff' },
        ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }, udp({ sourcePort: 68, destinationPort: 67 }, hex('01'))),
      ),
      timestamp: START + at,
    });
    const { sightings, snapshot } = await runFrames([discover(MAC_A, 0), discover('02:00:00:00:00:0c', 1), discover(MAC_A, 2)]);
    const starts = sightings.filter(({ observation }) => observation.kind === 'flow.start');
    expect(starts.map(({ device }) => device?.mac)).toEqual([MAC_A, '02:00:00:00:00:0c']);
    expect(snapshot.devices.map(({ mac, packets }) => [mac, packets])).toEqual([
      [MAC_A, 2],
      ['02:00:00:00:00:0c', 1],
    ]);
  });

  it('says when flows had to be dropped, and keeps the totals', async () => {
    const frames = Array.from({ length: 40 }, (_, i) =>
      playWith({ addresses: HOME, ports: [1_024 + i, 443], start: START + i }, originator.syn()),
    ).flat();
    const { snapshot } = await runFrames(frames, { budget: { ...BUDGET, flowsMax: 8 } });
    expect(snapshot.coverage.limits).toContainEqual({ code: 'flows-evicted-unanswered', count: 32, incomplete: true });
    expect(snapshot.coverage.framesRead).toBe(40);
  });
});
