/**
 * Mouchard as a library: captures in, pictures of what was found out. Nothing is printed, nothing is stored, nothing leaves the machine.
 *
 * ```ts
 * for await (const snapshot of analyze(['capture.pcapng'], { rules: ['my-rules'] })) console.log(snapshot.findings.length);
 * ```
 */
export { analyze, RulesError, type AnalyzeOptions } from './cli/analyze-captures.ts';
export { openCapture, type CaptureOptions } from './capture/open-capture.ts';
export { CaptureError, type Frame, type Progress, type Source, type SourceReport } from './capture/source.ts';
export type { ContentClass, Destination, DestinationId, Judgement, NameSource, Party, Role, Scope } from './model/destination.ts';
export type { Claim, Device, DeviceId } from './model/device.ts';
export type { Concern, Confidence, Evidence, Finding, Grade, Outcome, RuleSummary, Severity } from './model/finding.ts';
export type { Direction, Fields, FlowId, Micros, Observation, RecordValue, Scalar, Value } from './model/observation.ts';
export type { DestinationFacts, DeviceFacts, Sighting } from './model/sighting.ts';
export type { CaptureFacts, Coverage, Damage, Notice, Phase, Snapshot } from './model/snapshot.ts';
export type { Language, Text } from './model/text.ts';
