/**
 * `tsx scripts/bench/hour/main.ts`: does memory stay over hours? An hour of a home's traffic (20 devices, forty new flows a second) is
 * given to a session with a screen, its time compressed: frames keep the times of the capture, so flows end and windows close by the clock
 * of the hour, while the frames arrive as many times as fast. Prints what engine and screen held, and asserts nothing. Build first.
 *
 *   --hours N     hours of traffic (1)
 *   --speed N     how many times as fast (60)
 *   --air         over a pair of interfaces, by tcpreplay, as root: there the clock is the kernel's, so only frames come faster
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { benchCapture } from '../bench-files.ts';
import { ARRIVING, Lane } from '../lane.ts';
import { cpuSeconds, ownCpu, ownMegabytes } from '../process-figures.ts';
import { Replay } from '../replay.ts';
import { shown, table } from '../table.ts';
import { WatchedScreen, type Processes } from '../watched-screen.ts';
import { courseOf, type Sample } from './course.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '1' },
    speed: { type: 'string', default: '60' },
    air: { type: 'boolean', default: false },
    built: { type: 'string', default: new URL('../../../dist', import.meta.url).pathname },
  },
});
const FLOWS_PER_SECOND = 40;
const SAMPLE_MS = 5_000;
/** Samples without a further frame after which nothing is waited for any more. */
const STILL_MAX = 6;
const ROOT = new URL('../../..', import.meta.url).pathname;
const LANE = 'mouchard-hour';

const program = join(values.built, 'bin.js');
const speed = Number(values.speed);
const seconds = Number(values.hours) * 3_600;
const { path, facts } = benchCapture(seconds * FLOWS_PER_SECOND, FLOWS_PER_SECOND);
const folder = mkdtempSync(join(tmpdir(), 'mouchard-hour-'));
const lane = values.air ? new Lane(LANE) : null;
const { PATH = '' } = process.env;
const screen = new WatchedScreen(`mhour-${process.pid}`, lane === null ? [] : ['ip', 'netns', 'exec', LANE], {
  PATH,
  HOME: folder,
  XDG_RUNTIME_DIR: folder,
  XDG_DATA_HOME: join(folder, 'data'),
  LC_ALL: 'C.UTF-8',
});

/** The session, once its screen is there and frames may be sent. */
async function begun(): Promise<Processes> {
  const watch = [process.execPath, program, 'watch', '--lang', 'en'];
  const sender = [join(ROOT, 'node_modules/.bin/tsx'), join(import.meta.dirname, 'send-paced.ts'), path, values.speed];
  if (lane === null) screen.open(sender, [...watch, '-']);
  else screen.open([...watch, '-i', ARRIVING]);
  for (let waited = 0; waited < 600; waited += 1) {
    const processes = (lane?.watched ?? true) ? screen.processes() : null;
    if (processes !== null && (await screen.shown(/\[1 /, 1_000)) !== null) return processes;
    await wait(100);
  }
  throw new Error(`the session did not begin:\n${screen.text()}`);
}

/** Samples until the session is over or the traffic is. */
async function watched({ engine, screen: seen }: Processes): Promise<{ engine: Sample[]; screen: Sample[] }> {
  const samples = { engine: [] as Sample[], screen: [] as Sample[] };
  const replay = lane === null ? null : new Replay(lane, [`--multiplier=${speed}`, path]);
  for (let before = -1, still = 0; ;) {
    await wait(SAMPLE_MS);
    const [ofEngine, ofScreen] = [ownMegabytes(engine), ownMegabytes(seen)];
    const [head = ''] = screen.text().split('\n');
    // How far the analysis is, however fast it goes.
    const share = Number(/([\d,]+) packets/.exec(head)?.[1]?.replaceAll(',', '') ?? NaN) / facts.frames;
    // What is still behind when the last frame has been sent is waited for.
    if (ofEngine === 0 || Number.isNaN(share) || (replay?.over === true && still >= STILL_MAX)) return samples;
    still = share === before ? still + 1 : 0;
    before = share;
    samples.engine.push({ share, megabytes: ofEngine });
    samples.screen.push({ share, megabytes: ofScreen });
    const spent = `${shown(cpuSeconds(engine))} s and ${shown(ownCpu(seen))} s of CPU time`;
    console.log(
      `${shown((share * seconds) / 60, 0).padStart(4)} min: engine ${shown(ofEngine, 0)} MB, screen ${shown(ofScreen, 0)} MB, ${spent}`,
    );
    if (share >= 1) return samples;
  }
}

console.log(`${facts.frames} frames, ${facts.flows} flows, ${shown(facts.seconds, 0)} s of traffic, ${speed} times as fast`);
try {
  const samples = await watched(await begun());
  const rows = Object.entries(samples).map(([name, some]) => {
    const { most, mostOfFirstHalf, mostOfSecondHalf, growth } = courseOf(some);
    return [name, ...[most, mostOfFirstHalf, mostOfSecondHalf, growth].map((megabytes) => shown(megabytes, 0)), String(some.length)];
  });
  console.log(`\n${table(['process', 'most MB', 'first half', 'second half', 'grew in second half', 'samples'], rows)}`);
} finally {
  screen.end();
  lane?.remove();
  rmSync(folder, { recursive: true, force: true });
}
