import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTraffic, type TrafficFacts } from '../../../scripts/bench/traffic.ts';
import { openCapture } from '../../../src/capture/open-capture.ts';
import { Run } from '../../../src/pipeline/run.ts';
import type { Sighting } from '../../../src/model/sighting.ts';
import { emptyKnowledge } from '../../builders/knowledge.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-test-'));
const path = join(folder, 'home.pcap');
const kinds = new Map<string, number>();
const services = new Set<unknown>();
let facts: TrafficFacts;
let flows = 0;
let faults = 0;
let decoded = 0;
let stopped = 0;

function take({ observation }: Sighting): void {
  kinds.set(observation.kind, (kinds.get(observation.kind) ?? 0) + 1);
  if (observation.kind === 'flow.end') {
    flows += 1;
    services.add(observation.fields['service']);
  }
}

beforeAll(async () => {
  facts = writeTraffic({ path, seed: 1, flows: 3_000, flowsPerSecond: 135 });
  const run = new Run({
    version: '0',
    knowledge: emptyKnowledge(),
    rules: null,
    home: [],
    region: ['FR'],
    vendorByMac: new Map(),
    onlyDevices: null,
    seed: 1,
    sink: take,
    onFault: () => (faults += 1),
  });
  await run.read(openCapture(path), new AbortController().signal);
  const { coverage } = run.snapshot();
  decoded = coverage.framesDecoded;
  stopped = coverage.notDecoded.length;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the traffic of a home', () => {
  it('says truly what it wrote', () => {
    expect(facts.octets + 24).toBe(statSync(path).size);
    expect(decoded).toBe(facts.frames);
    expect(stopped).toBe(0);
  });

  it('begins as many flows as it was asked for', () => {
    expect(facts.flows).toBeGreaterThanOrEqual(3_000);
    // Those of a home's chatter are counted by the round, so that the figures agree only about.
    expect(flows / facts.flows).toBeGreaterThan(0.97);
    expect(flows / facts.flows).toBeLessThan(1.1);
  });

  it('is of the mix that it promises', () => {
    expect(facts.ipv6Frames / facts.frames).toBeGreaterThan(0.3);
    for (const kind of [
      'dns.query',
      'dns.answer',
      'tls.client_hello',
      'tls.certificate',
      'http.request',
      'http.response',
      'quic.initial',
      'mqtt.connect',
      'arp',
      'ntp',
    ]) {
      expect(
        [...kinds.keys()].some((seen) => seen.startsWith(kind)),
        kind,
      ).toBe(true);
    }
    expect([...services]).toEqual(expect.arrayContaining(['dns', 'tls', 'http', 'mqtt', 'quic', 'ntp', 'mdns', 'ssdp', 'dhcp', null]));
    expect(kinds.get('dns.answer')).toBe(kinds.get('dns.query'));
    expect(faults).toBe(0);
  });

  it('is the same for the same plan', () => {
    const again = join(folder, 'again.pcap');
    writeTraffic({ path: again, seed: 1, flows: 3_000, flowsPerSecond: 135 });
    const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(hash(again)).toBe(hash(path));
  });
});
