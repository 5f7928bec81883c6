import { isMessageKey, message } from '../../language/message.ts';
import { safeJson } from '../../language/safe-text.ts';
import type { StepFailure } from '../../machine/hotspot/carry-out.ts';
import { machineHands } from '../../machine/hotspot/hands.ts';
import { DOWN, planHotspot, switchOff, switchOn, type HotspotParts } from '../../machine/hotspot/hotspot.ts';
import { readJournal } from '../../machine/hotspot/journal.ts';
import { STATE_FOLDER } from '../../machine/hotspot/places.ts';
import type { Plan } from '../../machine/hotspot/plan.ts';
import type { Refusal } from '../../machine/hotspot/settings.ts';
import { hotspotStatus, type HotspotStatus } from '../../machine/hotspot/status.ts';
import { shownCommand, shownUndo } from '../../machine/hotspot/step.ts';
import type { Undone } from '../../machine/hotspot/undo.ts';
import type { Language } from '../../model/text.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { planInJson, statusInJson } from '../hotspot-json.ts';
import { planPage, statusPage, type PageOptions } from '../hotspot-page.ts';
import { Interruption } from '../interruption.ts';
import { Output } from '../output.ts';
import { colorful, columnsOf } from '../result.ts';
import { hotspotRequest, type RawHotspot, type RawUp } from './hotspot-options.ts';
import { isUtf8Locale } from '../live/utf8.ts';

/** `mouchard hotspot up`: plans, writes down, does; undoes all where it cannot be done to its end. */
export async function up(edges: Edges, language: Language, raw: RawUp): Promise<number> {
  const parts = partsOf(edges, raw);
  const request = hotspotRequest(raw, language);
  const planned = await planHotspot(request, parts, [process.execPath, process.argv[1]!, 'hotspot', 'serve-time']);
  if ('code' in planned) throw refused(planned, language, edges, raw);
  if (raw.dryRun === true) return show(raw, () => planInJson(planned), planPage(planned, language, pageOptions(edges, raw)));
  if (raw.quiet !== true) tellNotices(edges, language, planned);
  const output = new Output(raw.output ?? null);
  const interruption = new Interruption();
  const since = new Date(edges.now()).toISOString();
  const switched = await switchOn(planned, parts, { since, own: process.pid, signal: interruption.signal });
  switch (switched.result) {
    case 'refused':
      throw refused(switched.refusal, language, edges, raw);
    case 'failed':
      tellUndone(edges, language, switched.undone);
      if (switched.failure !== null && interruption.exitCode === null) throw failed(switched.failure, language);
      edges.stderr.write(`${message(language, 'hotspot.error.stopped')}\n`);
      return interruption.exitCode ?? EXIT.capture;
    case 'on': {
      const status = await hotspotStatus(parts.hands, parts.folder, switched.record);
      return put(output, raw, statusInJson(status), statusPage(status, language, { ...pageOptions(edges, raw), fresh: true }));
    }
  }
}

/** `mouchard hotspot down`: may be said at any time, as often as wanted. */
export async function down(edges: Edges, language: Language, raw: RawHotspot): Promise<number> {
  // What is begun is carried on, whatever key is pressed: half an undoing helps nobody.
  void new Interruption();
  const switched = await switchOff(partsOf(edges, raw));
  if (switched.result === 'refused') throw refused(switched.refusal, language, edges, raw);
  if (switched.result === 'off') {
    const whole = tellUndone(edges, language, switched.undone);
    if (!whole) throw new CommandError(EXIT.incomplete, 'hotspot.undo-again', { place: placeOf(raw) });
  }
  if (raw.quiet === true) return EXIT.done;
  const output = new Output(null);
  if (switched.result === 'nothing') output.line(message(language, 'hotspot.nothing'));
  else {
    const count = switched.undone.filter(({ outcome }) => outcome.outcome === 'undone').length;
    output.line(message(language, 'hotspot.undone', { count }));
  }
  output.close();
  return EXIT.done;
}

/** `mouchard hotspot status`. */
export async function status(edges: Edges, language: Language, raw: RawHotspot): Promise<number> {
  const { hands, folder } = partsOf(edges, raw);
  const record = readJournal(folder);
  if (record === 'forbidden') throw refused({ code: 'not-root', parameters: {}, mend: null, usage: false }, language, edges, raw);
  const found: HotspotStatus | null = record === null || record === 'damaged' ? null : await hotspotStatus(hands, folder, record);
  return show(raw, () => statusInJson(found), statusPage(found, language, { ...pageOptions(edges, raw), fresh: false }));
}

function partsOf(edges: Edges, raw: RawHotspot): HotspotParts {
  return { hands: machineHands(edges.env['PATH'] ?? '', process.geteuid?.() ?? -1), folder: raw.state };
}

function pageOptions(edges: Edges, raw: RawHotspot): PageOptions {
  return {
    columns: columnsOf(edges),
    color: raw.color !== false && raw.output === undefined && colorful(edges),
    qr: raw.qr !== false && isUtf8Locale(edges.env),
    fresh: false,
    place: placeOf(raw),
  };
}

/** What a command must be given to find this hotspot; nothing where it lies where it is looked for anyway. */
function placeOf({ state }: RawHotspot): string {
  return state === STATE_FOLDER ? '' : ` ${shownCommand(['--state', state])}`;
}

function show(raw: RawHotspot, json: () => unknown, text: Parameters<Output['write']>[0]): number {
  return put(new Output(raw.output ?? null), raw, json(), text);
}

function put(output: Output, raw: RawHotspot, json: unknown, text: Parameters<Output['write']>[0]): number {
  if (raw.format === 'json') output.line(safeJson(JSON.stringify(json)));
  else output.write(text);
  output.close();
  return EXIT.done;
}

function tellNotices({ stderr }: Edges, language: Language, { notices }: Plan): void {
  for (const { code, parameters } of notices) stderr.write(`${message(language, `hotspot.notice.${code}`, parameters)}\n`);
}

/** Tells what could not be undone, and what somebody has changed since; true where nothing failed. */
function tellUndone({ stderr }: Edges, language: Language, undone: readonly Undone[]): boolean {
  for (const { undo, outcome } of undone) {
    if (outcome.outcome === 'failed') {
      stderr.write(`${message(language, 'hotspot.undo-failed', { command: shownUndo(undo), reason: outcome.reason })}\n`);
    } else if (outcome.outcome === 'left') {
      stderr.write(`${message(language, 'hotspot.undo-left', { path: outcome.path, value: outcome.value })}\n`);
    }
  }
  return !undone.some(({ outcome }) => outcome.outcome === 'failed');
}

function refused({ code, parameters, mend, usage }: Refusal, language: Language, edges: Edges, raw: RawHotspot): CommandError {
  const place = placeOf(raw);
  const key = `hotspot.refusal.${code}`;
  const text = isMessageKey(key) ? message(language, key, { ...parameters, place }) : code;
  const down = mend === DOWN ? `${mend}${place}` : mend;
  const command = code === 'not-root' ? `sudo ${shownCommand(['mouchard', ...edges.argv])}` : down;
  const details = command === null ? [] : [message(language, 'hotspot.error.mend', { command })];
  return new CommandError(usage ? EXIT.usage : EXIT.capture, 'hotspot.error.refused', { text }, details);
}

function failed({ step, what, said }: StepFailure, language: Language): CommandError {
  const text = message(language, `hotspot.step.${step.id}`, step.parameters);
  return new CommandError(EXIT.capture, 'hotspot.error.step', { step: text, what }, [...said]);
}
