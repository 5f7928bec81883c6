/** Records without end into the folder it is given, until it is killed; says how many frames were handed over. */
import { Recorder } from '../../../src/capture/recording/recorder.ts';
import { RECORDING_DEFAULTS } from '../../../src/capture/recording/recording.ts';
import { ETHERNET, recordBlock } from './blocks.ts';

const recorder = new Recorder({ ...RECORDING_DEFAULTS, folder: process.argv[2]!, freeOctetsMin: 0, fileOctetsMax: 300_000 }, () =>
  Date.now(),
);
await recorder.start();
recorder.describe(ETHERNET);
let next = 1;
setInterval(() => {
  recorder.record(recordBlock(next, 50, 200 + (next % 7)));
  next += 50;
  process.stdout.write(`${recorder.state().frames}\n`);
}, 2);
