import { openSections, asUint32, octetsOf, packSections } from './sections.ts';
import { packRanges, RANGE_SECTIONS, RangeTable } from './ranges.ts';
import type { AddressRange } from './ranges.ts';
import { packStrings, StringTable } from './strings.ts';
import { embeddedIpv4 } from './scope.ts';

/** Networks remembered as objects: a power of two. */
const PLACES = 1_024;

/** An autonomous system and who runs it. */
export interface Network {
  readonly asn: number;
  readonly organisation: string;
}

/** Addresses to autonomous systems. */
export interface Networks {
  /** `octets`: 4 or 16 octets of a public address. Null where nobody announces it. */
  asOf(octets: Buffer): Network | null;
}

/** Addresses to countries. */
export interface Countries {
  /** ISO 3166-1 alpha-2; null where not known. `octets`: 4 or 16 octets of a public address. */
  countryOf(octets: Buffer): string | null;
}

/** Opens the compiled AS table; throws DataError where the buffer is something else. */
export function openNetworks(file: Buffer): Networks {
  const sections = openSections(file, RANGE_SECTIONS + 3);
  const table = new RangeTable(sections);
  const numbers = asUint32(sections[RANGE_SECTIONS]!);
  const names = new StringTable(sections[RANGE_SECTIONS + 1]!, sections[RANGE_SECTIONS + 2]!);
  // Direct mapped: the same few dozen networks come again and again, and a flood over all of them costs no more than this.
  const values = new Uint32Array(PLACES);
  const places: (Network | null)[] = new Array<Network | null>(PLACES).fill(null);
  return {
    asOf(octets) {
      const value = lookUp(table, octets);
      const place = value & (PLACES - 1);
      if (value === 0 || values[place] === value) return value === 0 ? null : places[place]!;
      values[place] = value;
      return (places[place] = { asn: numbers[value - 1]!, organisation: names.at(value - 1) });
    },
  };
}

/** Compiles ranges whose value is 1 + the index into `networks`. */
export function packNetworks(networks: readonly Network[], v4: Iterable<AddressRange>, v6: Iterable<AddressRange>): Buffer {
  const numbers = octetsOf(Uint32Array.from(networks, (network) => network.asn));
  return packSections([...packRanges(v4, v6), numbers, ...packStrings(networks.map((network) => network.organisation))]);
}

/** Opens the compiled country table; throws DataError where the buffer is something else. */
export function openCountries(file: Buffer): Countries {
  const table = new RangeTable(openSections(file, RANGE_SECTIONS));
  return {
    countryOf(octets) {
      const value = lookUp(table, octets);
      return value === 0 ? null : countryName(value);
    },
  };
}

/** Compiles ranges whose value is `countryNumber` of their country. */
export function packCountries(v4: Iterable<AddressRange>, v6: Iterable<AddressRange>): Buffer {
  return packSections(packRanges(v4, v6));
}

/** A country code as a number: its two letters. */
export function countryNumber(code: string): number {
  return /^[A-Z]{2}$/.test(code) ? (code.charCodeAt(0) << 8) | code.charCodeAt(1) : 0;
}

/** Codes as texts, each made once: there are as many as the table names countries. */
const codes = new Map<number, string>();

function countryName(value: number): string {
  let code = codes.get(value);
  if (code === undefined) codes.set(value, (code = String.fromCharCode(value >> 8, value & 0xff)));
  return code;
}

function lookUp(table: RangeTable, octets: Buffer): number {
  if (octets.length === 4) return table.v4(octets.readUInt32BE(0));
  if (octets.length !== 16) return 0;
  const inner = embeddedIpv4(octets);
  if (inner !== null) return table.v4(inner);
  return table.v6(octets.readUInt32BE(0), octets.readUInt32BE(4), octets.readUInt32BE(8), octets.readUInt32BE(12));
}
