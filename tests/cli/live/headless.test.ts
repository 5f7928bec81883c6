import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Desk, PROGRAM } from '../drive.ts';
import { Running, until } from './running.ts';

const desk = new Desk();
const CAMERA = new URL('../../../fixtures/captures/camera/capture.pcapng', import.meta.url).pathname;
/** Twenty minutes, with its first finding in the first two seconds. */
const TOY = CAMERA.replace('camera', 'talkative-toy');
const RUN = desk.path('.local/state/mouchard/run');
const replaying = (path: string, ...more: string[]): Running => new Running(desk, ['watch', '--read', path, '--headless', ...more]);
const watching = (...more: string[]): Running => replaying(CAMERA, ...more);
const playing = (): Running => replaying(TOY, '--pace', '1', '--format', 'ndjson');
const entries = (): string[] => (existsSync(RUN) ? readdirSync(RUN) : []);
const newest = (): { id: number; state: string } => JSON.parse(desk.run(['sessions', '--format', 'json']).stdout)[0];

interface Event {
  readonly event: string;
  readonly [key: string]: unknown;
}
const events = (running: Running): Event[] =>
  running.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);

describe('watch --headless', () => {
  it('prints findings as they come and the result of an analysis at the end, and leaves nothing behind', async () => {
    const running = watching('--pace', '1000');
    expect(await running.ended).toBe(0);
    const [live, report] = [running.stdout.slice(0, running.stdout.indexOf('\n\n')), running.stdout];
    expect(live).toMatch(
      /^2026-11-22 01:19:02 UTC {2}high {2}(vigilo-cam|02:9a:10:00:00:24) {2}ftp\.vigilo\.example {2}Sends an FTP password/m,
    );
    expect(report).toMatch(/^ {2}[0-9]+ findings: 1 high, 8 medium, 3 low/m);
    expect(newest().state).toBe('complete');
    expect(entries()).toEqual([]);
    const json = desk.run(['sessions', 'show', String(newest().id), '--format', 'json']).stdout;
    expect(json).toBe(desk.run(['analyze', '--no-store', '--format', 'json', CAMERA]).stdout);
  });

  it('goes on where nothing can reach it, and says so', async () => {
    const running = replaying(CAMERA, '--pace', '1000', '--no-store', '--format', 'ndjson');
    const words = ['watch', '--read', CAMERA, '--headless', '--pace', '1000', '--no-store', '--format', 'ndjson'];
    const apart = new Running(desk, words, ['/usr/bin/env', 'HOME=/proc', process.execPath, PROGRAM]);
    expect([await running.ended, await apart.ended]).toEqual([0, 0]);
    expect(apart.stderr).toMatch(/^No screen and no phase command can reach this session: cannot write \/proc\/.*\n$/);
    expect(events(apart).at(-1)).toEqual(events(running).at(-1));
  });

  it('one event a line, with the phases that other terminals start; SIGINT finishes the analysis', async () => {
    const running = watching('--pace', '1', '--format', 'ndjson');
    await running.said(/"finding"/);
    expect(desk.run(['phase', 'start', 'play time'])).toMatchObject({ status: 0, stdout: expect.stringContaining('play time') });
    expect(desk.run(['phase', 'mark', 'said the word']).status).toBe(0);
    const listed = JSON.parse(desk.run(['phase', 'list', '--format', 'json']).stdout);
    expect(listed).toMatchObject({ phases: [{ name: 'play time', open: true }], marks: [{ text: 'said the word' }] });
    await running.said(/"phase":"play time","id"/);
    expect(desk.run(['phase', 'end']).status).toBe(0);
    expect(desk.run(['phase', 'end', '--lang', 'fr'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('aucune phase n’est ouverte'),
    });
    running.child.kill('SIGINT');
    // The file was not read to its end, and the result says so.
    expect(await running.ended).toBe(5);
    const all = events(running);
    expect(all.map(({ event }) => event)).toEqual(expect.arrayContaining(['finding', 'phase-start', 'mark', 'phase-end', 'end']));
    const end = all.at(-1)!;
    expect(end).toMatchObject({ event: 'end', exit: 5, complete: false, phases: [{ name: 'play time' }] });
    expect((end['findings'] as unknown[]).length).toBe(all.filter(({ event }) => event === 'finding').length);
    const kept = JSON.parse(desk.run(['sessions', 'show', String(newest().id), '--format', 'json']).stdout);
    expect(kept).toMatchObject({ phases: [{ name: 'play time' }], notes: { marks: [{ text: 'said the word' }] } });
    expect(desk.run(['sessions', 'show', String(newest().id)]).stdout).toContain('said the word');
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s ends it with 143, and everything is kept', async (signal) => {
    const running = playing();
    await running.said(/"finding"/);
    running.child.kill(signal);
    expect(await running.ended).toBe(143);
    expect(newest().state).toBe('interrupted');
    const kept = JSON.parse(desk.run(['sessions', 'show', String(newest().id), '--format', 'json']).stdout);
    expect(kept.findings.length).toBeGreaterThan(0);
    expect(kept.devices.length).toBeGreaterThan(0);
  });

  it('SIGKILL leaves what was committed, a session that counts as interrupted, and nothing that misleads', async () => {
    const running = playing();
    await running.said(/"finding"/);
    await until(() => JSON.parse(desk.run(['sessions', '--format', 'json']).stdout)[0].findings > 0);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(entries()).toHaveLength(3);
    expect(desk.run(['phase', 'list'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no session is running') });
    expect(entries()).toEqual([]);
    expect(newest().state).toBe('interrupted');
    expect(JSON.parse(desk.run(['sessions', 'show', String(newest().id), '--format', 'json']).stdout).findings.length).toBeGreaterThan(0);
  });

  it('stops by itself after --duration, and says by its status what was asked for', async () => {
    const running = watching('--pace', '1', '--duration', '7s', '--fail-on', 'low', '--format', 'ndjson');
    expect(await running.ended).toBe(1);
    expect(events(running).at(-1)).toMatchObject({ event: 'end', exit: 1 });
  });

  it('ends where nobody reads any more', () => {
    const { status, stdout } = desk.shell(`$M watch --read '${CAMERA}' --pace 20 --headless --no-store | head -n 1`);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('two at once: a phase needs a number, and goes to the one that was named', async () => {
    const [first, second] = [playing(), playing()];
    await Promise.all([first.said(/"finding"/), second.said(/"finding"/)]);
    expect(desk.run(['phase', 'start', 'idle'])).toMatchObject({ status: 2, stderr: expect.stringContaining('several sessions') });
    const running = JSON.parse(desk.run(['sessions', '--format', 'json']).stdout).slice(0, 2) as { id: number; state: string }[];
    expect(running.map(({ state }) => state)).toEqual(['running', 'running']);
    expect(desk.run(['phase', 'start', 'idle', '--session', String(running[0]!.id)]).status).toBe(0);
    expect(desk.run(['phase', 'start', 'idle', '--session', '99'])).toMatchObject({ status: 2 });
    for (const each of [first, second]) each.child.kill('SIGINT');
    await Promise.all([first.ended, second.ended]);
    expect([first, second].filter(({ stdout }) => stdout.includes('phase-start'))).toHaveLength(1);
  });
});
