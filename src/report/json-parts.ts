import type { Destination } from '../model/destination.ts';
import { bestClaim, type Claim, type Device } from '../model/device.ts';
import type { Evidence, Finding, RuleSummary } from '../model/finding.ts';
import { phaseAt } from '../model/phase.ts';
import type { CaptureFacts, Coverage, Notice, Phase, SessionNotes } from '../model/snapshot.ts';
import type { Text } from '../model/text.ts';
import { jsonPlain, jsonSeconds, type Finished, type Json } from './json-text.ts';

/** One capture of the result (CONTRACT, section 3). `truncated` says where reading ended early, or null. */
export function captureJson(capture: CaptureFacts): Json {
  const { damage } = capture;
  return {
    name: capture.name,
    sha256: capture.sha256,
    format: capture.format,
    link_types: capture.linkTypes,
    frames: capture.frames,
    octets: capture.octets,
    first: jsonSeconds(capture.first),
    last: jsonSeconds(capture.last),
    truncated: damage === null ? null : { offset: damage.offset, frame: damage.frame, reason: damage.reason },
    dropped: capture.dropped,
    notices: capture.notices.map(noticeJson),
  };
}

/** What was seen and what was not. `readable_share` is the part of the content that could be read, 0 to 1; null where there was none. */
export function coverageJson(coverage: Coverage, complete: boolean): Json {
  return {
    complete,
    frames_read: coverage.framesRead,
    frames_decoded: coverage.framesDecoded,
    frames_not_decoded: coverage.framesRead - coverage.framesDecoded,
    not_decoded: coverage.notDecoded.map(({ layer, reason, count }) => ({ layer, reason, count })),
    snapped_frames: coverage.snappedFrames,
    stream_gaps: coverage.streamGaps,
    missing_octets: coverage.missingOctets,
    kernel_drops: coverage.kernelDrops,
    payload_octets: coverage.payloadOctets,
    readable_octets: coverage.readableOctets,
    encrypted_octets: coverage.encryptedOctets,
    opaque_octets: coverage.opaqueOctets,
    readable_share: coverage.payloadOctets === 0 ? null : Math.round((coverage.readableOctets / coverage.payloadOctets) * 1e6) / 1e6,
    blind_spots: coverage.blindSpots.map(noticeJson),
    limits: coverage.limits.map(noticeJson),
  };
}

function noticeJson({ code, count, incomplete }: Notice): Json {
  return { code, count, incomplete };
}

/** One device, with everything believed of it. */
export function deviceJson(device: Device): Json {
  return {
    mac: device.mac.startsWith('ip:') ? null : device.mac,
    id: device.id,
    randomised: device.randomised,
    gateway: device.gateway,
    addresses: device.addresses,
    vendor: beliefJson(device.vendor),
    model: beliefJson(device.model),
    category: beliefJson(device.category),
    hostname: beliefJson(device.hostname),
    dns_servers: device.dnsServers,
    octets_up: device.octetsUp,
    octets_down: device.octetsDown,
    packets: device.packets,
    first: jsonSeconds(device.firstSeen),
    last: jsonSeconds(device.lastSeen),
  };
}

/** The most confident claim, and all of them; null where nothing is believed. */
function beliefJson(claims: readonly Claim[]): Json {
  const best = bestClaim(claims);
  if (best === null) return null;
  return {
    value: best.value,
    source: best.source,
    confidence: best.confidence,
    claims: claims.map(({ value, source, confidence, at, frame }) => ({ value, source, confidence, at: jsonSeconds(at), frame })),
  };
}

/** Whom one device talks to, under one name. */
export function destinationJson(destination: Destination): Json {
  return {
    device: destination.device,
    name: destination.name,
    name_source: destination.nameSource,
    registrable_domain: destination.registrableDomain,
    addresses: destination.addresses,
    ports: destination.ports,
    owner: destination.owner,
    party: destination.party,
    roles: destination.roles,
    tracker: destination.tracker,
    country: destination.country,
    asn: destination.asn,
    as_org: destination.asOrg,
    scope: destination.scope,
    octets_up: destination.octetsUp,
    octets_down: destination.octetsDown,
    octets_by_class: { ...destination.octetsByClass },
    flows: destination.flows,
    first: jsonSeconds(destination.firstSeen),
    last: jsonSeconds(destination.lastSeen),
    first_frame: destination.firstFrame,
    judgements: destination.judgements.map(({ what, value, source, unreviewed }) => ({ what, value, source, unreviewed })),
  };
}

/** One finding with its evidence; where the result has phases, each piece of evidence says in which it lies. */
export function findingJson(finding: Finding, phases: readonly Phase[] = []): Json {
  const { rule } = finding;
  const words = ruleWords(rule);
  return {
    id: finding.id,
    rule: words.rule,
    title: words.title,
    concern: rule.concern,
    category: rule.category,
    severity: rule.severity,
    confidence: rule.confidence,
    grade: rule.grade,
    device: finding.device,
    destination: finding.destination,
    count: finding.count,
    first: jsonSeconds(finding.first),
    last: jsonSeconds(finding.last),
    explanation: words.explanation,
    innocent_explanation: words.innocent,
    advice: words.advice,
    clauses: words.clauses,
    references: words.references,
    evidence: finding.evidence.map((evidence) => evidenceJson(evidence, phases)),
  };
}

type RuleWords = Readonly<Record<'rule' | 'title' | 'explanation' | 'innocent' | 'advice' | 'clauses' | 'references', Finished>>;

/** What a rule says, as JSON: written once, for it comes again with every finding. */
const wordsByRule = new WeakMap<RuleSummary, RuleWords>();

function ruleWords(rule: RuleSummary): RuleWords {
  const known = wordsByRule.get(rule);
  if (known !== undefined) return known;
  const words: RuleWords = {
    rule: jsonPlain({ id: rule.id, version: rule.version, sha256: rule.sha256 }),
    title: textJson(rule.title),
    explanation: textJson(rule.explanation),
    innocent: textJson(rule.innocentExplanation),
    advice: textJson(rule.advice),
    clauses: jsonPlain(rule.clauses.map(({ framework, clause }) => ({ framework, clause }))),
    references: jsonPlain(rule.references),
  };
  wordsByRule.set(rule, words);
  return words;
}

function evidenceJson({ capture, frames, flow, kind, at, fields, octets, because }: Evidence, phases: readonly Phase[]): Json {
  const plain = { capture, frames, flow, kind, at: jsonSeconds(at), fields: jsonPlain(fields), octets, because: jsonPlain(because) };
  return phases.length === 0 ? plain : { ...plain, phase: phaseAt(phases, at)?.name ?? null };
}

/** A labelled stretch of capture time. */
export function phaseJson({ name, first, last }: Phase): Json {
  return { name, first: jsonSeconds(first), last: jsonSeconds(last) };
}

/** What people noted: marks, names of devices, reviews of findings, devices left out; and the files of the recording. */
export function notesJson({ marks, names, reviews, recordings, excluded }: SessionNotes): Json {
  return {
    marks: marks.map(({ at, text }) => ({ at: jsonSeconds(at), text })),
    names: names.map(({ device, name }) => ({ device, name })),
    reviews: reviews.map(({ finding, verdict, reason, untilMs }) => ({
      finding,
      verdict,
      reason,
      until: untilMs === null ? null : jsonSeconds(untilMs * 1_000),
    })),
    recordings: recordings.map(({ name, sha256, firstFrame, frames, octets, deleted }) => ({
      name,
      sha256,
      first_frame: firstFrame,
      frames,
      octets,
      deleted: deleted === true,
    })),
    ...(excluded === undefined ? {} : { excluded: [...excluded] }),
  };
}

const textJson = ({ en, fr }: Text): Finished => jsonPlain({ en, fr });
