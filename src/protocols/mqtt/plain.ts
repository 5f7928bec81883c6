import { u16, u32 } from '../../bytes/read.ts';
import { commonUtf8 } from '../wire/common-text.ts';

/** `MQTT`, behind its length of 4. */
const NAME = 0x4d515454;
const FLAG = { reserved: 0x01, clean: 0x02, will: 0x3c, password: 0x40, username: 0x80 } as const;
/** Protocol name, level, flags, keep-alive. */
const FIXED_OCTETS = 10;
const OPTIONS_QOS = 0x03;

/** What a CONNECT says, as `mqtt.connect` tells it. */
export interface Connect {
  readonly protocol_level: number;
  readonly client_id: string;
  readonly has_username: boolean;
  readonly has_password: boolean;
  readonly keep_alive: number;
  readonly clean: boolean;
  readonly will_topic: null;
  readonly authentication_method: null;
}

/**
 * Reads a CONNECT as nearly all are: level 4 (MQTT 3.1.1, 3.1), or 5 without properties, and no will; `buffer[body, end)` is its variable
 * header and payload. Null for anything else, which the careful reader has to judge.
 */
export function plainConnect(buffer: Buffer, body: number, end: number): Connect | null {
  if (end - body < FIXED_OCTETS + 2 || u16(buffer, body) !== 4 || u32(buffer, body + 2) !== NAME) return null;
  const level = buffer[body + 6]!;
  const flags = buffer[body + 7]!;
  if ((level !== 4 && level !== 5) || (flags & (FLAG.reserved | FLAG.will)) !== 0) return null;
  let idAt = body + FIXED_OCTETS;
  if (level === 5 && buffer[idAt++] !== 0) return null;
  const idEnd = fieldEnd(buffer, idAt, end);
  let at = idEnd;
  if ((flags & FLAG.username) !== 0) at = fieldEnd(buffer, at, end);
  const passwordAt = at;
  if ((flags & FLAG.password) !== 0) at = fieldEnd(buffer, at, end);
  if (at !== end) return null;
  return {
    protocol_level: level,
    client_id: commonUtf8(buffer, idAt + 2, idEnd),
    has_username: (flags & FLAG.username) !== 0,
    // Two octets of length alone are no password.
    has_password: end - passwordAt > 2,
    keep_alive: u16(buffer, body + 8),
    clean: (flags & FLAG.clean) !== 0,
    will_topic: null,
    authentication_method: null,
  };
}

/** The topic filters of a SUBSCRIBE before level 5 (MQTT 3.1.1, 3.8); null where it is unusual or has more than `max`. */
export function plainFilters(buffer: Buffer, body: number, end: number, max: number): readonly string[] | null {
  const filters: string[] = [];
  let at = body + 2; // packet identifier
  while (at < end) {
    const filterEnd = fieldEnd(buffer, at, end);
    if (filterEnd === -1 || filterEnd >= end || filters.length === max) return null;
    // Zero to two, and no other bit.
    if (buffer[filterEnd]! >= OPTIONS_QOS) return null;
    filters.push(commonUtf8(buffer, at + 2, filterEnd));
    at = filterEnd + 1;
  }
  return filters.length === 0 ? null : filters;
}

/** Behind a field with its length in front; -1 where it does not fit. */
function fieldEnd(buffer: Buffer, at: number, end: number): number {
  if (at === -1 || at + 2 > end) return -1;
  const stop = at + 2 + u16(buffer, at);
  return stop > end ? -1 : stop;
}
