import type { Frame, Source, SourceReport } from '../../src/capture/source.ts';
import type { LoadedRules } from '../../src/engine/loader.ts';
import type { Sighting } from '../../src/model/sighting.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Run, type RunOptions } from '../../src/pipeline/run.ts';
import { emptyKnowledge } from './knowledge.ts';

export interface TimedFrame {
  readonly octets: Buffer;
  /** Microseconds. */
  readonly timestamp: number;
}

/** A source of frames from memory, Ethernet unless said otherwise. */
export function sourceOf(frames: readonly TimedFrame[], linkType = 1): Source {
  return {
    name: 'memory',
    progress: () => ({ octetsRead: 0, octetsTotal: null, frames: 0 }),
    run: (onFrame: (frame: Frame) => void): Promise<SourceReport> => {
      frames.forEach(({ octets, timestamp }, index) =>
        onFrame({ buffer: octets, start: 0, end: octets.length, originalLength: octets.length, timestamp, linkType, number: index + 1 }),
      );
      return Promise.resolve({
        format: 'memory',
        sha256: '00',
        frames: frames.length,
        octets: frames.reduce((sum, { octets }) => sum + octets.length, 0),
        first: frames[0]?.timestamp ?? null,
        last: frames.at(-1)?.timestamp ?? null,
        linkTypes: [linkType],
        snappedFrames: 0,
        damage: null,
        dropped: null,
        notices: [],
      });
    },
  };
}

export interface RunResult {
  readonly sightings: readonly Sighting[];
  readonly snapshot: Snapshot;
}

type Options = Partial<Omit<RunOptions, 'sink'>> & {
  readonly rules?: LoadedRules | null;
  /** Null: nobody takes the observations. */
  readonly sink?: null;
};

/** A run; a fault of a dissector fails the test. */
export function aRun(options: Partial<RunOptions> = {}): Run {
  return new Run({
    version: '0.0.0',
    knowledge: emptyKnowledge(),
    rules: null,
    home: [],
    region: [],
    vendorByMac: new Map(),
    onlyDevices: null,
    seed: 7,
    onFault: (_where, error) => {
      throw error;
    },
    ...options,
  });
}

/** Runs frames through the whole pipeline. */
export async function runFrames(frames: readonly TimedFrame[], { sink, ...options }: Options = {}): Promise<RunResult> {
  const sightings: Sighting[] = [];
  const run = aRun({ ...(sink === null ? {} : { sink: (sighting: Sighting) => void sightings.push(sighting) }), ...options });
  await run.read(sourceOf(frames), new AbortController().signal);
  return { sightings, snapshot: run.snapshot() };
}
