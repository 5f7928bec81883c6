import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Saved, SavedDocument } from '../../src/ui/errand.ts';
import { KeyMap } from '../../src/ui/key-map.ts';
import { runUi, type UiOptions } from '../../src/ui/run-ui.ts';
import { aFinding, aSnapshot } from '../builders/snapshot.ts';
import { CannedFeed, CannedSession } from './canned-feed.ts';
import { FakeKeyboard, FakeScreen } from './fake-tty.ts';
import { LIVE } from './frames.ts';

async function start(more: Partial<UiOptions> & { readonly feed?: CannedFeed } = {}) {
  const [keyboard, screen, ending] = [new FakeKeyboard(), new FakeScreen(120, 40), new AbortController()];
  const { feed = new CannedFeed(), ...options } = more;
  const run = runUi({
    ...{ snapshots: feed, language: 'en', color: false, ascii: false, signal: ending.signal },
    ...{ stdin: keyboard.stream, stdout: screen.stream },
    ...options,
  });
  // What draws is only then loaded.
  await import('ink');
  await pause(0);
  /** What was written since. */
  const taken = async (): Promise<string> => {
    await pause(30);
    const { written } = screen;
    screen.written = '';
    return written;
  };
  const end = async (): Promise<string> => {
    ending.abort();
    await run;
    return taken();
  };
  return { keyboard, screen, feed, taken, end };
}

/** Control sequences without places and erasing, of which frames are made. */
const unusual = (octets: string): readonly string[] =>
  (octets.match(/\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|.)/gs) ?? []).filter((sequence) => !/^\x1b\[(?:\d+;1H|K|J|H)$/.test(sequence)); // eslint-disable-line no-control-regex

// eslint-disable-next-line no-control-regex
const linesIn = (octets: string): readonly number[] => [...octets.matchAll(/\x1b\[(\d+);1H/g)].map(([, line]) => Number(line));

describe('what the screens write', () => {
  const findings = Array.from({ length: 30 }, (_, i) => aFinding({ id: `f${String(i).padStart(2, '0')}` }));

  it('is the row that changed, and no other', async () => {
    const feed = new CannedSession(aSnapshot({ findings }), LIVE);
    const ui = await start({ feed });
    ui.keyboard.type('4');
    // The first pause of the feed passes, so that what comes next is shown at once.
    await pause(300);
    await ui.taken();
    const changed = findings.map((finding, i) => (i === 5 ? { ...finding, count: 7 } : finding));
    feed.push(aSnapshot({ findings: changed }), LIVE);
    await pause(300);
    const written = await ui.taken();
    const lines = linesIn(written);
    // Three lines of head, the title and the head of the table stand over the first row.
    expect(lines).toEqual([3 + 2 + 5 + 1]);
    expect(Buffer.byteLength(written)).toBeLessThanOrEqual(240);
    feed.push(aSnapshot({ findings: changed }), LIVE);
    await pause(300);
    expect(await ui.taken()).toBe('');
    await ui.end();
  });

  it('is two rows where the cursor moves', async () => {
    const ui = await start({ feed: new CannedFeed(aSnapshot({ findings })) });
    ui.keyboard.type('4');
    ui.screen.resize(120, 24);
    await ui.taken();
    ui.keyboard.type('j');
    expect(linesIn(await ui.taken())).toHaveLength(2);
    await ui.end();
  });

  it('has one sequence more for a value that is copied, where that is allowed', async () => {
    const ui = await start({ clipboard: true });
    ui.keyboard.type('2y');
    await ui.taken();
    ui.keyboard.type('\r');
    const written = await ui.taken();
    expect(unusual(written)).toEqual([`\x1b]52;c;${Buffer.from('talking-bear').toString('base64')}\x07`]);
    expect(written).toContain('Given to the terminal’s clipboard: talking-bear');
    await ui.end();
  });

  it('has none where it is not allowed: a file takes the value', async () => {
    const saved: SavedDocument[] = [];
    const save = (document: SavedDocument): Saved => (saved.push(document), { path: '/tmp/mouchard-copy.txt' });
    const ui = await start({ desk: { save } });
    ui.keyboard.type('2y\r');
    ui.keyboard.type('e');
    const written = await ui.taken();
    expect(written).not.toContain('\x1b]');
    expect(written).toContain('Written: /tmp/mouchard-copy.txt');
    expect(saved.map(({ name, kind }) => [name, kind])).toEqual([
      ['copy', 'text'],
      ['devices', 'table'],
    ]);
    await ui.end();
  });

  it('takes the mouse only where that was asked for', async () => {
    const without = await start();
    without.keyboard.type('4\x1b[<0;5;8M');
    expect((await without.taken()) + (await without.end())).not.toMatch(/\?100\d/);
    const with_ = await start({ mouse: true });
    expect(await with_.taken()).toContain('\x1b[?1000h\x1b[?1006h');
    with_.keyboard.type(':mouse\r');
    expect(await with_.taken()).toContain('\x1b[?1006l\x1b[?1000l');
    with_.keyboard.type(':mouse\r');
    expect(await with_.end()).toMatch(/\?1006l\x1b\[\?1000l.*\?1049l$/s); // eslint-disable-line no-control-regex
  });

  it('takes the keys and the colours that were asked for', async () => {
    const keys = new KeyMap({ quit: ['Q'], redraw: ['D'], suspend: [] });
    const ui = await start({ keys, color: true, palette: 'mono' });
    const first = await ui.taken();
    expect(unusual(first).filter((sequence) => /\[[39]\dm$/.test(sequence))).toEqual([]);
    expect(first).toContain('\x1b[1m');
    ui.keyboard.type(':palette trit\r');
    const painted = await ui.taken();
    expect(painted).toContain('Palette: trit');
    expect(painted).toContain('\x1b[31m');
    ui.keyboard.type('q\x0c\x1a');
    await ui.taken();
    ui.keyboard.type('q\x0c\x1a');
    expect(await ui.taken()).toBe('');
    ui.keyboard.type('D');
    expect(await ui.taken()).toContain('talking-bear');
    ui.keyboard.type('Q');
    expect(await ui.taken()).toContain('\x1b[?1049l');
    await ui.end();
  });

  it('opens the row that is clicked', async () => {
    const ui = await start({ mouse: true, feed: new CannedFeed(aSnapshot({ findings })) });
    ui.keyboard.type('4');
    await ui.taken();
    ui.keyboard.type('\x1b[<0;5;9M\x1b[<0;5;9m');
    expect(linesIn(await ui.taken())).toEqual(expect.arrayContaining([6, 9]));
    ui.keyboard.type('\x1b[<0;5;9M');
    expect(await ui.taken()).toContain('Findings › cleartext-profile');
    await ui.end();
  });

  it('has no name once names are hidden, also in what comes in', async () => {
    const feed = new CannedSession(aSnapshot({ findings }), LIVE);
    const ui = await start({ feed });
    ui.keyboard.type('4r');
    await pause(300);
    await ui.taken();
    feed.push(aSnapshot({ findings: [aFinding({ id: 'new', count: 99 }), ...findings] }), LIVE);
    await pause(300);
    ui.keyboard.type('1234\r');
    expect(await ui.taken()).not.toMatch(/talking-bear|api\.bear|192\.168|wlan0/);
    await ui.end();
  });

  it('is said in plain lines too', async () => {
    const ui = await start({ plain: true, clipboard: true });
    ui.keyboard.type('2y');
    expect(await ui.taken()).toContain('Copy which value?; 1 of 5: Name: talking-bear; Enter or its number copies it');
    ui.keyboard.type('j');
    expect(await ui.taken()).toBe('2 of 5: MAC address: 02:00:00:00:00:01\r\n');
    ui.keyboard.type('\r');
    expect(await ui.taken()).toContain('Given to the terminal’s clipboard: 02:00:00:00:00:01\r\n');
    ui.keyboard.type('r:devces\r');
    const said = await ui.taken();
    expect(said).toContain('are hidden; r shows them again.');
    expect(said).toContain('is no command; devices?');
    await ui.end();
  });
});
