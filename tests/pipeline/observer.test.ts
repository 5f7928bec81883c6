import { describe, expect, it } from 'vitest';
import { handshake, originator, playWith, responder } from '../builders/play.ts';
import { arp, ethernet, ipv4, MAC_A, MAC_B, udp } from '../builders/packet.ts';
import { runFrames } from '../builders/run.ts';
import { loadRules } from '../../src/engine/loader.ts';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';

const START = 1_700_000_000_000_000;

describe('Observer', () => {
  it('derives a scan from many questions for neighbours, with the frame that made it one too many', async () => {
    const frames = Array.from({ length: 20 }, (_, i) => ({
      octets: ethernet(
        { source: MAC_A, destination: 'ff:ff:ff:ff:ff:ff', type: 0x0806 },
        arp({ senderMac: MAC_A, sender: '192.168.4.10', target: `192.168.4.${20 + i}` }),
      ),
      timestamp: START + i * 100_000,
    }));
    const { sightings } = await runFrames(frames);
    const scans = sightings.filter(({ observation }) => observation.kind === 'behaviour.scan');
    expect(scans.map(({ observation: o }) => [o.frame, o.fields['method'], o.fields['targets']])).toEqual([[16, 'arp', 16]]);
  });

  it('holds what a neighbour answers against the neighbour, not against who asked', async () => {
    const rules = loadRules([new URL('../../rules', import.meta.url).pathname], vocabulary());
    const usn = 'uuid:2f402f80-da50-11e1-9b23-02000000000b::upnp:rootdevice';
    const search = 'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nST: upnp:rootdevice\r\n\r\n';
    const answer = `HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: ${usn}\r\nLOCATION: http://192.168.4.11/\r\n\r\n`;
    const datagram = (source: string, ports: readonly [number, number], text: string) =>
      ethernet(
        { source: source === '192.168.4.10' ? MAC_A : MAC_B, destination: source === '192.168.4.10' ? MAC_B : MAC_A },
        ipv4(
          { source, destination: source === '192.168.4.10' ? '192.168.4.11' : '192.168.4.10', protocol: 17 },
          udp({ sourcePort: ports[0], destinationPort: ports[1] }, Buffer.from(text)),
        ),
      );
    const frames = [datagram('192.168.4.10', [50_001, 1_900], search), datagram('192.168.4.11', [1_900, 50_001], answer)];
    const { snapshot } = await runFrames(
      frames.map((octets, index) => ({ octets, timestamp: START + index })),
      { rules },
    );
    expect(snapshot.findings.map(({ rule, device }) => [rule.id, device])).toEqual([['identifier-in-ssdp', MAC_B]]);
  });

  it('shows what a flow’s end tells in frames of that flow', async () => {
    const addresses = ['192.168.4.10', '185.199.108.1'] as const;
    const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"email":"zoe@example.org"}';
    const asked = playWith(
      { addresses, ports: [40_000, 80] },
      ...handshake(),
      originator.sends('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n'),
      responder.sends(answer),
    );
    const others = playWith({ addresses, ports: [40_001, 81], start: START + 9_000_000 }, ...handshake(), ...handshake());
    const lone = { octets: ethernet({}, ipv4({ source: addresses[0], destination: addresses[1] }, udp({}))), timestamp: START - 1 };
    const { sightings } = await runFrames([lone, ...asked, ...others]);
    const said = (kind: string) => sightings.filter(({ observation }) => observation.kind === kind).map(({ observation }) => observation);
    expect(said('flow.end').map(({ frame, shown }) => [frame, shown?.frames])).toEqual([
      [12, [1]],
      [12, [2, 6]],
      [12, [7]],
    ]);
    expect(said('flow.end').map(({ shown }) => shown!.at)).toEqual([START - 1, START + 5_000, START + 9_006_000]);
    expect(said('http.response').map(({ shown }) => shown)).toEqual([null]);
    expect(said('http.response_body').map(({ frame, shown }) => [frame, shown?.frames])).toEqual([[12, [2, 6]]]);
  });

  it('stamps what each side says with its own sender', async () => {
    const frames = playWith(
      { addresses: ['192.168.4.10', '185.199.108.1'], ports: [40_000, 80] },
      ...handshake(),
      originator.sends('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n'),
      responder.sends('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
    );
    const { sightings } = await runFrames(frames);
    expect(
      sightings.filter(({ observation: o }) => o.kind.startsWith('http.')).map(({ observation: o }) => [o.kind, o.sender, o.at - START]),
    ).toEqual([
      ['http.request', 0, 4_000],
      ['http.response', 1, 5_000],
    ]);
  });
});
