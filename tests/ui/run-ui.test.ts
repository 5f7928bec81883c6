import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runUi, type HostEvent, type QuitReason } from '../../src/ui/run-ui.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';
import { CannedFeed, CannedSession } from './canned-feed.ts';
import { FakeKeyboard, FakeScreen } from './fake-tty.ts';
import { LIVE } from './frames.ts';

const ENTER = '\x1b[?1049h';
const LEAVE = '\x1b[?1049l';

class FakeHost {
  readonly listeners = new Map<HostEvent, () => void>();
  stopped = 0;
  on = (event: HostEvent, listener: () => void): unknown => this.listeners.set(event, listener);
  off = (event: HostEvent): unknown => this.listeners.delete(event);
  stop = (): unknown => (this.stopped += 1);
}

async function start(columns = 80, rows = 24, more: { readonly feed?: CannedFeed; readonly plain?: boolean } = {}) {
  const [keyboard, screen, host, ending] = [new FakeKeyboard(), new FakeScreen(columns, rows), new FakeHost(), new AbortController()];
  const { feed = new CannedFeed(), plain = false } = more;
  const run = runUi({
    ...{ snapshots: feed, language: 'en', color: false, ascii: false, signal: ending.signal, host },
    ...{ stdin: keyboard.stream, stdout: screen.stream, plain },
  });
  // What draws is only then loaded.
  await import('ink');
  await pause(0);
  return { keyboard, screen, feed, host, ending, run };
}

describe('the screens on a terminal', () => {
  it.each<[string, QuitReason, (ui: Awaited<ReturnType<typeof start>>) => void]>([
    ['q', 'key', ({ keyboard }) => keyboard.type('q')],
    ['Ctrl-C', 'interrupt', ({ keyboard }) => keyboard.type('\x03')],
    ['a signal', 'signal', ({ ending }) => ending.abort()],
    ['the end of the terminal', 'signal', ({ keyboard }) => keyboard.emit('end')],
    ['a write that fails', 'signal', ({ screen }) => screen.emit('error', new Error('EIO'))],
  ])('give it back on %s', async (_name, reason, act) => {
    const ui = await start();
    expect(ui.screen.written).toContain(ENTER);
    expect(ui.screen.written).toContain('talking-bear');
    act(ui);
    expect(await ui.run).toBe(reason);
    expect(ui.screen.written.endsWith(LEAVE)).toBe(true);
    expect([ui.keyboard.raw, ui.keyboard.flowing, ui.feed.listeners, ui.host.listeners.size]).toEqual([false, false, 0, 0]);
    expect(ui.keyboard.listenerCount('data') + ui.screen.listenerCount('resize')).toBe(0);
  });

  it('give it back before a fault is told', async () => {
    const ui = await start();
    ui.feed.current = () => {
      throw new Error('no picture');
    };
    ui.feed.push(aSnapshot());
    await expect(ui.run).rejects.toThrow('no picture');
    expect(ui.screen.written.endsWith(LEAVE)).toBe(true);
    expect(ui.keyboard.raw).toBe(false);
  });

  it('give it back when the program ends otherwise', async () => {
    const ui = await start();
    ui.host.listeners.get('exit')!();
    expect(ui.screen.written.endsWith(LEAVE)).toBe(true);
    ui.keyboard.type('q');
    await ui.run;
  });

  it('are not even opened where the end was asked for before', async () => {
    const [keyboard, screen] = [new FakeKeyboard(), new FakeScreen(80, 24)];
    const run = runUi({
      ...{ snapshots: new CannedFeed(), language: 'en', color: false, ascii: false, signal: AbortSignal.abort() },
      ...{ stdin: keyboard.stream, stdout: screen.stream },
    });
    expect(await run).toBe('signal');
    expect(screen.written).toBe('');
  });

  it('stop for the shell and come back whole', async () => {
    const ui = await start();
    ui.keyboard.type('\x1a');
    expect([ui.screen.written.endsWith(LEAVE), ui.keyboard.raw, ui.host.stopped]).toEqual([true, false, 1]);
    ui.screen.written = '';
    ui.host.listeners.get('SIGCONT')!();
    await pause(20);
    expect(ui.screen.written.startsWith(ENTER)).toBe(true);
    expect(ui.screen.written).toContain('talking-bear');
    expect(ui.keyboard.raw).toBe(true);
    ui.keyboard.type('q');
    await ui.run;
  });

  it('write little, and never clear the screen', async () => {
    const ui = await start(120, 40);
    await pause(20);
    ui.screen.written = '';
    ui.keyboard.type('\x1b[B');
    await pause(20);
    expect(ui.screen.written.length).toBeGreaterThan(0);
    expect(ui.screen.written.length).toBeLessThan(6_000);
    ui.screen.written = '';
    ui.feed.push(aSnapshot());
    await pause(300);
    expect(ui.screen.written).toBe('');
    for (const [columns, rows] of [
      [1, 1],
      [400, 120],
      [60, 16],
      [2, 50],
      [80, 24],
    ] as const) {
      // prettier-ignore
      ui.screen.resize(columns, rows);
      await pause(5);
    }
    ui.keyboard.type('2345123\r\x1b[6~q/zzz\r\x0c');
    await pause(20);
    // eslint-disable-next-line no-control-regex -- the sequences that would clear the screen
    expect(ui.screen.written).not.toMatch(/\x1b\[[23]J|\x1bc/);
    expect(ui.screen.written).toContain('No row matches');
    ui.keyboard.type('\x1bq');
    ui.keyboard.type('\x03');
    await ui.run;
  });

  it('show what is new, at most four times a second', async () => {
    const ui = await start();
    for (let i = 0; i < 20; i += 1) ui.feed.push(aSnapshot({ devices: [] }));
    await pause(350);
    expect(ui.screen.written).toContain('No device');
    ui.keyboard.type('q');
    await ui.run;
  });
});

describe('the screens of a session that runs', () => {
  const live = async () => {
    const feed = new CannedSession(aSnapshot(), LIVE);
    return { ...(await start(80, 24, { feed })), session: feed };
  };

  it('hand on what is asked, and say what became of it', async () => {
    const ui = await live();
    ui.keyboard.type('mhello\r');
    expect(ui.session.asked).toEqual([{ type: 'mark', text: 'hello' }]);
    await pause(20);
    expect(ui.screen.written).toContain('Marked.');
    ui.session.answer = () => Promise.resolve({ refusal: 'too-many', at: null });
    ui.keyboard.type('pidle\r');
    await pause(20);
    expect(ui.screen.written).toContain('Not done: there are too many already');
    ui.session.answer = () => Promise.reject(new Error('no such socket'));
    ui.keyboard.type('4a');
    await pause(20);
    expect(ui.screen.written).toContain('Not done: the engine does not answer');
    expect(ui.session.asked.map(({ type }) => type)).toEqual(['mark', 'phase-start', 'review']);
    ui.keyboard.type('qd');
    expect(await ui.run).toBe('detach');
  });

  it('say so where nothing can be asked', async () => {
    const ui = await start();
    ui.keyboard.type('mhello\r');
    await pause(20);
    expect(ui.screen.written).toContain('this session only shows a file');
    ui.keyboard.type('q');
    expect(await ui.run).toBe('key');
  });

  it('end it on Ctrl-C, wait for what is left, and leave when all is done', async () => {
    const ui = await live();
    ui.keyboard.type('\x03');
    expect(ui.session.asked).toEqual([{ type: 'stop' }]);
    await pause(20);
    ui.keyboard.type('4');
    await pause(20);
    expect(ui.screen.written).toContain('Ctrl-C again leaves at once');
    ui.session.push(aSnapshot(), { ...LIVE, state: 'done', done: true });
    expect(await ui.run).toBe('stopped');
  });

  it('leave at once on the second Ctrl-C', async () => {
    const ui = await live();
    ui.keyboard.type('\x03\x03');
    expect(await ui.run).toBe('interrupt');
    expect(ui.session.asked).toEqual([{ type: 'stop' }]);
  });

  it('are lines one after the other where that was asked for', async () => {
    const feed = new CannedSession(aSnapshot(), LIVE);
    const ui = await start(80, 24, { feed, plain: true });
    ui.keyboard.type('4j\r');
    feed.push(aSnapshot({ findings: [] }));
    feed.push(aSnapshot({ findings: [aFinding({ id: 'new' })] }));
    await pause(300);
    ui.keyboard.type('\x1a');
    ui.host.listeners.get('SIGCONT')!();
    ui.keyboard.type('\x0c');
    ui.keyboard.type('qqd');
    expect(await ui.run).toBe('detach');
    expect(ui.screen.written).toContain('2 of 3: high, certain, talking-bear');
    expect(ui.screen.written).toContain('New finding: high');
    // eslint-disable-next-line no-control-regex -- every control character but the ends of lines
    expect(ui.screen.written.replaceAll('\r\n', '')).not.toMatch(/[\x00-\x1f\x7f]/);
    expect(ui.keyboard.raw).toBe(false);
  });
});

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** One shell in one real terminal. */
class Tmux {
  readonly #socket = `mouchard-test-${process.pid}`;

  open(columns: number, rows: number): void {
    this.close();
    const shell = "env -u CI -u CONTINUOUS_INTEGRATION NODE_ENV=production PS1='ready> ' bash --norc --noprofile";
    this.#run('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), shell);
    this.#run('set', '-g', 'window-size', 'manual');
  }

  close(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  keys(...keys: readonly string[]): void {
    this.#run('send-keys', ...keys);
  }

  resize(columns: number, rows: number): void {
    this.#run('resize-window', '-x', String(columns), '-y', String(rows));
  }

  screen(): string {
    return this.#run('capture-pane', '-p');
  }

  flags(): string {
    return this.#run('display', '-p', '#{alternate_on} #{cursor_flag}').trim();
  }

  async until(text: RegExp): Promise<string> {
    for (let i = 0; i < 300; i += 1) {
      const screen = this.screen();
      if (text.test(screen)) return screen;
      await pause(100);
    }
    throw new Error(`never shown: ${text}\n${this.screen()}`);
  }

  #run(...words: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...words], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  }
}

describe.skipIf(!hasTmux)('the screens in tmux', () => {
  const tmux = new Tmux();
  const show = async (...modes: readonly string[]): Promise<string> => {
    tmux.keys(`clear; node --import tsx tests/ui/show-screens.ts ${modes.join(' ')}`, 'Enter');
    return tmux.until(/\[1 (Live|Dir)/);
  };
  beforeEach(() => tmux.open(80, 24));
  afterEach(() => tmux.close());

  it('show, resize, and give the terminal back on q', async () => {
    const first = await show('en');
    expect(first).toContain('> talking-bear');
    expect(tmux.flags()).toBe('1 0');
    tmux.keys('4', 'Enter');
    await tmux.until(/Findings › cleartext-profile[^]*What to do/);
    tmux.resize(120, 40);
    await tmux.until(/2\. frames 48, 51 of talking-bear\.pcapng/);
    tmux.resize(40, 10);
    await tmux.until(/Needs 60x16/);
    tmux.resize(80, 24);
    await tmux.until(/Findings › cleartext-profile/);
    tmux.keys('q', 'q');
    await tmux.until(/quit: key/);
    expect(tmux.flags()).toBe('0 1');
  });

  it('give the terminal back on Ctrl-C, in French, in ASCII', async () => {
    const first = await show('fr', 'ascii', 'mono');
    expect(first).toMatch(/^[\x20-\x7e\n]*$/);
    tmux.keys('C-c');
    await tmux.until(/quit: interrupt/);
    expect(tmux.flags()).toBe('0 1');
  });

  it('go to the shell and back on Ctrl-Z', async () => {
    await show('en');
    tmux.keys('C-z');
    await tmux.until(/Stopped/);
    expect(tmux.flags()).toBe('0 1');
    tmux.keys('fg', 'Enter');
    await tmux.until(/> talking-bear/);
    expect(tmux.flags()).toBe('1 0');
    tmux.keys('q');
    await tmux.until(/quit: key/);
  });

  it('give the terminal back when the program crashes', async () => {
    await show('en', 'crash');
    await tmux.until(/crashed on purpose/);
    expect(tmux.flags()).toBe('0 1');
  });

  it('show a session that runs, take what is typed, and wait for its end on Ctrl-C', async () => {
    await show('en', 'live');
    await tmux.until(/● live wlan0/);
    tmux.keys('4');
    const first = (await tmux.until(/new \(n\)/)).split('\n');
    const under = first.find((line) => line.startsWith('> '))!;
    const later = (await tmux.until(/[2-9] new \(n\)/)).split('\n');
    expect(later.findIndex((line) => line.startsWith('> '))).toBe(first.indexOf(under));
    expect(later[first.indexOf(under)]).toBe(under);
    tmux.keys('m');
    await tmux.until(/Mark: █/);
    tmux.keys('said the wake word', 'Enter');
    await tmux.until(/Marked\./);
    tmux.keys('5');
    await tmux.until(/Marks +▲/);
    tmux.keys('C-z');
    await tmux.until(/Stopped/);
    expect(tmux.flags()).toBe('0 1');
    tmux.keys('fg', 'Enter');
    await tmux.until(/\[5 Timeline\]/);
    tmux.resize(200, 60);
    await tmux.until(/What {20,}.*Phase/);
    tmux.keys('C-c');
    await tmux.until(/Ctrl-C again leaves at once/);
    await tmux.until(/quit: stopped/);
    expect(tmux.flags()).toBe('0 1');
  });

  it('are read out as lines that stay', async () => {
    tmux.keys('clear; node --import tsx tests/ui/show-screens.ts fr live plain', 'Enter');
    await tmux.until(/1 sur 2\s:\stalking-bear/);
    expect(tmux.flags()).toBe('0 1');
    tmux.keys('4');
    await tmux.until(/1 sur \d+\s:\sélevée, certain/);
    tmux.keys('q', 'd');
    expect(await tmux.until(/quit: detach/)).not.toMatch(/[▲◆▪●█▁─│]/);
  });
});
