import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programPath, runProgram, signalProcess } from '../../src/machine/program.ts';
import { withoutDescriptors } from '../builders/without-descriptors.ts';

const folder = mkdtempSync(join(tmpdir(), 'mouchard-program-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, mode);
  return path;
}

describe('programPath', () => {
  it('searches the given folders first, then those of the system', () => {
    const own = script('sh', 'exit 0');
    expect(programPath('sh', folder)).toBe(own);
    expect(programPath('sh')).toMatch(/^\/.*\/sh$/);
    expect(programPath('sh', '/nowhere')).toMatch(/^\/.*\/sh$/);
  });

  it('takes no folder, no file without the right, nothing relative', () => {
    mkdirSync(join(folder, 'folder'));
    script('plain', '', 0o644);
    expect(programPath('folder', folder)).toBeNull();
    expect(programPath('plain', folder)).toBeNull();
    expect(programPath('/etc/passwd')).toBeNull();
    expect(programPath('no-such-program', `${folder}::.:relative`)).toBeNull();
  });
});

describe('runProgram', () => {
  it('says what is wrong where the system has no descriptors left', async () => {
    const module = JSON.stringify(new URL('../../src/machine/program.ts', import.meta.url).pathname);
    const ran = await withoutDescriptors(`const { runProgram } = await import(${module});`, `return runProgram('/bin/true', []);`);
    const said = { missing: false, status: null, timedOut: false, stderr: expect.stringContaining('EMFILE') as string };
    expect(ran).toMatchObject({ said, ended: [0, null] });
  });

  it('gives status and both outputs', async () => {
    const path = script('speaks', 'echo out; echo err >&2; exit 3');
    expect(await runProgram(path, [])).toEqual({ missing: false, status: 3, timedOut: false, stdout: 'out\n', stderr: 'err\n' });
  });

  it('hands arguments over as they are, without a shell', async () => {
    const path = script('lists', 'for a in "$@"; do echo "<$a>"; done');
    const { stdout } = await runProgram(path, ['$(id)', '; rm', '', 'a b', '*']);
    expect(stdout).toBe('<$(id)>\n<; rm>\n<>\n<a b>\n<*>\n');
  });

  it('feeds standard input, and bears a program that does not read it', async () => {
    expect((await runProgram('cat', [], { input: 'é\n' })).stdout).toBe('é\n');
    expect((await runProgram('true', [], { input: 'x'.repeat(1 << 20) })).status).toBe(0);
  });

  it('hands over no variable but its own, in the plain locale', async () => {
    process.env['MOUCHARD_SECRET'] = 'secret';
    const { stdout } = await runProgram('env', [], { env: { TOKEN: '1' } });
    delete process.env['MOUCHARD_SECRET'];
    expect(stdout).toContain('LC_ALL=C\n');
    expect(stdout).toContain('TOKEN=1\n');
    expect(stdout).not.toContain('secret');
  });

  it('says that a program is not there, or is none', async () => {
    expect(await runProgram('no-such-program', [])).toMatchObject({ missing: true, status: null });
    const path = join(folder, 'broken');
    writeFileSync(path, '#!/no/such/interpreter\n', { mode: 0o755 });
    expect(await runProgram(path, [])).toMatchObject({ missing: true, status: null });
  });

  it('ends a program that takes too long, also where its children hold the output', async () => {
    const path = script('sleeps', 'sleep 20 & sleep 20');
    expect(await runProgram(path, [], { timeoutMs: 100 })).toMatchObject({ missing: false, status: null, timedOut: true });
  });

  it('has no status for one that a signal ended', async () => {
    expect(await runProgram(script('dies', 'kill -9 $$'), [])).toMatchObject({ missing: false, status: null, timedOut: false });
  });

  it('keeps a bounded part of the output', async () => {
    const { status, stdout } = await runProgram('head', ['-c', '9000000', '/dev/zero']);
    expect(status).toBe(0);
    expect(stdout.length).toBe(4 << 20);
  });
});

describe('signalProcess', () => {
  it('ends a process, and does not mind one that has gone', async () => {
    const child = spawn('sleep', ['300']);
    signalProcess(child.pid!, 'SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(() => signalProcess(child.pid!, 'SIGKILL')).not.toThrow();
  });
});
