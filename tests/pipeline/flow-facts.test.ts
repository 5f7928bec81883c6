import { describe, expect, it } from 'vitest';
import { flowFacts, protocolName } from '../../src/pipeline/flow-facts.ts';
import { ethernet, icmp, ipv4, MAC_A, MAC_B } from '../builders/packet.ts';
import { handshake, originator, playWith } from '../builders/play.ts';
import { runFrames } from '../builders/run.ts';

describe('flow facts', () => {
  it.each([
    [6, 'tcp'],
    [17, 'udp'],
    [1, 'icmp'],
    [58, 'icmp6'],
    [2, 'igmp'],
    [132, 'sctp'],
    [89, 'ip-89'],
  ])('protocol %i is %s', (number, name) => {
    expect(protocolName(number)).toBe(name);
  });

  it('tells a flow with its figures', async () => {
    const frames = playWith(
      { addresses: ['192.168.4.10', '185.199.108.1'], ports: [40_000, 9_000] },
      ...handshake(),
      originator.sends('abc'),
      originator.rst(),
    );
    const { sightings } = await runFrames(frames);
    const { fields } = sightings.find(({ observation }) => observation.kind === 'flow.end')!.observation;
    expect(fields).toEqual({
      proto: 'tcp',
      orig_addr: '192.168.4.10',
      orig_port: 40_000,
      resp_addr: '185.199.108.1',
      resp_port: 9_000,
      orig_mac: MAC_A,
      resp_mac: MAC_B,
      community_id: expect.stringMatching(/^1:[A-Za-z0-9+/]{27}=$/) as string,
      first: 1_700_000_000.001,
      last: 1_700_000_000.005,
      orig_packets: 4,
      resp_packets: 1,
      orig_octets: 163,
      resp_octets: 40,
      orig_payload: 3,
      resp_payload: 0,
      service: null,
      history: 'ShADR',
      missing_octets: 0,
      end: 'closed',
    });
  });

  it('a protocol without ports has none', async () => {
    const octets = ethernet({ source: MAC_A, destination: MAC_B }, ipv4({ protocol: 1 }, icmp(8, 0)));
    const { sightings } = await runFrames([{ octets, timestamp: 1_700_000_000_000_000 }]);
    expect(sightings[0]!.observation.fields).toMatchObject({ proto: 'icmp', orig_port: null, resp_port: null });
  });

  it('gives the inventory the same endpoints', () => {
    const start = {
      proto: 'icmp',
      orig_addr: 'a',
      orig_port: null,
      resp_addr: 'b',
      resp_port: null,
      orig_mac: null,
      resp_mac: 'm',
      community_id: null,
    };
    expect(flowFacts(5, start, 1)).toEqual({
      id: 5,
      proto: 'icmp',
      origAddress: 'a',
      origPort: 0,
      origMac: null,
      respAddress: 'b',
      respPort: 0,
      respMac: 'm',
      forwarded: 1,
    });
  });
});
