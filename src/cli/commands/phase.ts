import { formatMoment } from '../../language/format.ts';
import { message } from '../../language/message.ts';
import { safeJson } from '../../language/safe-text.ts';
import type { SessionCommand } from '../../model/session-feed.ts';
import type { Phase } from '../../model/snapshot.ts';
import type { Language } from '../../model/text.ts';
import { phaseJson } from '../../report/json-parts.ts';
import { jsonSeconds, jsonText } from '../../report/json-text.ts';
import { CommandError } from '../command-error.ts';
import type { RawOptions } from '../common-options.ts';
import { EXIT, type Edges } from '../edges.ts';
import { findEngine, reach } from '../live/find-engine.ts';
import { Rights } from '../live/rights.ts';
import { Output } from '../output.ts';

export interface PhaseOptions extends RawOptions {
  readonly session?: string;
}

/** `mouchard phase start NAME`. */
export function start(edges: Edges, language: Language, name: string, raw: PhaseOptions): Promise<number> {
  return order(edges, language, raw, { type: 'phase-start', name }, 'live.phase.started', name);
}

/** `mouchard phase end`. */
export function end(edges: Edges, language: Language, raw: PhaseOptions): Promise<number> {
  return order(edges, language, raw, { type: 'phase-end' }, 'live.phase.ended', '');
}

/** `mouchard phase mark TEXT`. */
export function mark(edges: Edges, language: Language, text: string, raw: PhaseOptions): Promise<number> {
  return order(edges, language, raw, { type: 'mark', text }, 'live.phase.marked', text);
}

/** `mouchard phase list`: of the session that runs. */
export async function list(edges: Edges, language: Language, raw: PhaseOptions): Promise<number> {
  const client = await connect(edges, raw);
  const { phases, notes } = client.current();
  const open = client.status().phase;
  await client.close();
  const marks = notes?.marks ?? [];
  const output = new Output(raw.output ?? null);
  if (raw.format === 'json') {
    output.line(
      safeJson(
        jsonText({
          phases: phases.map((phase, index) => ({ ...(phaseJson(phase) as object), open: open !== null && index === phases.length - 1 })),
          marks: marks.map(({ at, text }) => ({ at: jsonSeconds(at), text })),
        }),
      ),
    );
  } else if (phases.length + marks.length === 0) output.line(message(language, 'live.phase.none'));
  else {
    phases.forEach((phase, index) => output.line(row(phase, open !== null && index === phases.length - 1, language)));
    for (const { at, text } of marks) output.line(message(language, 'report.phases.mark', { at: formatMoment(at), text }));
  }
  output.close();
  return EXIT.done;
}

/** Talking to an engine takes no root: it is found where the real user's engines are. */
function connect(edges: Edges, raw: PhaseOptions): ReturnType<typeof reach> {
  Rights.take(edges).drop();
  return reach(edges, findEngine(edges, raw.session ?? null));
}

async function order(
  edges: Edges,
  language: Language,
  raw: PhaseOptions,
  command: SessionCommand,
  done: 'live.phase.started' | 'live.phase.ended' | 'live.phase.marked',
  name: string,
): Promise<number> {
  const client = await connect(edges, raw);
  const { refusal, at } = await client.send(command);
  await client.close();
  if (refusal !== null) throw new CommandError(EXIT.usage, `live.refused.${refusal}`);
  if (raw.quiet !== true) {
    const output = new Output(null);
    output.line(message(language, done, { name, at: at === null ? '' : formatMoment(at) }));
    output.close();
  }
  return EXIT.done;
}

function row({ name, first, last }: Phase, open: boolean, language: Language): ReturnType<typeof message> {
  if (open) return message(language, 'live.phase.open', { first: formatMoment(first), name });
  return message(language, 'report.phases.row', { first: formatMoment(first), last: formatMoment(last), name });
}
