import { spawnSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('../../../src/cli/live/give-way.ts', import.meta.url).href;
const TSX = new URL('../../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;

/** What a thread says that was there before, and one that comes after. */
const PROGRAM = `
const { Worker } = await import('node:worker_threads');
const { getPriority } = await import('node:os');
const { giveWay } = await import(${JSON.stringify(MODULE)});
const ask = (worker) => new Promise((resolve) => worker.once('message', resolve).postMessage(''));
const TEXT = "const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => parentPort.postMessage(require('node:os').getPriority(0)))";
const before = new Worker(TEXT, { eval: true, execArgv: [] });
await ask(before);
giveWay();
giveWay();
console.log(JSON.stringify([getPriority(0), await ask(before)]));
process.exit();
`;

describe.skipIf(process.platform !== 'linux')('giveWay', () => {
  it('lowers the thread that asks, and not the one that was there before', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, '--input-type=module', '-e', PROGRAM], { encoding: 'utf8' });
    const own = getPriority(0);
    expect([stderr, JSON.parse(stdout)]).toEqual(['', [Math.max(own, 5), own]]);
  });
});
