import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ARRIVING, Lane } from '../../bench/lane.ts';
import { cpuSeconds, ownCpu, ownMegabytes, residentMegabytes } from '../../bench/process-figures.ts';
import { Replay } from '../../bench/replay.ts';
import { shown } from '../../bench/table.ts';
import { WatchedScreen, type KeyAnswer, type Processes } from '../../bench/watched-screen.ts';
import type { AirFlood } from './air-floods.ts';

/** The titles of what a trial gives. */
// prettier-ignore
export const TITLES = [
  'flood', 'sent', 'analysed', 'lost', 'unexplained', 'engine MB', 'capture MB', 'screen MB', 'engine CPU %', 'screen CPU %', 'slowest key ms', 'median', 'its CPU', 'its wait',
  'devices', 'destinations', 'findings', 'complete', 'end s',
] as const;

const SAMPLE_MS = 500;
const SETTLE_MS = 4_000;
const FINISH_MS = 300_000;
/** Keys that lead to screens whose name then stands in brackets. */
const SCREENS = ['2', '3', '6', '1'] as const;

const NEVER: KeyAnswer = { shownMs: Infinity, cpuMs: Infinity, waitMs: Infinity };

/** What was seen of the processes while a flood was on. */
interface Course {
  engineMegabytes: number;
  /** Of the program that captures for the engine, the buffer that it shares with the kernel included. */
  captureMegabytes: number;
  screenMegabytes: number;
  readonly answers: KeyAnswer[];
}

/** The end of a session, as its JSON tells it. */
interface Result {
  readonly coverage: {
    readonly frames_read: number;
    readonly kernel_drops: number | null;
    readonly complete: boolean;
    readonly limits: readonly { readonly code: string; readonly count: number }[];
  };
  readonly devices: readonly unknown[];
  readonly destinations: readonly unknown[];
  readonly findings: readonly unknown[];
}

/** One flood against one session, from the first frame to the result. */
export class Trial {
  readonly #flood: AirFlood;
  readonly #program: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'mouchard-floods-'));
  readonly #lane = new Lane('mouchard-floods');
  readonly #environment: Record<string, string>;
  readonly #screen: WatchedScreen;
  readonly #course: Course = { engineMegabytes: 0, captureMegabytes: 0, screenMegabytes: 0, answers: [] };

  /** `program`: the built program's file. */
  constructor(flood: AirFlood, program: string) {
    this.#flood = flood;
    this.#program = program;
    const { PATH = '' } = process.env;
    const folder = this.#folder;
    this.#environment = { PATH, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: join(folder, 'data'), LC_ALL: 'C.UTF-8' };
    this.#screen = new WatchedScreen(`mfloods-${process.pid}`, ['ip', 'netns', 'exec', this.#lane.name], this.#environment);
  }

  async run(capture: string): Promise<readonly string[]> {
    const screen = this.#screen;
    screen.open([process.execPath, this.#program, 'watch', '-i', ARRIVING, '--lang', 'en']);
    const processes = await this.#begun();
    const before = { engine: cpuSeconds(processes.engine), screen: ownCpu(processes.screen), at: performance.now() };
    const replay = new Replay(this.#lane, [`--pps=${this.#flood.framesPerSecond}`, capture]);
    for (let done = false; !done;) {
      done = replay.over;
      await this.#sample(processes);
    }
    const seconds = (performance.now() - before.at) / 1_000;
    const shares = [cpuSeconds(processes.engine) - before.engine, ownCpu(processes.screen) - before.screen].map((cpu) =>
      shown((cpu / seconds) * 100, 0),
    );
    await wait(SETTLE_MS);
    await this.#sample(processes);
    const began = performance.now();
    screen.keys('C-c');
    await screen.shown(/ended \d+/, FINISH_MS);
    const endSeconds = (performance.now() - began) / 1_000;
    return this.#row(replay.sent, shares, endSeconds);
  }

  close(): void {
    this.#screen.end();
    this.#lane.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #begun(): Promise<Processes> {
    for (let waited = 0; waited < 300; waited += 1) {
      const processes = this.#lane.watched ? this.#screen.processes() : null;
      if (processes !== null && (await this.#screen.shown(/\[1 /, 1_000)) !== null) return processes;
      await wait(100);
    }
    throw new Error(`the session did not begin:\n${this.#screen.text()}`);
  }

  async #sample(processes: Processes): Promise<void> {
    const course = this.#course;
    const key = SCREENS[course.answers.length % SCREENS.length]!;
    const answer = await this.#screen.answered(key, new RegExp(`\\[${key} `), processes.screen);
    course.answers.push(answer ?? NEVER);
    const engine = ownMegabytes(processes.engine);
    course.engineMegabytes = Math.max(course.engineMegabytes, engine);
    course.captureMegabytes = Math.max(course.captureMegabytes, residentMegabytes(processes.engine) - engine);
    course.screenMegabytes = Math.max(course.screenMegabytes, ownMegabytes(processes.screen));
    await wait(SAMPLE_MS);
  }

  #row(sent: number, shares: readonly string[], endSeconds: number): readonly string[] {
    const { coverage, devices, destinations, findings } = JSON.parse(this.#said('--format', 'json')) as Result;
    const lost = coverage.kernel_drops;
    const { engineMegabytes, captureMegabytes, screenMegabytes, answers } = this.#course;
    const ordered = answers.toSorted((a, b) => b.shownMs - a.shownMs);
    const [slowest = NEVER, median = NEVER] = [ordered[0], ordered[ordered.length >> 1]];
    console.log(`\n${this.#flood.name}: ${coverage.limits.map(({ code, count }) => `${code} ${count}`).join(', ') || 'no bound was hit'}`);
    for (const language of ['en', 'fr']) console.log(notSeen(this.#said('--lang', language)));
    return [
      this.#flood.name,
      String(sent),
      String(coverage.frames_read),
      lost === null ? 'not known' : String(lost),
      String(sent - coverage.frames_read - (lost ?? 0)),
      shown(engineMegabytes, 0),
      shown(captureMegabytes, 0),
      shown(screenMegabytes, 0),
      ...shares,
      `${shown(slowest.shownMs, 0)} of ${answers.length}`,
      ...[median.shownMs, slowest.cpuMs, slowest.waitMs].map((ms) => shown(ms, 0)),
      ...[devices, destinations, findings].map((rows) => String(rows.length)),
      coverage.complete ? 'yes' : 'no',
      shown(endSeconds),
    ];
  }

  /** What `sessions show` says of the session. */
  #said(...options: readonly string[]): string {
    const list = this.#run('sessions', 'list', '--format', 'json');
    const [{ id }] = JSON.parse(list) as [{ id: number }];
    return this.#run('sessions', 'show', String(id), ...options);
  }

  #run(...args: readonly string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [this.#program, ...args], {
      env: this.#environment,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (stdout === '') throw new Error(`${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}

/** The lines of a result that tell what is missing from it. */
function notSeen(text: string): string {
  const from = Math.max(text.lastIndexOf('\nWhat could not be seen'), text.lastIndexOf('\nCe qui n’a pas pu être vu'));
  return from < 0 ? '' : text.slice(from).trim();
}
