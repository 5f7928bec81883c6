import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

const TSX = createRequire(import.meta.url).resolve('tsx');

/**
 * Runs `script`, the body of an asynchronous function, in a process that has no descriptor left, and gives what it prints, which must be JSON,
 * and how it ended. `loading` runs before, while there still are some. The process has a group of its own: a signal that it sends to what never
 * started must not reach those who started it.
 */
export async function withoutDescriptors(loading: string, script: string): Promise<{ said: unknown; ended: unknown[] }> {
  const whole = `const { openSync } = await import('node:fs');
    ${loading}
    try { for (;;) openSync('/dev/null'); } catch {}
    console.log(JSON.stringify(await (async () => { ${script} })()));`;
  const args = ['-c', 'ulimit -n 100; exec "$@"', 'sh', process.execPath, '--import', TSX, '--input-type=module', '-e', whole];
  const shell = spawn('/bin/sh', args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const ended = await once(shell, 'close');
  return { said: stdout === '' ? null : JSON.parse(stdout), ended };
}
