import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import type { OpenedInput } from './open-session.ts';
import type { Origin, WatchOptions } from './watch-options.ts';

/** Opens interfaces or a stream, with the recorder where one is asked for. */
export function openLiveInput(
  _edges: Edges,
  _raw: WatchOptions,
  _origin: Extract<Origin, { type: 'interfaces' | 'stream' }>,
): Promise<OpenedInput> {
  throw new CommandError(EXIT.capture, 'cli.error.live');
}
