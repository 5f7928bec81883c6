import { join } from 'node:path';
import { benchFolder } from '../../bench/bench-files.ts';
import { table } from '../../bench/table.ts';
import { makeFlood } from '../make-floods.ts';
import { AIR_FLOODS } from './air-floods.ts';
import { TITLES, Trial } from './trial.ts';

/** Sends each flood at a session with engine and screen, and prints a table. As root, with tcpreplay, dumpcap and tmux. */
export async function runAirFloods(program: string, only: readonly string[]): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const flood of AIR_FLOODS.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const capture = await makeFlood(join(benchFolder(), 'floods'), { ...flood, extension: 'pcap' });
    const trial = new Trial(flood, program);
    try {
      rows.push(await trial.run(capture));
    } finally {
      trial.close();
    }
  }
  console.log(`\n${table(TITLES, rows)}`);
}
