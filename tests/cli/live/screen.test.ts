import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { expectTerminal } from '../../../src/cli/live/screen.ts';
import type { Edges } from '../../../src/cli/edges.ts';
import { RunFolder } from '../../../src/live/run-folder.ts';
import { SessionClient } from '../../../src/live/session-client.ts';
import { Desk } from '../drive.ts';
import { until } from './running.ts';
import { Terminal, terminalMissing } from './terminal.ts';

const desk = new Desk();
const TOY = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const folder = new RunFolder(desk.path('.local/state/mouchard/run'));
const WATCH = `$M watch --read ${TOY} --pace 1`;
const terminals: Terminal[] = [];

function open(name: string): Terminal {
  const terminal = new Terminal(desk, name);
  terminals.push(terminal);
  return terminal;
}

afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.close();
  // Of a test that failed.
  for (const { pid } of folder.list()) process.kill(pid, 'SIGKILL');
  return until(() => folder.list().length === 0);
});

/** Stops the session that runs, and waits until nothing runs any more. */
async function stop(): Promise<void> {
  for (const { socket } of folder.list()) {
    const client = await SessionClient.connect(socket, Date.now);
    await client.send({ type: 'stop' });
    await client.close();
  }
  await until(() => folder.list().length === 0);
}

describe('expectTerminal', () => {
  const edges = (input: boolean, output: boolean): Edges => ({ stdin: { isTTY: input }, stdout: { isTTY: output } }) as unknown as Edges;
  it('wants a terminal to show, and one to type where the capture does not come from there', () => {
    expect(() => expectTerminal(edges(true, true), false)).not.toThrow();
    expect(() => expectTerminal(edges(false, true), true)).not.toThrow();
    expect(() => expectTerminal(edges(false, true), false)).toThrow('no-terminal');
    expect(() => expectTerminal(edges(true, false), true)).toThrow('no-terminal');
  });
});

describe.skipIf(terminalMissing !== null)('the screens of a running session', () => {
  it('can be left and come back to, from another terminal too; Ctrl-C finishes the analysis and tells what came of it', async () => {
    const first = open('first');
    first.type(`${WATCH}; echo "status $?"`);
    await first.until(/live capture\.pcapng/);
    first.keys('q');
    await first.until(/d detach/);
    first.keys('d');
    await first.until(/The capture goes on\. Come back: mouchard attach 1[^]*status 0/);
    first.type('$M attach; echo "status $?"');
    await first.until(/live capture\.pcapng/);
    const second = open('second');
    second.type('$M attach 1; echo "status $?"');
    await second.until(/live capture\.pcapng/);
    expect(desk.run(['phase', 'start', 'playing']).status).toBe(0);
    await Promise.all([first.until(/› playing/), second.until(/› playing/)]);
    first.keys('C-c');
    // The file was not read to its end.
    const said = await first.until(/status 5/);
    expect(said).toMatch(/\d+ findings?:/);
    expect(said).toContain('Kept as session 1');
    await until(() => folder.list().length === 0);
    await second.until(/capture\.pcapng/);
    second.keys('q');
    await second.until(/Kept as session 1[^]*status 5/);
  });

  it('cost nothing when they are killed, suspended or lose their terminal', async () => {
    const terminal = open('lost');
    terminal.type(WATCH);
    await terminal.until(/live capture\.pcapng/);
    const [entry] = folder.list();
    terminal.keys('C-z');
    await terminal.until(/Stopped/);
    const outside = await SessionClient.connect(entry!.socket, Date.now);
    const before = outside.status().now;
    await until(() => outside.status().now > before);
    terminal.type('fg');
    await terminal.until(/live capture\.pcapng/);
    terminal.keys('C-z');
    await terminal.until(/Stopped/);
    terminal.type('clear; kill -9 %1; fg; echo "killed $?"');
    await terminal.until(/killed \d+\n/);
    terminal.type('clear');
    terminal.type('$M attach');
    await terminal.until(/live capture\.pcapng/);
    terminal.close();
    const then = outside.status().now;
    await until(() => outside.status().now > then);
    expect(outside.status()).toMatchObject({ state: 'capturing' });
    await outside.close();
    await stop();
  });

  it('say so when the engine is killed, and what it had kept can be looked at', async () => {
    const terminal = open('killed');
    terminal.type(`${WATCH}; echo "status $?"`);
    await terminal.until(/live capture\.pcapng/);
    const [entry] = folder.list();
    await until(() => JSON.parse(desk.run(['sessions', '--format', 'json']).stdout)[0].findings > 0);
    process.kill(entry!.pid, 'SIGKILL');
    await until(() => folder.list().length === 0);
    await terminal.until(/! ENGINE LOST at \d\d:\d\d:\d\d/);
    terminal.keys('q');
    await terminal.until(/The engine has ended unexpectedly\. What it had kept: mouchard sessions show \d+[^]*status 70/);
    terminal.type('clear; $M attach; echo "status $?"');
    await terminal.until(/no session is running/);
    terminal.type(`clear; $M attach ${entry!.session}; echo "status $?"`);
    await terminal.until(/\[1 /);
    terminal.keys('q');
    await terminal.until(/status 0/);
  });

  it('say so when the engine does not answer, and since when, and that it answers again; nobody has to wait for it', async () => {
    const terminal = open('hung');
    terminal.type(`$M watch --read ${TOY} --pace 0.05; echo "status $?"`);
    await terminal.until(/live capture\.pcapng/);
    const [entry] = folder.list();
    process.kill(entry!.pid, 'SIGSTOP');
    await terminal.until(/! NO ANSWER since \d\d:\d\d:\d\d[^]*The engine has not answered since/);
    terminal.keys('p');
    await terminal.until(/New phase/);
    terminal.type('asleep');
    await terminal.until(/Not done: the engine does not answer; should it go on/);
    process.kill(entry!.pid, 'SIGCONT');
    await terminal.until(/live capture\.pcapng +› asleep/);
    process.kill(entry!.pid, 'SIGSTOP');
    await terminal.until(/! NO ANSWER since/);
    terminal.keys('C-c');
    await terminal.until(/The engine does not answer\. Ctrl-C leaves/);
    terminal.keys('C-c');
    await terminal.until(new RegExp(`The engine \\(process ${entry!.pid}\\) does not answer\\.[^]*status 130`));
    process.kill(entry!.pid, 'SIGCONT');
    // It was asked to stop, and does.
    await until(() => folder.list().length === 0);
  });

  it('say in words why a capture could not begin, without a screen', async () => {
    const terminal = open('refused');
    terminal.type('$M watch -i no-such-if0; echo "status $?"');
    await terminal.until(/there is no network interface no-such-if0[^]*status 4/);
    terminal.type(`clear; $M watch --read ${desk.path('missing')} --pace 1; echo "status $?"`);
    await terminal.until(/there is no such file[^]*status 3/);
  });

  it.runIf(process.getuid?.() === 0)('do not say that a session was kept where the disk was full', async () => {
    const small = desk.path('small');
    mkdirSync(small);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]).status).toBe(0);
    try {
      const terminal = open('small');
      terminal.type(`$M watch --read ${TOY} --pace 4 --store ${small}/store.sqlite; echo "status $?"`);
      await terminal.until(/live capture\.pcapng/);
      spawnSync('dd', ['if=/dev/zero', `of=${small}/filler`, 'bs=64k']);
      await terminal.until(/NOT KEPT/);
      terminal.keys('C-c');
      const said = await terminal.until(/status \d+/);
      expect(said).toMatch(/The session was not kept to its end: the disk is nearly full\./);
      expect(said).not.toMatch(/Kept as session/);
      await until(() => folder.list().length === 0);
    } finally {
      spawnSync('umount', ['--lazy', small]);
    }
  });
});
