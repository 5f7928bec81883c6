import { asFloat64, asUint16, octetsOf, openSections, packSections } from './sections.ts';
import { packStrings, StringTable } from './strings.ts';

/** Hex digits of the three sizes of block that the IEEE assigns: MA-S, MA-M, MA-L, the finest first. */
const DIGITS = [9, 7, 6] as const;
const SECTIONS = 8;

/** Who a MAC address was assigned to. */
export interface Vendors {
  /** The name in the IEEE's registry; null where the MAC is randomised, a group address or not assigned. */
  vendorOf(mac: string): string | null;
}

/** True where the locally administered bit is set (IEEE 802-2014, 8.2.2): the MAC says nothing of its maker. */
export function isRandomised(mac: string): boolean {
  return (secondDigit(mac) & 0x2) !== 0;
}

/** True for group addresses (multicast and broadcast). */
export function isGroup(mac: string): boolean {
  return (secondDigit(mac) & 0x1) !== 0;
}

/** The lower half of the first octet, where both bits lie. Asked for every flow: no text is cut off for it. */
function secondDigit(mac: string): number {
  const code = mac.charCodeAt(1);
  return code <= 0x39 /* '9' */ ? code - 0x30 : (code | 0x20) - 0x57;
}

/** Opens the compiled registry; throws DataError where the buffer is something else. */
export function openVendors(file: Buffer): Vendors {
  const sections = openSections(file, SECTIONS);
  const names = new StringTable(sections[6]!, sections[7]!);
  const blocks = DIGITS.map((digits, i) => ({ digits, prefixes: asFloat64(sections[i * 2]!), owners: asUint16(sections[i * 2 + 1]!) }));
  return {
    vendorOf(mac) {
      if (isRandomised(mac) || isGroup(mac)) return null;
      const hex = mac.replaceAll(':', '');
      for (const { digits, prefixes, owners } of blocks) {
        const index = find(prefixes, Number.parseInt(hex.slice(0, digits), 16));
        if (index >= 0) return names.at(owners[index]!);
      }
      return null;
    },
  };
}

/** Compiles prefixes (6, 7 or 9 hex digits) with their names. */
export function packVendors(assignments: Iterable<readonly [prefix: string, name: string]>): Buffer {
  const names = new Map<string, number>();
  const blocks = DIGITS.map(() => [] as [number, number][]);
  for (const [prefix, name] of assignments) {
    const block = blocks[DIGITS.findIndex((digits) => digits === prefix.length)];
    if (block === undefined || name === '') continue;
    let index = names.get(name);
    if (index === undefined) names.set(name, (index = names.size));
    block.push([Number.parseInt(prefix, 16), index]);
  }
  const sections: Uint8Array[] = [];
  for (const block of blocks) {
    block.sort((a, b) => a[0] - b[0]);
    sections.push(octetsOf(Float64Array.from(block, (entry) => entry[0])), octetsOf(Uint16Array.from(block, (entry) => entry[1])));
  }
  return packSections([...sections, ...packStrings([...names.keys()])]);
}

function find(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle]!;
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
