import { message } from '../../language/message.ts';
import type { Language } from '../../model/text.ts';
import type { Edges } from '../edges.ts';
import { readKeys } from '../keys-file.ts';
import { engine } from '../live/engine.ts';
import { headless } from '../live/headless.ts';
import { giveUpRoot } from '../live/give-up-root.ts';
import { launchEngine } from '../live/launch.ts';
import { replayFile } from '../live/replay-file.ts';
import { Rights } from '../live/rights.ts';
import { expectTerminal, showSession } from '../live/screen.ts';
import { originOf, type Origin, type WatchOptions } from '../live/watch-options.ts';
import { analyze } from './analyze.ts';

/**
 * `mouchard watch`: a live session. The engine runs as a process of its own, this one shows its screens; --headless runs it here without
 * any. A stored capture (--read) is read as fast as it goes, or with --pace as it once came.
 */
export async function watch(given: Edges, language: Language, stream: string | undefined, asked: WatchOptions): Promise<number> {
  const origin = originOf(stream, asked);
  const edges = withRights(given, language, origin, asked);
  if (origin.type !== 'file' && asked.engine !== undefined) return engine(edges, language, asked, origin, asked.engine);
  // A file that was named is looked at, also where there turns out to be nothing to press keys on.
  const named = asked.keys === undefined ? null : await readKeys(edges, language, asked.keys);
  if (asked.headless === true || !hasScreen(edges, language, asked)) {
    return origin.type === 'file' ? analyze(edges, language, [origin.path], asked) : headless(edges, language, asked, origin);
  }
  const raw = { ...asked, keyMap: named ?? (await readKeys(edges, language, undefined)) };
  if (origin.type === 'file') {
    expectTerminal(edges, false);
    return replayFile(edges, language, raw, origin.path);
  }
  const standardInput = origin.type === 'stream' && origin.path === '-';
  expectTerminal(edges, standardInput);
  // Loading the screens takes as long as the engine takes to begin.
  const screens = import('../../ui/run-ui.ts');
  const started = await launchEngine(edges, standardInput);
  edges.rights?.drop();
  await screens;
  if ('exitCode' in started) {
    edges.stderr.write(started.said);
    return started.exitCode;
  }
  return showSession(edges, language, raw, started);
}

/** Where the output is no terminal, there is nothing to show screens on: what is found is printed instead. */
function hasScreen({ stdout, stderr }: Edges, language: Language, { quiet }: WatchOptions): boolean {
  if (!stdout.isTTY && quiet !== true) stderr.write(`${message(language, 'cli.note.no-terminal')}\n`);
  return stdout.isTTY;
}

/** Only capturing takes root, and reading a capture that belongs to it; what is not needed is given up at once. */
function withRights(edges: Edges, language: Language, origin: Origin, { quiet, engine }: WatchOptions): Edges {
  const isEngine = engine !== undefined;
  if (origin.type === 'file' || origin.type === 'replay') return giveUpRoot(edges, language, [origin.path], quiet === true || isEngine);
  const rights = Rights.take(edges);
  if (origin.type === 'stream') rights.drop();
  else if (rights.remark !== null && quiet !== true && !isEngine) {
    edges.stderr.write(`${message(language, rights.remark.key, rights.remark.parameters)}\n`);
  }
  return { ...edges, rights };
}
