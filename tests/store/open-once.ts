import { openStore } from '../../src/store/open-store.ts';
import { processMarker } from '../../src/store/process-marker.ts';
import { META, snapshot } from './samples.ts';

/** Waits for a line, keeps one session in the store given and closes it, as often as asked. */
const [path, times] = [process.argv[2]!, Number(process.argv[3])];
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  for (let time = 0; time < times; time++) {
    const store = openStore(path);
    store.begin({ ...META, process: processMarker(process.pid) }).finish(snapshot('other'), 'complete', 1);
    store.close();
  }
  process.exit(0);
});
