import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Starts the sibling module `name` of the module at `url` on a thread of its own. In the compiled program it is JavaScript;
 * where the sources run as they are (tests, scripts) it is TypeScript, which a thread learns to read from tsx.
 */
export function startThread(url: string, name: string, workerData: unknown): Worker {
  const here = fileURLToPath(url);
  const suffix = here.slice(here.lastIndexOf('.'));
  const path = fileURLToPath(new URL(`./${name}${suffix}`, url));
  if (suffix !== '.ts') return new Worker(path, { workerData, execArgv: [] });
  const loader = JSON.stringify(createRequire(url).resolve('tsx/cjs'));
  return new Worker(`require(${loader}); require(${JSON.stringify(path)});`, { eval: true, workerData, execArgv: [] });
}
