import { describe, expect, it } from 'vitest';
import { programPath, runProgram, signalProcess } from '../../src/machine/program.ts';

describe('runProgram', () => {
  it('gives status and both outputs', async () => {
    const ran = await runProgram('sh', ['-c', 'echo out; echo err >&2; exit 3']);
    expect(ran).toEqual({ missing: false, status: 3, timedOut: false, stdout: 'out\n', stderr: 'err\n' });
  });

  it('passes arguments on as they are, through no shell', async () => {
    expect((await runProgram('printf', ['%s', '$(id); `id` * "'])).stdout).toBe('$(id); `id` * "');
  });

  it('says that a program is missing', async () => {
    expect(await runProgram('no-such-program-here', [])).toMatchObject({ missing: true, status: null, stdout: '', stderr: '' });
    expect(programPath('no-such-program-here')).toBeNull();
    expect(programPath('/etc/passwd')).toBeNull();
    expect(programPath('sh')).toMatch(/^\/.*\/sh$/);
  });

  it('writes to the standard input, and bears a program that does not read it', async () => {
    expect((await runProgram('cat', [], { input: 'hello' })).stdout).toBe('hello');
    expect((await runProgram('true', [], { input: 'x'.repeat(1 << 20) })).status).toBe(0);
  });

  it('ends a program that takes too long, with those that it started', async () => {
    expect(await runProgram('sh', ['-c', 'echo begun; sleep 600'], { timeoutMs: 200 })).toMatchObject({ status: null, timedOut: true });
  });

  it('keeps the beginning of an output without end', async () => {
    const { stdout } = await runProgram('sh', ['-c', 'head -c 6000000 /dev/zero | tr "\\0" x']);
    expect(stdout.length).toBe(4 << 20);
  });

  it('runs programs in the plain locale, and hands no environment on but what is asked for', async () => {
    expect((await runProgram('sh', ['-c', 'echo "$LC_ALL $HOME $GIVEN"'], { env: { GIVEN: 'yes' } })).stdout).toBe('C  yes\n');
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
