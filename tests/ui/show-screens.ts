import { runUi } from '../../src/ui/run-ui.tsx';
import { aSnapshot } from '../builders/snapshot.ts';

/** Shows the screens on a canned snapshot, for the tests in a real terminal: `tsx show-screens.ts LANGUAGE [mono] [ascii] [crash]`. */
const [language = 'en', ...modes] = process.argv.slice(2);
const snapshot = aSnapshot();
const status = { octets: 8_100_000, octetsTotal: 8_100_000, frames: 4_400, framesPerSecond: null, done: true, paused: null };

if (modes.includes('crash')) setTimeout(() => { throw new Error('crashed on purpose'); }, 1_000); // prettier-ignore

try {
  await runUi({
    snapshots: { current: () => snapshot, status: () => status, subscribe: () => () => undefined },
    language: language === 'fr' ? 'fr' : 'en',
    color: !modes.includes('mono'),
    ascii: modes.includes('ascii'),
    stdin: process.stdin,
    stdout: process.stdout,
    signals: {
      on: (signal, listener) => process.on(signal, listener),
      off: (signal, listener) => process.off(signal, listener),
      stop: () => process.kill(0, 'SIGSTOP'),
    },
    onQuit: (reason) => console.log(`quit: ${reason}`),
  });
} catch (error) {
  console.log(`failed: ${String(error)}`);
}
