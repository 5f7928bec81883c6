import { Inventory } from '../../src/inventory/inventory.ts';
import type { FlowView } from '../../src/inventory/flow-view.ts';
import type { FlowFacts, FlowTotals, InventoryOptions } from '../../src/inventory/types.ts';
import { DestinationList } from '../../src/knowledge/destination-list.ts';
import type { DestinationEntry, Owner } from '../../src/knowledge/destination-list.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { REGIONS } from '../../src/knowledge/regions.ts';
import { BUDGET } from '../../src/model/budget.ts';
import type { Direction, Fields, Observation } from '../../src/model/observation.ts';
import type { Sighting } from '../../src/model/sighting.ts';

export const LAMP = '00:11:22:00:00:01';
export const SPEAKER = '00:11:22:00:00:02';
export const ROUTER = '00:11:22:00:00:fe';
export const LAMP_IP = '192.168.1.10';
export const SPEAKER_IP = '192.168.1.11';
export const ROUTER_IP = '192.168.1.1';
export const BROADCAST = 'ff:ff:ff:ff:ff:ff';

const owner = (id: string, kind: Owner['kind'], vendors: readonly string[] = []): Owner => ({ id, name: id, kind, group: id, vendors });
const entry = (suffix: string, of: string, roles: DestinationEntry['roles']): DestinationEntry => ({
  suffix,
  owner: of,
  roles,
  devices: [],
  references: ['test'],
  unreviewed: true,
  source: `rules/destinations/${of}.yaml`,
});

/** A small world: three vendors' MACs, three countries, four owners. */
export const knowledge: Knowledge = {
  vendors: {
    vendorOf: (mac) => (mac === LAMP ? 'Acme Lighting Ltd.' : mac === SPEAKER ? 'Espressif Inc.' : mac === ROUTER ? 'Router Works' : null),
  },
  countries: { countryOf: (octets) => (octets[0] === 5 ? 'FR' : octets[0] === 6 ? 'US' : octets[0] === 0x2a ? 'DE' : null) },
  networks: {
    asOf: (octets) =>
      octets[0] === 9 ? { asn: 13335, organisation: 'Cloudflare' } : octets[0] === 5 ? { asn: 64_500, organisation: 'Hosting FR' } : null,
  },
  destinations: new DestinationList(
    [owner('acme', 'maker', ['Acme']), owner('spy', 'tracker'), owner('host', 'support'), owner('sonar', 'maker', ['Sonos'])],
    [
      entry('acme.example.com', 'acme', ['telemetry']),
      entry('spy.example.net', 'spy', ['ads']),
      entry('host.example.org', 'host', ['cloud-api']),
      entry('sonar.example.com', 'sonar', ['telemetry']),
    ],
  ),
  data: {
    sources: [
      { id: 'country', date: '2026-06-01', label: 'Countries 2026', licence: '', attribution: '', links: [] },
      { id: 'asn', date: '2026-06-01', label: 'Routes 2026', licence: '', attribution: '', links: [] },
    ],
  },
};

/** An inventory with a clock and short-hands. */
export class World {
  readonly inventory: Inventory;
  frame = 0;
  #id = 0;

  constructor(options: Partial<InventoryOptions> = {}) {
    this.inventory = new Inventory({
      knowledge,
      home: [],
      region: REGIONS['EEA+UK']!,
      vendorByMac: new Map(),
      onlyDevices: null,
      budget: BUDGET,
      ...options,
    });
  }

  flow(
    orig: readonly [mac: string | null, address: string],
    resp: readonly [mac: string | null, address: string],
    port = 443,
    proto = 'tcp',
    forwarded: Direction | null = null,
  ): FlowView {
    this.frame += 1;
    const facts: FlowFacts = {
      id: (this.#id += 1),
      proto,
      origAddress: orig[1],
      origPort: 50_000,
      origMac: orig[0],
      respAddress: resp[1],
      respPort: port,
      respMac: resp[0],
      forwarded,
    };
    return this.inventory.flowStarted(facts, this.at, this.frame);
  }

  /** From the lamp to the Internet. */
  out(address: string, port = 443): FlowView {
    return this.flow([LAMP, LAMP_IP], [ROUTER, address], port);
  }

  observation(kind: string, fields: Fields, view: FlowView | null = null, sender: Direction = 0): Observation {
    this.frame += 1;
    return { kind, at: this.at, frame: this.frame, flow: view?.id ?? null, sender: view === null ? null : sender, fields };
  }

  /** Learns, then judges. */
  see(kind: string, fields: Fields, view: FlowView | null = null, sender: Direction = 0): Sighting {
    const observation = this.observation(kind, fields, view, sender);
    this.inventory.observe(observation, view);
    return this.inventory.sighting(observation, view, 0);
  }

  arp(mac: string, address: string, op = 'reply'): Sighting {
    return this.see('arp', { op, sender_mac: mac, sender_addr: address, target_mac: ROUTER, target_addr: ROUTER_IP });
  }

  /** The lamp's resolver answers it. */
  answer(name: string, records: readonly (readonly [type: string, data: string])[], mac = LAMP, address = LAMP_IP): void {
    const view = this.flow([mac, address], [ROUTER, ROUTER_IP], 53, 'udp');
    this.see('dns.query', { over: 'udp', id: 1, name, type: 'A' }, view);
    const answers = records.map(([type, data]) => ({ name, type, ttl: 60, data, section: 'answer' }));
    this.see('dns.answer', { over: 'udp', id: 1, name, type: 'A', rcode: 'NOERROR', answers }, view, 1);
  }

  end(view: FlowView, up: number, down: number, payload = 0, content: FlowTotals['content'] = 'unknown'): void {
    this.inventory.flowEnded(view, { originatorOctets: up, responderOctets: down, packets: 2, last: this.at, payload, content });
  }

  get at(): number {
    return 1_000_000 + this.frame * 1_000;
  }
}
