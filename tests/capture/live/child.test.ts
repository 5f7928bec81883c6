import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Child } from '../../../src/capture/live/child.ts';
import { processMarker } from '../../../src/store/process-marker.ts';
import { withoutDescriptors } from '../../builders/without-descriptors.ts';
import { until } from '../../cli/live/running.ts';

const CHILD = JSON.stringify(new URL('../../../src/capture/live/child.ts', import.meta.url).pathname);
const TSX = createRequire(import.meta.url).resolve('tsx');

const isRunning = (pid: number): boolean => processMarker(pid).split(' ')[1] !== '-';

/** Runs a shell script to its end; `act` is called when it first says something. */
async function run(
  script: string,
  act: (child: Child) => void = () => undefined,
): Promise<{ end: Awaited<Child['ended']>; lines: string[]; output: string }> {
  const lines: string[] = [];
  const child = new Child('/bin/sh', ['-c', script], (line) => {
    lines.push(line);
    if (lines.length === 1) act(child);
  });
  let output = '';
  child.output.setEncoding('latin1').on('data', (text: string) => (output += text));
  child.output.on('error', () => undefined);
  return { end: await child.ended, lines, output };
}

describe('Child', () => {
  it('gives output, lines of standard error, and how it ended', async () => {
    const { end, lines, output } = await run('printf octets; printf "one\\ntwo\\rthree" >&2; exit 3');
    expect(output).toBe('octets');
    expect(lines).toEqual(['one', 'two', 'three']);
    expect(end).toEqual({ spawnError: null, status: 3, signal: null, words: 'one\ntwo\rthree', asked: false, stuck: false });
  });

  it('speaks English, whatever the language of the user', async () => {
    expect((await run('echo "$LC_ALL"')).output).toBe('C\n');
  });

  it.each([
    ['/nonexistent/program', 'ENOENT'],
    ['/etc/passwd', 'EACCES'],
  ])('says that %s cannot be started', async (program, code) => {
    const child = new Child(program, [], () => undefined);
    child.output.on('error', () => undefined).resume();
    expect(await child.ended).toMatchObject({ spawnError: code, status: null });
    child.stop();
  });

  it('says that nothing can be started where the system has no descriptors left, and signals nobody', async () => {
    const loading = `const { Child } = await import(${CHILD});`;
    const script = `const [one, other] = [new Child('/bin/true', [], () => undefined), new Child('/bin/true', [], () => undefined)];
      one.stop();
      other.kill();
      one.output.resume();
      return [await one.ended, await other.ended];`;
    const nothing = { spawnError: 'EMFILE', status: null };
    expect(await withoutDescriptors(loading, script)).toMatchObject({ said: [nothing, nothing], ended: [0, null] });
  });

  it('asks it to end, in order', async () => {
    const { end, output } = await run('trap "echo bye; exit 0" INT; echo ready >&2; while :; do sleep 0.05; done', (child) => {
      child.stop();
      child.stop();
    });
    expect([output, end.status, end.asked]).toEqual(['bye\n', 0, true]);
  });

  it('ends it where it does not obey', async () => {
    const { end } = await run('trap "" INT; echo ready >&2; while :; do sleep 0.05; done', (child) => child.stop());
    expect(end.signal).toBe('SIGKILL');
  });

  it('lives in a session of its own, where keys of the terminal do not reach it', async () => {
    const { output } = await run('ps -o sid= -p $$; echo $$');
    const [session, own] = output.trim().split(/\s+/);
    expect(session).toBe(own);
  });

  it('leaves nobody behind who waits for its end', async () => {
    const { output } = await run('echo $$; sleep 0.1');
    const rest = (): string[] => spawnSync('ps', ['-s', output.trim(), '-o', 'args='], { encoding: 'utf8' }).stdout.split('\n');
    await until(() => rest().join('') === '');
  });

  it('hands the program no more than its three streams', async () => {
    const { output } = await run('(: <&3) 2>/dev/null && echo open; echo over');
    expect(output).toBe('over\n');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'goes with who started it, when that ends by %s, though it has nothing to say',
    async (signal) => {
      const module = JSON.stringify(new URL('../../../src/capture/live/child.ts', import.meta.url).pathname);
      const script = `import(${module}).then(({ Child }) => {
      const child = new Child('/bin/sh', ['-c', 'echo $$ >&2; exec sleep 600'], (line) => console.log(line));
      child.output.resume();
    });`;
      const parent = spawn(process.execPath, ['--import', TSX, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(String(line));
      expect(isRunning(pid)).toBe(true);
      parent.kill(signal);
      await until(() => !isRunning(pid));
    },
  );

  it.skipIf(spawnSync('setpriv', ['--reuid', '65534', '--clear-groups', 'true']).status !== 0)(
    'leaves nobody behind with more rights than it needs',
    async () => {
      const rights = ['--inh-caps=+net_raw', '--ambient-caps=+net_raw'];
      const through = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', ...rights, '--'];
      const child = new Child('/bin/sh', ['-c', 'echo $$ >&2; exec sleep 600'], (line) => void told(line), through);
      let told: (line: string) => void = () => undefined;
      const program = Number(await new Promise<string>((resolve) => (told = resolve)));
      const status = (pid: number): string[] =>
        readFileSync(`/proc/${pid}/status`, 'latin1')
          .match(/^(Uid|CapPrm|CapAmb):.*$/gm)!
          .map((line) => line.replaceAll('\t', ' '));
      const uid = 'Uid: 65534 65534 65534 65534';
      expect(status(program)).toEqual([uid, 'CapPrm: 0000000000002000', 'CapAmb: 0000000000002000']);
      const { stdout } = spawnSync('ps', ['-s', String(program), '-o', 'pid='], { encoding: 'utf8' });
      const [watcher, ...more] = stdout
        .trim()
        .split(/\s+/)
        .map(Number)
        .filter((pid) => pid !== program);
      expect(more).toEqual([]);
      expect(status(watcher!)).toEqual([uid, 'CapPrm: 0000000000000000', 'CapAmb: 0000000000000000']);
      child.kill();
      await child.ended;
    },
  );

  it('remembers only the end of what it says', async () => {
    const { end } = await run('head -c 100000 /dev/zero | tr "\\0" x >&2; echo end >&2');
    expect(end.words.length).toBe(16_384);
    expect(end.words.endsWith('end\n')).toBe(true);
  });
});
