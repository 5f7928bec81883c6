import { describe, expect, it } from 'vitest';
import { handshake, originator, playWith, responder } from '../builders/play.ts';
import { arp, ethernet, MAC_A } from '../builders/packet.ts';
import { runFrames } from '../builders/run.ts';

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
