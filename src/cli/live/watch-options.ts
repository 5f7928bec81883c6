import { resolve } from 'node:path';
import { RECORDING_DEFAULTS, type RecordingOptions } from '../../capture/recording/recording.ts';
import type { KeyMap } from '../../ui/key-map.ts';
import type { Palette } from '../../ui/paint.ts';
import type { RawOptions } from '../common-options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../edges.ts';

/** What `--source` takes. */
export const SOURCES = ['dumpcap', 'tcpdump', 'libpcap'] as const;
export type SourceName = (typeof SOURCES)[number];

/** As commander hands them over. */
export interface WatchOptions extends RawOptions {
  readonly interface?: string[];
  readonly source?: SourceName;
  readonly filter?: string;
  readonly record?: string;
  /** Files of the recording that are kept, the newest. */
  readonly recordFiles?: number;
  /** MiB of one file. */
  readonly recordSize?: number;
  /** Milliseconds of one file. */
  readonly recordTime?: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly read?: string;
  readonly pace?: number;
  readonly headless?: boolean;
  readonly ascii?: boolean;
  readonly plain?: boolean;
  readonly mouse?: boolean;
  /** The file of keys. */
  readonly keys?: string;
  /** What it says, once it is read. */
  readonly keyMap?: KeyMap;
  readonly palette?: Palette;
  readonly clipboard?: boolean;
  /** This process is the engine of a session whose screen runs elsewhere; the file that takes what it says. */
  readonly engine?: string;
}

/** How the recording is cut into files, by what was asked; null where nothing is to be recorded. `owner`: whose the files shall be. */
export function recordingOf(
  { record, recordFiles, recordSize, recordTime }: WatchOptions,
  owner: RecordingOptions['owner'],
): RecordingOptions | null {
  if (record === undefined) return null;
  return {
    ...RECORDING_DEFAULTS,
    owner,
    folder: resolve(record),
    ...(recordFiles === undefined ? {} : { filesMax: recordFiles }),
    ...(recordSize === undefined ? {} : { fileOctetsMax: recordSize * 2 ** 20 }),
    ...(recordTime === undefined ? {} : { fileSecondsMax: recordTime / 1_000 }),
  };
}

/** Where the frames of a session come from. */
export type Origin =
  | { readonly type: 'interfaces'; readonly names: readonly string[] }
  | { readonly type: 'stream'; readonly path: string }
  | { readonly type: 'replay'; readonly path: string; readonly pace: number }
  | { readonly type: 'file'; readonly path: string };

/** The one origin that was named. Throws CommandError where there is none, or more than one, or where an option does not go with it. */
export function originOf(stream: string | undefined, options: WatchOptions): Origin {
  const { interface: names = [], read, record, recordFiles, recordSize, recordTime, pace, phases } = options;
  if (record !== undefined && read !== undefined) throw new CommandError(EXIT.usage, 'live.error.record-with-read');
  if (record === undefined && (recordFiles ?? recordSize ?? recordTime) !== undefined)
    throw new CommandError(EXIT.usage, 'live.error.ring-without-record');
  if (pace !== undefined && read === undefined) throw new CommandError(EXIT.usage, 'live.error.pace-without-read');
  if (phases !== undefined && (read === undefined || pace !== undefined))
    throw new CommandError(EXIT.usage, 'live.error.phases-without-read');
  const named = [names.length > 0, stream !== undefined, read !== undefined].filter(Boolean).length;
  if (named > 1) throw new CommandError(EXIT.usage, 'live.error.two-sources');
  if (names.length > 0) return { type: 'interfaces', names: [...new Set(names)] };
  if (stream !== undefined) return { type: 'stream', path: stream };
  if (read === undefined) throw new CommandError(EXIT.usage, 'live.error.no-source');
  return pace === undefined ? { type: 'file', path: read } : { type: 'replay', path: read, pace };
}
