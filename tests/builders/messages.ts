import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Side } from '../../src/bytes/chunk.ts';
import type { Carrier, Ports } from '../../src/protocols/dissector.ts';

/** One segment of a stream, or one datagram. */
export interface Message {
  readonly side: Side;
  readonly octets: Buffer;
}

/** The messages of one flow, from a file in fixtures/messages/PROTOCOL/. */
export interface MessageFile {
  readonly protocol: string;
  readonly name: string;
  readonly over: Carrier;
  readonly ports: Ports;
  readonly messages: readonly Message[];
}

const CARRIERS: readonly string[] = ['tcp', 'udp', 'arp', 'icmp', 'icmp6', 'igmp'] satisfies Carrier[];
const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'messages');

/**
 * Reads the text form of messages: lines of hex octets, or of JSON strings where text reads better; `#` starts a comment.
 * Directives in comments of their own: `# side: originator|responder`, `# ports: 50000 80`, `# over: tcp`. A line `---` ends a message;
 * a side holds until the next one is named.
 */
export function parseMessages(text: string, where: string): Omit<MessageFile, 'protocol' | 'name'> {
  let over: Carrier = 'tcp';
  let ports: Ports = [50_000, 50_001];
  let side: Side = 0;
  let parts: Buffer[] = [];
  const messages: Message[] = [];
  const flush = (): void => {
    if (parts.length > 0) messages.push({ side, octets: Buffer.concat(parts) });
    parts = [];
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const directive = /^#\s*(side|ports|over)\s*:\s*(.+)$/.exec(line);
    if (line === '---') flush();
    else if (directive !== null) {
      const value = directive[2]!.trim();
      if (directive[1] === 'side') {
        flush();
        side = value.startsWith('responder') ? 1 : 0;
      } else if (directive[1] === 'ports') ports = portsOf(value, `${where}:${index + 1}`);
      else over = carrierOf(value, `${where}:${index + 1}`);
    } else if (!line.startsWith('#') && line !== '') parts.push(octetsOf(line, `${where}:${index + 1}`));
  }
  flush();
  return { over, ports, messages };
}

function portsOf(value: string, where: string): Ports {
  const [originator, responder] = value.split(/\s+/).map(Number);
  if (!Number.isInteger(originator) || !Number.isInteger(responder)) throw new SyntaxError(`${where}: two ports expected, not ${value}`);
  return [originator!, responder!];
}

function carrierOf(value: string, where: string): Carrier {
  const carrier = value.split(/\s/)[0]!;
  if (!CARRIERS.includes(carrier)) throw new SyntaxError(`${where}: unknown carrier ${carrier}`);
  return carrier as Carrier;
}

function octetsOf(line: string, where: string): Buffer {
  if (line.startsWith('"')) {
    const end = line.lastIndexOf('"');
    return Buffer.from(JSON.parse(line.slice(0, end + 1)) as string, 'utf8');
  }
  const hex = (line.split('#')[0] ?? '').replaceAll(/\s/g, '');
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) throw new SyntaxError(`${where}: hex octets expected, not ${line}`);
  return Buffer.from(hex, 'hex');
}

/** Reads one file. */
export function readMessages(path: string): MessageFile {
  return { protocol: basename(dirname(path)), name: basename(path, '.hex'), ...parseMessages(readFileSync(path, 'utf8'), path) };
}

/** Reads fixtures/messages/PROTOCOL/NAME.hex. */
export function readFixture(protocol: string, name: string): MessageFile {
  return readMessages(join(FOLDER, protocol, `${name}.hex`));
}

/** Every file in fixtures/messages, in order of protocol and name. */
export function allMessages(): MessageFile[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map((entry) => entry.name)
    .sort()
    .flatMap((protocol) =>
      readdirSync(join(FOLDER, protocol))
        .filter((name) => name.endsWith('.hex'))
        .sort()
        .map((name) => readMessages(join(FOLDER, protocol, name))),
    );
}
