/** Holds the lock that is named until it is killed, and says when it does. */
import { holdLifeLock } from '../../src/store/life-lock.ts';

process.stdout.write(`${holdLifeLock(process.argv[2]!)}\n`);
setInterval(() => undefined, 1_000);
