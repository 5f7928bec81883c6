import { openStore } from '../../src/store/open-store.ts';
import { processMarker } from '../../src/store/process-marker.ts';
import { finding, META, sighting, snapshot } from './samples.ts';

/** Writes sessions without end into the store given, tells on standard output how many rows are on disk, and waits to be killed. */
const store = openStore(process.argv[2]!);
for (;;) {
  const writer = store.begin({ ...META, process: processMarker(process.pid) });
  for (let index = 0; index < 400; index++) {
    writer.sighting(sighting(index % 2 === 0 ? 'arp' : 'dns.query', { index, text: 'x'.repeat(index) }));
    if (index % 7 !== 0) continue;
    writer.finding(finding(`f${index}`, 'a', 'b'));
    writer.flush();
    process.stdout.write(`${writer.id} ${index + 1}\n`);
    if (index % 70 === 0) writer.save(snapshot('going on'));
  }
  writer.finish(snapshot(`session ${writer.id}`), 'complete', 1);
}
