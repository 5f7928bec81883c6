/** RFC 5905, 7.3: a header of 48 octets. */
const HEADER_LENGTH = 48;
const MODE_CLIENT = 3;
const MODE_SERVER = 4;
const VERSION_MIN = 1;
const VERSION_MAX = 4;
const LEAP_UNKNOWN = 3;
/** Seconds from 1900 to 1970. */
const ERA_SECONDS = 2_208_988_800;
/** A millisecond, as a power of two of a second. */
const PRECISION = -10;
/** Below that of any server on the Internet that the machine may have asked. */
const STRATUM_SYNCHRONISED = 4;
/** A clock of which nobody knows whether it was set. */
const STRATUM_UNKNOWN = 10;
const STRATUM_NONE = 16;

/** Whether the clock of this machine was set by a server; null where that cannot be told. */
export type Synchronised = boolean | null;

/**
 * The answer to a request for the time (RFC 5905, section 14: the simple server); null for all that is none. A clock that was not set
 * says so, and devices then do not believe it. `nowMs`: milliseconds since 1970.
 */
export function timeReply(request: Buffer, nowMs: number, synchronised: Synchronised): Buffer | null {
  const first = request[0] ?? 0;
  const version = (first >> 3) & 7;
  if (request.length < HEADER_LENGTH || (first & 7) !== MODE_CLIENT || version < VERSION_MIN || version > VERSION_MAX) return null;
  const reply = Buffer.alloc(HEADER_LENGTH);
  reply[0] = ((synchronised === false ? LEAP_UNKNOWN : 0) << 6) | (version << 3) | MODE_SERVER;
  reply[1] = synchronised === null ? STRATUM_UNKNOWN : synchronised ? STRATUM_SYNCHRONISED : STRATUM_NONE;
  reply[2] = request[2]!;
  reply.writeInt8(PRECISION, 3);
  // Root dispersion: a sixteenth of a second, in 16.16.
  reply.writeUInt32BE(0x1000, 8);
  // Where the time is from: a clock of our own (RFC 5905, figure 12).
  reply.write('LOCL', 12, 'latin1');
  writeTimestamp(reply, 16, nowMs);
  request.copy(reply, 24, 40, 48);
  writeTimestamp(reply, 32, nowMs);
  writeTimestamp(reply, 40, nowMs);
  return reply;
}

/** RFC 5905, section 6: seconds since 1900 modulo 2^32, and a fraction. */
function writeTimestamp(octets: Buffer, at: number, ms: number): void {
  const seconds = Math.floor(ms / 1_000) + ERA_SECONDS;
  octets.writeUInt32BE(seconds % 2 ** 32, at);
  octets.writeUInt32BE(Math.floor(((ms / 1_000) % 1) * 2 ** 32), at + 4);
}
