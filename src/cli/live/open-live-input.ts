import { dirname, resolve } from 'node:path';
import { chooseSource } from '../../capture/live/choose-source.ts';
import { LiveFeed } from '../../capture/live/feed.ts';
import { SPOOL_DEFAULTS } from '../../capture/live/spool.ts';
import { openLiveSource } from '../../capture/live/open-live-source.ts';
import { remarksOf } from '../../capture/live/remarks.ts';
import { systemCode } from '../../capture/octets.ts';
import { tryFolder } from '../../capture/recording/folder.ts';
import type { RecordingOptions } from '../../capture/recording/recording.ts';
import { realUser } from '../../machine/privileges.ts';
import type { Language } from '../../model/text.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { defaultStore } from '../keeper.ts';
import { writeFailure } from '../output.ts';
import { failureLines } from './failure-lines.ts';
import { FedInput } from './fed-input.ts';
import type { OpenedInput } from './open-session.ts';
import { Rights } from './rights.ts';
import { recordingOf, type Origin, type WatchOptions } from './watch-options.ts';

const FULL: readonly string[] = ['ENOSPC', 'EDQUOT'];

/** Captured frames that may wait for the analysis, and as many again for the recorder. */
const QUEUE_MEBIBYTES = 64;

/** Opens interfaces or a stream, with the recorder where one is asked for. Throws CommandError where nothing here may capture. */
export async function openLiveInput(
  edges: Edges,
  language: Language,
  raw: WatchOptions,
  origin: Extract<Origin, { type: 'interfaces' | 'stream' }>,
): Promise<OpenedInput> {
  const interfaces = origin.type === 'interfaces' ? origin.names : [origin.path === '-' ? '-' : resolve(origin.path)];
  const wanted = origin.type === 'stream' ? 'stream' : (raw.source ?? null);
  const rights = edges.rights ?? Rights.none();
  const searchPath = edges.env['PATH'] ?? '';
  const choice = await rights.raised(() =>
    chooseSource({ interfaces, wanted, searchPath, filter: raw.filter ?? null, runners: rights.runners() }),
  );
  if (choice.plan === null) {
    const [first, ...mend] = failureLines(choice.failure, language);
    throw new CommandError(EXIT.capture, 'live.error.refused', { text: first ?? '' }, mend);
  }
  const owner = rights.owner ?? realUser(edges.env, process.geteuid?.() ?? null);
  const recording = recordingOf(raw, owner);
  if (recording !== null) await expectFolder(recording);
  // Packets wait where packets are to be written anyway, else where sessions are kept.
  const spool = { ...SPOOL_DEFAULTS, folder: recording?.folder ?? dirname(defaultStore(edges.env)), owner };
  const feed = new LiveFeed(choice.plan, { recording, queueMebibytes: QUEUE_MEBIBYTES, spool });
  await feed.begin((work) => rights.raised(work));
  rights.drop();
  const { kind } = choice.plan;
  return {
    input: new FedInput(feed, recording?.folder ?? null, remarksOf(kind, openLiveSource(choice.plan).knowledge, false)),
    kind,
    machineClock: kind !== 'stream',
    pace: 1,
  };
}

/** Who asks for a recording that cannot be learns it before anything begins. A full disk may have room again. */
async function expectFolder({ folder, owner }: RecordingOptions): Promise<void> {
  try {
    await tryFolder(folder, owner);
  } catch (error) {
    const code = systemCode(error);
    if (!FULL.includes(code)) throw writeFailure(EXIT.usage, folder, code);
  }
}
