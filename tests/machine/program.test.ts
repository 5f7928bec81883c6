import { describe, expect, it } from 'vitest';
import { plainEnvironment, runProgram } from '../../src/machine/program.ts';

describe('runProgram', () => {
  it('gives status and both outputs', async () => {
    const ran = await runProgram('sh', ['-c', 'echo out; echo err >&2; exit 3']);
    expect(ran).toEqual({ missing: false, status: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('passes arguments on as they are, through no shell', async () => {
    expect((await runProgram('printf', ['%s', '$(id); `id` * "'])).stdout).toBe('$(id); `id` * "');
  });

  it('says that a program is missing', async () => {
    expect(await runProgram('no-such-program-here', [])).toEqual({ missing: true, status: null, stdout: '', stderr: '' });
  });

  it('writes to the standard input, and bears a program that does not read it', async () => {
    expect((await runProgram('cat', [], { input: 'hello' })).stdout).toBe('hello');
    expect((await runProgram('true', [], { input: 'x'.repeat(1 << 20) })).status).toBe(0);
  });

  it('ends a program that takes too long', async () => {
    expect(await runProgram('sleep', ['30'], { timeout: 50 })).toMatchObject({ missing: false, status: null });
  });

  it('runs programs in English, with the folders of administration programs in the path', async () => {
    expect((await runProgram('sh', ['-c', 'echo "$LC_ALL $LANG"'])).stdout).toBe('C C\n');
    expect(plainEnvironment({ PATH: '/bin', LANG: 'fr_FR.UTF-8', HOME: '/h' })).toMatchObject({
      PATH: '/bin:/usr/local/sbin:/usr/sbin:/sbin',
      LANG: 'C',
      HOME: '/h',
    });
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
