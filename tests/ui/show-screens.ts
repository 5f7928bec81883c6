import type { Answer, SessionCommand } from '../../src/model/session-feed.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { UiStatus } from '../../src/ui/feed.ts';
import { runUi } from '../../src/ui/run-ui.ts';
import { aCapture, aFinding, aSnapshot, START } from '../builders/snapshot.ts';
import { DONE, LIVE, NO_NOTES } from './frames.ts';

/**
 * Shows the screens on a canned snapshot, for the tests in a real terminal: `tsx show-screens.ts LANGUAGE [mono] [ascii] [plain] [crash]`.
 * With `live`, on a session that grows four times a second and does what it is asked.
 */
const [language = 'en', ...modes] = process.argv.slice(2);
const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());

if (modes.includes('crash')) setTimeout(() => { throw new Error('crashed on purpose'); }, 1_000); // prettier-ignore

const live = modes.includes('live');
const listeners = new Set<() => void>();
let snapshot: Snapshot = aSnapshot();
let status: UiStatus = live ? LIVE : DONE;
let ticks = 0;

function show(nextSnapshot: Snapshot, nextStatus: UiStatus): void {
  [snapshot, status] = [nextSnapshot, nextStatus];
  for (const listener of listeners) listener();
}

function tick(): void {
  ticks += 1;
  const devices = snapshot.devices.map((device, i) => ({ ...device, octetsUp: device.octetsUp + 1_000 * (i + (ticks % 4)) }));
  const findings = ticks % 8 === 0 ? [aFinding({ id: `new${ticks}` }), ...snapshot.findings] : snapshot.findings;
  const captures = [aCapture({ last: START + 751_000_000 + ticks * 250_000 })];
  show({ ...snapshot, captures, devices, findings }, { ...status, frames: status.frames + 5_000 });
}

function send(command: SessionCommand): Promise<Answer> {
  if (command.type === 'stop') {
    clearInterval(timer);
    show(snapshot, { ...status, state: 'stopping' });
    setTimeout(() => show(snapshot, { ...status, state: 'done', done: true }), 1_500);
  }
  if (command.type === 'phase-start') show(snapshot, { ...status, phase: command.name });
  const notes = snapshot.notes ?? NO_NOTES;
  if (command.type === 'mark')
    show({ ...snapshot, notes: { ...notes, marks: [...notes.marks, { at: START, text: command.text }] } }, status);
  return Promise.resolve({ refusal: null, at: START });
}

const timer = live ? setInterval(tick, 250) : undefined;
const feed = {
  current: () => snapshot,
  status: () => status,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

try {
  const reason = await runUi({
    snapshots: live ? { ...feed, send } : feed,
    language: language === 'fr' ? 'fr' : 'en',
    color: !modes.includes('mono'),
    ascii: modes.includes('ascii'),
    plain: modes.includes('plain'),
    stdin: process.stdin,
    stdout: process.stdout,
    signal: ending.signal,
    host: {
      on: (signal, listener) => process.on(signal, listener),
      off: (signal, listener) => process.off(signal, listener),
      stop: () => process.kill(0, 'SIGSTOP'),
    },
  });
  console.log(`quit: ${reason}`);
} catch (error) {
  console.log(`failed: ${String(error)}`);
}
clearInterval(timer);
