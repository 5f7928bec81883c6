import type { Destination } from './destination.ts';
import type { Device, DeviceId } from './device.ts';
import type { Finding } from './finding.ts';
import type { Micros } from './observation.ts';

/** One capture that was read. */
export interface CaptureFacts {
  readonly name: string;
  /** Of the file as it lies on disk (of the stream as it came); null while it is still being read. */
  readonly sha256: string | null;
  /** Such as `pcap`, `pcapng`, `pcapng.gz`. */
  readonly format: string;
  readonly linkTypes: readonly string[];
  readonly frames: number;
  readonly octets: number;
  readonly first: Micros | null;
  readonly last: Micros | null;
  readonly damage: Damage | null;
  /** Frames that the capturing system says it dropped; null where it cannot be known. */
  readonly dropped: number | null;
  /** Messages about the capture (machine-readable codes, with figures), such as `timestamps-backwards`. */
  readonly notices: readonly Notice[];
}

/** Where and why reading a capture ended early. */
export interface Damage {
  /** Offset in the (decompressed) file. */
  readonly offset: number;
  /** A message code of the language catalogue. */
  readonly reason: string;
  /** The number of the last good frame. */
  readonly frame: number;
}

/** A counted remark that a person should see: a bound that was hit, something that was left out. */
export interface Notice {
  /** A message code of the language catalogue, such as `flows-evicted`. */
  readonly code: string;
  readonly count: number;
  /** A bound or capture loss that makes the result incomplete (exit 5). */
  readonly incomplete: boolean;
}

/** What could be seen and what could not: tells "nothing found" from "nothing seen". */
export interface Coverage {
  readonly framesRead: number;
  readonly framesDecoded: number;
  /** Not decoded, by layer and reason, such as {layer: 'link', reason: 'unsupported', count: 3}. */
  readonly notDecoded: readonly { readonly layer: string; readonly reason: string; readonly count: number }[];
  readonly snappedFrames: number;
  readonly streamGaps: number;
  readonly missingOctets: number;
  readonly kernelDrops: number | null;
  /** Transport payload octets in all, those that could be read, those proven encrypted, the rest. */
  readonly payloadOctets: number;
  readonly readableOctets: number;
  readonly encryptedOctets: number;
  readonly opaqueOctets: number;
  /** Codes of the language catalogue with counts: `ech`, `doh`, `dot`, `quic-not-decrypted`, `tls13-certificates`, `other-radios`. */
  readonly blindSpots: readonly Notice[];
  readonly limits: readonly Notice[];
}

/** Of a run that has read nothing, or of which nothing is known. */
export const NO_COVERAGE: Coverage = {
  framesRead: 0,
  framesDecoded: 0,
  notDecoded: [],
  snappedFrames: 0,
  streamGaps: 0,
  missingOctets: 0,
  kernelDrops: null,
  payloadOctets: 0,
  readableOctets: 0,
  encryptedOctets: 0,
  opaqueOctets: 0,
  blindSpots: [],
  limits: [],
};

/** A labelled stretch of capture time. */
export interface Phase {
  readonly name: string;
  readonly first: Micros;
  readonly last: Micros;
}

/** A dated note that a person made during the session, such as `said the wake word`. */
export interface Mark {
  readonly at: Micros;
  readonly text: string;
}

/** What a person said about a finding: looked at, or known and accepted, and until when. */
export interface Review {
  /** The id of the finding. */
  readonly finding: string;
  readonly verdict: 'reviewed' | 'exception';
  readonly reason: string | null;
  /** Milliseconds since the epoch; null: for good. */
  readonly untilMs: number | null;
  readonly atMs: number;
}

/** A review that was replaced by another or taken back, and when. */
export interface EarlierReview extends Review {
  readonly endedMs: number;
}

/** The name that a person gave to a device. */
export interface DeviceName {
  readonly device: DeviceId;
  readonly name: string;
}

/** One file of a recording: the frames of the session that lie in it, from `firstFrame` on. */
export interface RecordedFile {
  readonly name: string;
  readonly sha256: string | null;
  readonly firstFrame: number;
  readonly frames: number;
  readonly octets: number;
  /** It was deleted to make room for newer ones, as was asked; absent where it was not. */
  readonly deleted?: true;
}

/** What people added to a session while it ran, and what was kept beside it. No judgement of the engine depends on it. */
export interface SessionNotes {
  readonly marks: readonly Mark[];
  readonly names: readonly DeviceName[];
  readonly reviews: readonly Review[];
  readonly recordings: readonly RecordedFile[];
  /** Devices that people left out of what is shown and reported, such as their own phone; absent where there is none. */
  readonly excluded?: readonly DeviceId[];
  /** What was said of findings and no longer holds, the oldest first; absent where there is none. */
  readonly earlierReviews?: readonly EarlierReview[];
}

/** An immutable picture of the run: all that the reports, the store and the screen ever see. */
export interface Snapshot {
  readonly tool: { readonly name: string; readonly version: string };
  readonly rules: { readonly sha256: string; readonly count: number };
  readonly captures: readonly CaptureFacts[];
  readonly coverage: Coverage;
  readonly devices: readonly Device[];
  readonly destinations: readonly Destination[];
  readonly findings: readonly Finding[];
  readonly phases: readonly Phase[];
  /** Absent where nobody has noted anything. */
  readonly notes?: SessionNotes;
}
