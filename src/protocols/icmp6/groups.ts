import { formatIpv6 } from '../../bytes/address.ts';
import { u16 } from '../../bytes/read.ts';

const GROUPS_MAX = 64;
/** MLDv1 query, report and done (RFC 2710, 3): one address each. */
const SINGLE: readonly number[] = [130, 131, 132];
/** MLDv2 report (RFC 3810, 5.2). */
const REPORT_V2 = 143;
const ADDRESS_OCTETS = 16;

/** The groups that a multicast listener message in `buffer[start, end)` names; null for other messages. */
export function multicastGroups(buffer: Buffer, start: number, end: number): readonly string[] | null {
  const type = buffer[start]!;
  if (SINGLE.includes(type)) return start + 24 <= end ? [formatIpv6(buffer, start + 8)] : [];
  if (type !== REPORT_V2) return null;
  const groups: string[] = [];
  let at = start + 8;
  while (at + 4 + ADDRESS_OCTETS <= end && groups.length < GROUPS_MAX) {
    groups.push(formatIpv6(buffer, at + 4));
    at += 4 + ADDRESS_OCTETS + u16(buffer, at + 2) * ADDRESS_OCTETS + buffer[at + 1]! * 4;
  }
  return groups;
}
