import { join } from 'node:path';
import type { Chunk } from '../../src/bytes/chunk.ts';
import type { Fields } from '../../src/model/observation.ts';
import type { Dissector, Ports, Session, Verdict } from '../../src/protocols/dissector.ts';
import { drive, originator } from './drive.ts';
import { readMessages } from './messages.ts';
import { hex } from './packet.ts';

/** A dissector of whatever vocabulary. */
interface AnyDissector {
  probe(chunk: Chunk, ports: Ports): Verdict;
  open(emit: never, ports: Ports): Session;
}

/** Forgets the vocabulary: what a test reads is compared as plain data. */
export const plain = (dissector: AnyDissector): Dissector => dissector as unknown as Dissector;

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'messages');

/** What a dissector says to the messages of fixtures/messages/FILE.hex: kind and fields. */
export function saidToFile(dissector: AnyDissector, file: string): { kind: string; fields: Fields }[] {
  const { ports, messages } = readMessages(join(FOLDER, `${file}.hex`));
  return drive(plain(dissector), ports, messages).map(({ kind, fields }) => ({ kind, fields }));
}

/** The fields of what a dissector says to one datagram, given as hex or octets. */
export function saidTo(dissector: AnyDissector, datagram: string | Buffer, ports: Ports = [50_000, 50_001]): Fields[] {
  return drive(plain(dissector), ports, [originator(octetsOf(datagram))]).map(({ fields }) => fields);
}

/** What a dissector thinks of one datagram, which lies amid other octets. */
export function verdictOn(dissector: AnyDissector, datagram: string | Buffer, ports: Ports = [50_000, 50_001]): string {
  const octets = octetsOf(datagram);
  const buffer = Buffer.concat([Buffer.of(0xff), octets, Buffer.of(0xff)]);
  return dissector.probe({ buffer, start: 1, end: 1 + octets.length, sender: 0 }, ports);
}

const octetsOf = (datagram: string | Buffer): Buffer => (typeof datagram === 'string' ? hex(datagram) : datagram);
