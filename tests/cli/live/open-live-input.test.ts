import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPcap } from '../../builders/pcap.ts';
import { labMissing, Lab } from '../../capture/live/lab.ts';
import { Desk, PROGRAM } from '../drive.ts';
import { Running, until } from './running.ts';

const desk = new Desk();
const CAMERA = new URL('../../../fixtures/captures/camera/capture.pcapng', import.meta.url).pathname;
const missing = await labMissing('dumpcap', 'tcpreplay');
if (missing !== null) console.warn(`live capture is not tested: ${missing}`);

type Result = Readonly<Record<string, unknown>> & {
  readonly findings: readonly object[];
  readonly captures: readonly Readonly<Record<string, unknown>>[];
};
const shown = (id = ''): Result => {
  const session = id === '' ? String(JSON.parse(desk.run(['sessions', '--format', 'json']).stdout)[0].id) : id;
  return JSON.parse(desk.run(['sessions', 'show', session, '--format', 'json']).stdout) as Result;
};

describe('watch -', () => {
  it('takes a capture that arrives through standard input, and finds what an analysis finds', () => {
    const plain = JSON.parse(desk.run(['analyze', '--no-store', '--format', 'json', CAMERA]).stdout) as Result;
    const input = readFileSync(CAMERA);
    expect(desk.run(['watch', '-', '--headless', '--format', 'ndjson'], { input }).status).toBe(0);
    expect(shown()).toMatchObject({ findings: plain.findings, devices: plain['devices'], destinations: plain['destinations'] });
  });

  it('takes one that grows through a named pipe: findings come while it is open', async () => {
    const pipe = desk.path('pipe');
    spawnSync('mkfifo', [pipe]);
    const running = new Running(desk, ['watch', 'pipe', '--headless', '--format', 'ndjson', '--no-store']);
    const writer = spawn('bash', ['-c', 'cat "$1"; sleep 600', '-', CAMERA], { stdio: ['ignore', 'pipe', 'ignore'] });
    const sink = spawn('bash', ['-c', 'cat > "$1"', '-', pipe], { stdio: [writer.stdout, 'ignore', 'ignore'] });
    await running.said(/cleartext-ftp-password/);
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    writer.kill();
    sink.kill();
  });

  it('keeps of a ring the newest files, and says what went with the others', () => {
    // More than three files of 1 MiB.
    const frame = Buffer.concat([Buffer.from('02000000000102000000000288b5', 'hex'), Buffer.alloc(986)]);
    const input = buildPcap(Array.from({ length: 3_600 }, (_, index) => ({ octets: frame, at: 1_600_000_000_000_000 + index })));
    const ring = ['--record', 'ring', '--record-files', '2', '--record-size', '1'];
    expect(desk.run(['watch', '-', '--headless', '--format', 'ndjson', ...ring], { input }).status).toBe(0);
    const { notes, coverage } = shown() as unknown as {
      notes: { recordings: { name: string; frames: number; deleted: boolean }[] };
      coverage: { limits: object[] };
    };
    const kept = notes.recordings.filter(({ deleted }) => !deleted);
    expect(notes.recordings.length).toBeGreaterThan(3);
    expect(kept).toHaveLength(2);
    expect(readdirSync(desk.path('ring')).filter((name) => name.endsWith('.pcapng'))).toEqual(kept.map(({ name }) => name));
    const gone = 3_600 - kept.reduce((sum, { frames }) => sum + frames, 0);
    expect(coverage.limits).toContainEqual(expect.objectContaining({ code: 'recording-deleted', count: gone }));
  });

  it('says what is wrong with what comes: exit 4', () => {
    const nonsense = desk.run(['watch', '-', '--headless'], { input: Buffer.from('this is no capture, not at all') });
    expect(nonsense).toMatchObject({ status: 4, stderr: expect.stringContaining('is no capture') });
    expect(desk.run(['watch', '/nowhere/pipe', '--headless'])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: expect.stringContaining('there is no /nowhere/pipe'),
    });
  });
});

describe('watch -i', () => {
  it('says which interface there is not, in both languages: exit 4, and no session begins', () => {
    expect(desk.run(['watch', '-i', 'none0', '--headless'])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: expect.stringMatching(/^mouchard: there is no network interface none0$/m),
    });
    expect(desk.run(['watch', '-i', 'none0', '--headless', '--lang', 'fr']).stderr).toContain('none0');
  });
});

describe.skipIf(missing !== null)('watch -i, on a cable', () => {
  let lab: Lab;
  beforeAll(() => {
    lab = new Lab('watch');
  });
  afterAll(() => lab.close());
  // `ip netns exec` becomes the program itself, so signals arrive where they should.
  const onCable = (end: string, ...more: string[]): Running =>
    new Running(
      desk,
      ['netns', 'exec', lab.space, process.execPath, PROGRAM, 'watch', '-i', end, '--headless', '--format', 'ndjson', ...more],
      ['ip'],
    );

  it('finds what the recording gives when it is read again: times, frame numbers and all; phases by the machine’s clock', async () => {
    const running = onCable('far', '--record', 'rec');
    await until(() => desk.run(['phase', 'list']).status === 0);
    await until(() => desk.run(['phase', 'start', 'replay']).status === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    lab.send(CAMERA, 'near', 200);
    await running.said(/unauthenticated-rtsp/);
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    const live = shown();
    expect(live).toMatchObject({ coverage: { kernel_drops: 0, complete: true }, phases: [{ name: 'replay' }] });
    expect(live.captures[0]).toMatchObject({ name: 'far', frames: 288 });
    const files = readdirSync(desk.path('rec')).filter((name) => name.endsWith('.pcapng'));
    expect(files.length).toBeGreaterThan(0);
    writeFileSync(desk.path('whole.pcapng'), Buffer.concat(files.sort().map((name) => readFileSync(desk.path(`rec/${name}`)))));
    const replay = JSON.parse(desk.run(['analyze', '--no-store', '--format', 'json', 'whole.pcapng']).stdout) as Result;
    expect(replay.findings.length).toBeGreaterThan(5);
    const withoutPhase = JSON.parse(
      JSON.stringify(live.findings, (key, value: unknown) => (key === 'phase' ? undefined : value)),
    ) as object[];
    expect(withoutPhase).toEqual(replay.findings);
    expect([live['devices'], live['destinations']]).toEqual([replay['devices'], replay['destinations']]);
    const notes = live['notes'] as { readonly recordings: readonly { readonly name: string; readonly first_frame: number }[] };
    expect(notes.recordings.map(({ name }) => name)).toEqual(files);
    expect(notes.recordings[0]!.first_frame).toBe(1);
  });

  it('does not begin where the recording that is asked for cannot be made: exit 2', async () => {
    desk.file('in-the-way', '');
    const before = desk.run(['sessions']).stdout;
    const running = onCable('far', '--record', 'in-the-way');
    expect(await running.ended).toBe(2);
    expect(running.stderr).toMatch(/^mouchard: cannot write \S*in-the-way: there is such a file already$/m);
    expect(desk.run(['sessions']).stdout).toBe(before);
  });

  it('keeps what was seen when the interface goes away: exit 4', async () => {
    lab.cable('gone-near', 'far9');
    const running = onCable('far9');
    await until(() => desk.run(['phase', 'list']).status === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    lab.send(CAMERA, 'gone-near', 200);
    await running.said(/cleartext-ftp-password/);
    lab.inside('ip', 'link', 'del', 'far9');
    expect(await running.ended).toBe(4);
    expect(running.stderr).toContain('far9');
    expect(shown().findings.length).toBeGreaterThan(0);
  });
});
