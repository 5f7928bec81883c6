/** How a recording is cut into files and what bounds it. Plain data: it crosses to another thread. */
export interface RecordingOptions {
  readonly folder: string;
  /** A file is closed when it has this many octets, */
  readonly fileOctetsMax: number;
  /** or when it was opened this many seconds ago. */
  readonly fileSecondsMax: number;
  /** Files of this recording that are kept; older ones are deleted. Null: all. */
  readonly filesMax: number | null;
  /** Octets that stay free on the disk. */
  readonly freeOctetsMin: number;
  /** Who shall own the files, where the program runs as somebody else. */
  readonly owner: { readonly user: number; readonly group: number } | null;
}

/** Sensible bounds: files of five minutes or 64 MiB, half a gigabyte of disk left alone. */
export const RECORDING_DEFAULTS = {
  fileOctetsMax: 64 << 20,
  fileSecondsMax: 300,
  filesMax: null,
  freeOctetsMin: 500_000_000,
  owner: null,
} as const satisfies Omit<RecordingOptions, 'folder'>;

/** One file of a recording. Frames are numbered over the capture; those of one file follow each other without a gap. */
export interface RecordedFile {
  /** Name within the folder. */
  readonly name: string;
  /** Number of its first frame. */
  readonly first: number;
  readonly frames: number;
  readonly octets: number;
  /** Null while the file is open. */
  readonly sha256: string | null;
  readonly state: 'open' | 'closed' | 'deleted';
}

/** What a recording has become so far. */
export interface RecordingState {
  readonly folder: string;
  /** In the order of their frames. */
  readonly files: readonly RecordedFile[];
  readonly frames: number;
  readonly octets: number;
  /** Frames that were captured and could not be recorded, and their octets. */
  readonly missingFrames: number;
  readonly missingOctets: number;
  /** Octets that wait to be written. */
  readonly waitingOctets: number;
  /** Why the last attempt to write failed: `disk-full`, or the system's name of the error; null while all is well. */
  readonly trouble: { readonly code: 'disk-full' | 'record-failed'; readonly detail: string } | null;
}

/** The file that holds frame `number` of the capture, and its number there (as Wireshark counts); null where it was not recorded or is gone. */
export function findRecorded(files: readonly RecordedFile[], number: number): { readonly file: string; readonly frame: number } | null {
  let low = 0;
  let high = files.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const file = files[middle]!;
    if (number < file.first) high = middle - 1;
    else if (number >= file.first + file.frames) low = middle + 1;
    else return file.state === 'deleted' ? null : { file: file.name, frame: number - file.first + 1 };
  }
  return null;
}
