import { describe, expect, it } from 'vitest';
import { ethernet, ipv4, MAC_A, MAC_B, udp } from '../builders/packet.ts';
import { handshake, originator, playWith, responder } from '../builders/play.ts';
import { runFrames } from '../builders/run.ts';

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

  it('always says that other radios were not seen', async () => {
    const { coverage } = (await runFrames([])).snapshot;
    expect(coverage.blindSpots).toEqual([{ code: 'other-radios', count: 0, incomplete: false }]);
    expect(coverage.kernelDrops).toBeNull();
    expect(coverage.limits).toEqual([]);
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
});
