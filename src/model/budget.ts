/** Every bound of the run in one place. Each structure is given its share, counts what it dropped and says so. */
export const BUDGET = {
  flowsMax: 262_144,
  /**
   * Flows of which only one side has been heard: floods and scans, and whoever talks to nobody. Few enough that what a flood makes
   * is forgotten while it is young: keeping many more costs more time than all the rest.
   */
  unansweredMax: 4_096,
  fragmentTrackersMax: 1_024,
  fragmentOctetsMax: 4 << 20,
  fragmentsPerDatagramMax: 64,
  fragmentMicros: 30_000_000,
  decapsulationDepthMax: 8,
  /** Out-of-order octets held per direction and in all. */
  reassemblyOctetsPerSideMax: 1 << 20,
  reassemblyOctetsMax: 64 << 20,
  segmentsPerSideMax: 1_024,
  /** Octets that a dissector may leave unconsumed in one direction, waiting for more. */
  unconsumedOctetsMax: 256 << 10,
  /** What all of them may hold together; the flow that has waited longest makes room. */
  waitingOctetsMax: 64 << 20,
  /** Octets of a stream's start that are shown to the probes before the flow counts as opaque. */
  probeOctetsMax: 4_096,
  devicesMax: 4_096,
  destinationsMax: 65_536,
  /** Destinations of which nothing was ever heard back: floods and scans would fill the table before others come. */
  unansweredDestinationsMax: 8_192,
  addressesPerDeviceMax: 256,
  namesPerDeviceMax: 4_096,
  findingsMax: 10_000,
  findingsPerRuleAndDeviceMax: 100,
  /** What the proofs of all findings may take together. */
  evidenceOctetsMax: 64 << 20,
} as const;
export type Budget = { readonly [K in keyof typeof BUDGET]: number };
