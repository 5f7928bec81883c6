import { runUi } from '../../src/ui/run-ui.ts';
import { aSnapshot } from '../builders/snapshot.ts';

/** Shows the screens on a canned snapshot, for the tests in a real terminal: `tsx show-screens.ts LANGUAGE [mono] [ascii] [crash]`. */
const [language = 'en', ...modes] = process.argv.slice(2);
const snapshot = aSnapshot();
const status = { octetsRead: 8_100_000, octetsTotal: 8_100_000, frames: 4_400, framesPerSecond: 0, done: true };
const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());

if (modes.includes('crash')) setTimeout(() => { throw new Error('crashed on purpose'); }, 1_000); // prettier-ignore

try {
  const reason = await runUi({
    snapshots: { current: () => snapshot, status: () => status, subscribe: () => () => undefined },
    language: language === 'fr' ? 'fr' : 'en',
    color: !modes.includes('mono'),
    ascii: modes.includes('ascii'),
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
