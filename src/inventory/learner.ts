import type { Claim } from '../model/device.ts';
import type { Fields, Observation, RecordValue } from '../model/observation.ts';
import { isGroup } from '../knowledge/vendors.ts';
import type { AddressBook } from './address-book.ts';
import { BoundedSet } from './bounded-set.ts';
import type { DeviceEntry, Subject } from './device-entry.ts';
import type { Devices } from './devices.ts';
import type { FlowView } from './flow-view.ts';
import { categoryOfService, suggestionsOf, suggestionsOfService } from './hints.ts';
import type { Names } from './names.ts';

const RESOLVERS_MAX = 16;
const HINT_CONFIDENCE = 0.5;

type Learn = (observation: Observation, view: FlowView | null) => void;

/**
 * Learns from observations: which addresses and routers are of the home, which names lead to which addresses,
 * and what devices say of themselves. Each claim names the field that it comes from.
 */
export class Learner {
  readonly #addresses: AddressBook;
  readonly #devices: Devices;
  readonly #names: Names;
  /** Resolvers handed out to everybody on the link (RDNSS, RFC 8106). */
  readonly networkResolvers = new BoundedSet(RESOLVERS_MAX);
  readonly #byKind: Readonly<Record<string, Learn>>;

  constructor(addresses: AddressBook, devices: Devices, names: Names) {
    this.#addresses = addresses;
    this.#devices = devices;
    this.#names = names;
    this.#byKind = {
      arp: (o) => this.#arp(o),
      'icmp6.neighbor': (o, view) => this.#neighbor(o, view),
      'icmp6.router_advertisement': (o, view) => this.#routerAdvertisement(o, view),
      'dhcp.message': (o) => this.#dhcp(o),
      'dhcpv6.message': (o) => this.#dhcpv6(o),
      'dns.query': (o, view) => this.#dnsQuery(o, view),
      'dns.answer': (o, view) => this.#dnsAnswer(o, view),
      'nbns.message': (o, view) => this.#nbns(o, view),
      'ssdp.message': (o, view) => this.#ssdp(o, view),
      'http.request': (o, view) => this.#sentBy(o, view, 'user_agent', 'http.user_agent'),
      'http.response': (o, view) => this.#sentBy(o, view, 'server', 'http.server'),
      'rtsp.response': (o, view) => this.#sentBy(o, view, 'server', 'rtsp.server'),
    };
  }

  /** Takes one observation; kinds that teach nothing cost one look-up. */
  observe(observation: Observation, view: FlowView | null): void {
    this.#byKind[observation.kind]?.(observation, view);
  }

  #arp({ fields, at }: Observation): void {
    this.#bind(text(fields, 'sender_mac'), text(fields, 'sender_addr'), at);
    if (fields['op'] === 'reply') this.#bind(text(fields, 'target_mac'), text(fields, 'target_addr'), at);
  }

  /** An advertisement binds its target; a solicitation the address that it comes from (RFC 4861, 4.3 and 4.4). */
  #neighbor({ fields, at, sender }: Observation, view: FlowView | null): void {
    const mac = text(fields, 'lladdr');
    if (fields['op'] === 'advertisement') this.#bind(mac ?? macOf(view, sender), text(fields, 'target'), at);
    else if (view !== null) this.#bind(mac, addressOf(view, sender), at);
  }

  /** A lifetime of 0 means "no default router" (RFC 4861, 4.2): hubs announce the networks of their radios that way. */
  #routerAdvertisement({ fields, at, sender }: Observation, view: FlowView | null): void {
    const mac = text(fields, 'lladdr') ?? macOf(view, sender);
    const device = mac === null ? null : this.#devices.at(mac, null, at);
    if (device !== null && typeof fields['router_lifetime'] === 'number' && fields['router_lifetime'] > 0)
      this.#devices.markGateway(device);
    for (const prefix of records(fields, 'prefixes')) {
      const usable = prefix['on_link'] === true || prefix['autonomous'] === true;
      const known = typeof prefix['prefix'] === 'string' && typeof prefix['length'] === 'number';
      // Shorter than /32 would make half the Internet the home.
      if (
        usable &&
        known &&
        (prefix['length'] as number) >= 32 &&
        this.#addresses.addPrefix(prefix['prefix'] as string, prefix['length'] as number)
      )
        this.#devices.generation += 1;
    }
    for (const resolver of texts(fields, 'rdnss')) this.networkResolvers.add(resolver);
  }

  #dhcp(observation: Observation): void {
    const { fields, at } = observation;
    const device = this.#deviceOf(text(fields, 'client_mac'), at);
    const type = fields['type'];
    const fromServer = type === 'OFFER' || type === 'ACK';
    if (fromServer) for (const router of texts(fields, 'routers')) this.#devices.routerAt(this.#addresses.of(router));
    if (device === null) return;
    if (type === 'ACK') {
      this.#bind(device.id, text(fields, 'offered_addr') ?? text(fields, 'client_addr'), at);
      this.#handOut(device, texts(fields, 'dns_servers'));
    }
    if (fromServer || type === 'NAK') return;
    this.#say(device, observation, 'hostname', text(fields, 'hostname') ?? text(fields, 'fqdn'), 'dhcp.hostname', 0.9);
    this.#hint(device, observation, text(fields, 'hostname'), 'dhcp.hostname');
    this.#hint(device, observation, text(fields, 'vendor_class'), 'dhcp.vendor_class');
  }

  #dhcpv6(observation: Observation): void {
    const { fields, at } = observation;
    const device = this.#deviceOf(text(fields, 'client_mac'), at);
    if (device === null) return;
    if (String(fields['type']).toLowerCase() === 'reply') {
      for (const address of texts(fields, 'addresses')) this.#bind(device.id, address, at);
      this.#handOut(device, texts(fields, 'dns_servers'));
      return;
    }
    this.#say(device, observation, 'hostname', text(fields, 'fqdn'), 'dhcpv6.fqdn', 0.85);
    this.#hint(device, observation, text(fields, 'vendor_class'), 'dhcpv6.vendor_class');
  }

  #dnsQuery({ fields, sender }: Observation, view: FlowView | null): void {
    const device = view?.device ?? null;
    if (device === null || sender !== view?.side || isLocalDns(fields)) return;
    device.dnsSeen = true;
  }

  #dnsAnswer(observation: Observation, view: FlowView | null): void {
    const { fields, sender } = observation;
    if (view === null) return;
    if (isLocalDns(fields)) return this.#localAnswer(observation, view);
    // The answer to who asked, whatever resolver gave it; answers that a device gives to others teach nothing of it.
    const asker = sender === view.side ? view.other : view.device;
    if (asker === null) return;
    asker.dnsSeen = true;
    const asked = text(fields, 'name');
    if (asked !== null) this.#names.learn(asker, asked, records(fields, 'answers'));
  }

  /** Multicast DNS and LLMNR: what a device says of its own name and services (RFC 6762, RFC 6763, RFC 4795). */
  #localAnswer(observation: Observation, view: FlowView): void {
    const device = this.#senderOf(observation, view);
    if (device === null) return;
    const over = String(observation.fields['over']);
    for (const record of records(observation.fields, 'answers')) {
      const name = String(record['name']);
      const data = String(record['data']);
      if (record['type'] === 'A' || record['type'] === 'AAAA') {
        const own = data === addressOf(view, observation.sender) || device.addresses.has(data);
        if (own) this.#say(device, observation, 'hostname', withoutLocal(name), `${over}.${record['type'].toLowerCase()}`, 0.8);
      } else if (record['type'] === 'SRV') {
        this.#suggest(device, observation, 'category', categoryOfService(name), `${over}.srv`);
      } else if (record['type'] === 'TXT') {
        for (const { subject, value, key } of suggestionsOfService(name, data))
          this.#suggest(device, observation, subject, value, `${over}.txt.${key}`);
      }
    }
  }

  #nbns(observation: Observation, view: FlowView | null): void {
    const { fields } = observation;
    const device = this.#senderOf(observation, view);
    if (device === null || fields['op'] !== 'registration' || fields['suffix'] !== '00') return;
    this.#say(device, observation, 'hostname', text(fields, 'name'), 'nbns.name', 0.6);
  }

  #ssdp(observation: Observation, view: FlowView | null): void {
    const device = this.#senderOf(observation, view);
    if (device === null) return;
    const { fields } = observation;
    if (fields['method'] !== 'M-SEARCH') this.#hint(device, observation, text(fields, 'server'), 'ssdp.server');
    else this.#hint(device, observation, text(fields, 'user_agent'), 'ssdp.user_agent');
    this.#say(device, observation, 'hostname', text(fields, 'friendly_name'), 'ssdp.friendly_name', 0.6);
  }

  #sentBy(observation: Observation, view: FlowView | null, field: string, source: string): void {
    const device = this.#senderOf(observation, view);
    if (device !== null) this.#hint(device, observation, text(observation.fields, field), source);
  }

  #senderOf({ sender }: Observation, view: FlowView | null): DeviceEntry | null {
    if (view === null) return null;
    return sender === view.side ? view.device : view.other;
  }

  #deviceOf(mac: string | null, at: number): DeviceEntry | null {
    return mac === null ? null : this.#devices.at(mac, null, at);
  }

  #bind(mac: string | null, address: string | null, at: number): void {
    if (mac === null || address === null || isGroup(mac)) return;
    const device = this.#devices.at(mac, null, at);
    if (device !== null) this.#devices.bind(this.#addresses.of(address), device, true);
  }

  #handOut(device: DeviceEntry, resolvers: readonly string[]): void {
    for (const resolver of resolvers) if (device.resolvers.add(resolver)) device.version += 1;
  }

  #say(device: DeviceEntry, { at, frame }: Observation, subject: Subject, value: string | null, source: string, confidence: number): void {
    if (value === null || value === '') return;
    const claim: Claim = { value, source, confidence, at, frame };
    this.#devices.claim(device, subject, claim);
  }

  #suggest(device: DeviceEntry, observation: Observation, subject: Subject, value: string | null, source: string): void {
    this.#say(device, observation, subject, value, source, subject === 'model' ? 0.8 : 0.6);
  }

  #hint(device: DeviceEntry, observation: Observation, said: string | null, source: string): void {
    if (said === null || !device.heard(said)) return;
    for (const { subject, value } of suggestionsOf(said)) this.#say(device, observation, subject, value, source, HINT_CONFIDENCE);
  }
}

/** MAC of whichever end sent what was observed: an answer comes from the responder. */
const macOf = (view: FlowView | null, sender: Observation['sender']): string | null =>
  view === null ? null : sender === 1 ? view.respMac : view.origMac;

/** Address of whichever end sent what was observed. */
const addressOf = (view: FlowView, sender: Observation['sender']): string => (sender === 1 ? view.resp : view.orig).text;

const isLocalDns = (fields: Fields): boolean => fields['over'] === 'mdns' || fields['over'] === 'llmnr';

function withoutLocal(name: string): string {
  return name.endsWith('.local') ? name.slice(0, -6) : name;
}

function text(fields: Fields, key: string): string | null {
  const value = fields[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(fields: Fields, key: string): readonly string[] {
  return listOf(fields[key], (item): item is string => typeof item === 'string');
}

function records(fields: Fields, key: string): readonly RecordValue[] {
  return listOf(fields[key], (item): item is RecordValue => typeof item === 'object' && item !== null);
}

/** The elements of a list that are of a type: the list itself where all are. */
function listOf<T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] {
  if (!Array.isArray(value)) return [];
  const items = value as readonly unknown[];
  return items.every(isOne) ? items : items.filter(isOne);
}
