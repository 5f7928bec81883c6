import { readMessages } from '../../../tests/builders/messages.ts';
import { dnsAnswer, dnsQuery } from '../../bench/dns-message.ts';
import { FrameWriter, type Endpoint } from '../../bench/frame-writer.ts';
import { oneRequest } from '../one-request.ts';
import { synFlood } from '../packet-floods.ts';

const START = 1_750_000_000_000_000;
const DHCP = new URL('../../../fixtures/messages/dhcp/exchange.hex', import.meta.url).pathname;
const GATEWAY: Endpoint = { mac: Buffer.from([0, 0, 0x5e, 0, 0x53, 1]), address: Buffer.from([192, 168, 0, 1]), port: 0 };
const EVERYBODY: Endpoint = { mac: Buffer.alloc(6, 0xff), address: Buffer.alloc(4, 0xff), port: 67 };
const HOSTS = 500;

/** A flood that is sent over an interface while somebody watches. */
export interface AirFlood {
  readonly name: string;
  readonly count: number;
  /** Frames a second at which it is sent. */
  readonly framesPerSecond: number;
  write(path: string, count: number): void;
}

/** Everything that is sent at a running session. */
export const AIR_FLOODS: readonly AirFlood[] = [
  { name: 'syn-flows', count: 1_000_000, framesPerSecond: 30_000, write: synFlood },
  { name: 'arp-storm', count: 2_000_000, framesPerSecond: 100_000, write: arpStorm },
  { name: 'changing-mac', count: 20_000, framesPerSecond: 10_000, write: changingMac },
];

const homeAddress = (index: number): Buffer => Buffer.from([192, 168, (index >>> 8) & 0xff, index & 0xff]);

/** Its own hardware address: locally administered, as those that are made up are (IEEE 802-2014, 8.4). */
function madeUpMac(index: number): Buffer {
  const mac = Buffer.from([0x02, 0, 0, 0, 0, 0]);
  mac.writeUInt32BE(index, 2);
  return mac;
}

/** Questions of ARP in turn with announcements that nobody asked for (RFC 5227, 2.3), the sender another one each time. */
export function arpStorm(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  for (let i = 0; i < count; i += 1) {
    const sender: Endpoint = { mac: madeUpMac(i), address: homeAddress(i), port: 0 };
    writer.arp(1, sender, i % 2 === 0 ? GATEWAY : sender);
    writer.at += 10;
  }
  writer.close();
}

/** A device that comes back every second under another MAC: it asks for an address and for a name, and fetches a page. */
export function changingMac(path: string, count: number): void {
  const writer = new FrameWriter(path, START);
  const dhcp = readMessages(DHCP).messages;
  const [asks, answers] = [Buffer.from(dhcp[0]!.octets), Buffer.from(dhcp[1]!.octets)];
  for (let i = 0; i < count; i += 1) {
    const device: Endpoint = { mac: madeUpMac(i), address: homeAddress(i + 256), port: 68 };
    // The client's hardware address, and the address that it is given (RFC 2131, 2).
    for (const message of [asks, answers]) device.mac.copy(message, 28);
    device.address.copy(answers, 16);
    writer.udp({ ...device, address: Buffer.alloc(4) }, EVERYBODY, asks);
    writer.udp({ ...GATEWAY, port: 67 }, device, answers);
    writer.arp(1, device, GATEWAY);
    fetchPage(writer, device, i % HOSTS);
    writer.at = START + (i + 1) * 1_000_000;
  }
  writer.close();
}

/** A name asked for and answered, and a connection with one request in cleartext to what was answered. */
function fetchPage(writer: FrameWriter, device: Endpoint, host: number): void {
  const name = `host-${host}.example.net`;
  const resolver: Endpoint = { ...GATEWAY, port: 53 };
  const client: Endpoint = { ...device, port: 40_000 };
  const server: Endpoint = { mac: GATEWAY.mac, address: Buffer.from([23, 23, host >>> 8, host & 0xff]), port: 80 };
  writer.udp(client, resolver, dnsQuery(name, 'A'));
  writer.udp(resolver, client, dnsAnswer(name, 'A', server.address, null));
  oneRequest(writer, client, server, name, '/status');
}
