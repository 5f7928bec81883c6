import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { META, sighting, snapshot, temporaryFolder } from './samples.ts';

const KILLS = 20;
const FLIPS = 60;

/** Small and seeded (mulberry32): the same faults in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What must be true of whatever a fault leaves: every session whole or a beginning of what was written. */
function expectPrefix(path: string): { sessions: number; rows: number } {
  const store = openStore(path);
  try {
    expect(store.check()).toEqual([]);
    let rows = 0;
    const sessions = store.list();
    expect(sessions.map((session) => session.id)).toEqual(sessions.map((_, index) => sessions.length - index));
    for (const session of sessions) {
      const kept = [...store.observations(session.id)];
      expect(kept.map((each) => each.fields['index'])).toEqual(kept.map((_, index) => index));
      expect(kept.length).toBe(session.observations);
      rows += kept.length;
      const found = store.snapshot(session.id)!;
      expect(found.findings.length).toBe(session.findings);
      if (session.state === 'complete') expect(found).toEqual(snapshot(`session ${session.id}`));
      else expect(session.state).toBe('interrupted');
    }
    return { sessions: sessions.length, rows };
  } finally {
    store.close();
  }
}

async function killedAfter(path: string, milliseconds: number): Promise<string> {
  const script = new URL('killed-writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await once(child, 'close');
  return told;
}

describe('a process that is killed', () => {
  it(`leaves at every moment what it had committed (${KILLS} kills)`, async () => {
    const random = randomNumbers(1);
    const folder = temporaryFolder();
    let rows = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      // Each store outlives several kills, and none grows so large that checking it takes long.
      const path = join(folder, `${Math.floor(kill / 4)}.db`);
      if (kill % 4 === 0) rows = 0;
      const told = await killedAfter(path, random() * 150);
      // The last whole line; one that was cut off may lack digits.
      const [session = '0', count = '0'] = (told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1) ?? '').split(' ');
      const found = expectPrefix(path);
      expect(found.rows).toBeGreaterThan(rows);
      rows = found.rows;
      const store = openStore(path, { readOnly: true });
      expect(store.session(Number(session))!.observations).toBeGreaterThanOrEqual(Number(count));
      store.close();
    }
  }, 400_000);
});

/** A store with all of its rows still in the log: what a power cut leaves. */
function storeInLog(): { path: string; octets: Buffer; log: Buffer } {
  const path = join(temporaryFolder(), 'store.db');
  const store = openStore(path);
  for (let id = 1; id <= 3; id++) {
    const writer = store.begin(META);
    for (let index = 0; index < 60; index++) {
      writer.sighting(sighting('arp', { index }));
      if (index % 10 === 0) writer.flush();
    }
    writer.finish(snapshot(`session ${id}`), 'complete', 1);
  }
  const kept = { path, octets: readFileSync(path), log: readFileSync(`${path}-wal`) };
  store.close();
  return kept;
}

describe('a log that was torn or flipped', () => {
  it(`gives a beginning of what was written, never anything else (${FLIPS} faults of either kind)`, () => {
    const random = randomNumbers(2);
    const { octets, log } = storeInLog();
    const folder = temporaryFolder();
    const counts = new Set<number>();
    for (let fault = 0; fault < 2 * FLIPS; fault++) {
      const path = join(folder, `${fault}.db`);
      writeFileSync(path, octets);
      const damaged = Buffer.from(log);
      const at = Math.floor(random() * log.length);
      damaged[at]! ^= 1 << Math.floor(random() * 8);
      writeFileSync(`${path}-wal`, fault % 2 === 0 ? damaged : log.subarray(0, at));
      counts.add(expectPrefix(path).rows);
    }
    expect(counts.size, 'the faults struck at different places').toBeGreaterThan(5);
  });
});

describe('a file that was torn or flipped', () => {
  it(`gives what was written or says that it is damaged (${FLIPS} faults of either kind)`, () => {
    const random = randomNumbers(3);
    const { path } = storeInLog();
    const folder = temporaryFolder();
    const whole = readFileSync(path);
    let damages = 0;
    for (let fault = 0; fault < 2 * FLIPS; fault++) {
      const copy = join(folder, `${fault}.db`);
      copyFileSync(path, copy);
      const at = Math.floor(random() * whole.length);
      if (fault % 2 === 0) {
        const damaged = Buffer.from(whole);
        damaged[at]! ^= 1 << Math.floor(random() * 8);
        writeFileSync(copy, damaged);
      } else truncateSync(copy, at);
      damages += damageOf(copy) ? 1 : 0;
    }
    expect(damages).toBeGreaterThan(FLIPS / 2);
    expect(damages).toBeLessThan(2 * FLIPS);
  });
});

/** True where the store says that it is damaged; where it does not, its snapshots must be those that were written. */
function damageOf(path: string): boolean {
  try {
    const store = openStore(path);
    try {
      for (const { id } of store.list()) {
        expect(store.snapshot(id)).toEqual(snapshot(`session ${id}`));
        for (const { fields } of store.observations(id)) expect(typeof fields).toBe('object');
      }
      return store.check().length > 0;
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    expect(['damaged', 'not-a-store', 'newer', 'missing', 'io']).toContain(error.code);
    return true;
  }
}
