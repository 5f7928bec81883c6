// Takes README's pictures of the terminal: runs the screens in a real one (tmux), and has Chromium paint what it shows.
//   npx tsx scripts/screenshot.ts      (needs the Debian packages tmux, chromium and fonts-dejavu-core, and a build)
// Writes fixtures/screens/NAME.png.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SCREENS = join(ROOT, 'fixtures', 'screens');
const COLUMNS = 100;
const ROWS = 28;
const CELL_WIDTH = 9.03;
const CELL_HEIGHT = 19;
/** The 16 colours of a terminal on dark ground, normal then bright. */
const PALETTE = [
  '#1e1e1e',
  '#f0625d',
  '#6cc070',
  '#e0b050',
  '#6ca0f0',
  '#c080e0',
  '#50b8c0',
  '#d4d4d4',
  '#808080',
  '#ff8a80',
  '#9be09f',
  '#ffd180',
  '#9cc4ff',
  '#e0b0ff',
  '#90e0e8',
  '#ffffff',
];
/** Twenty minutes of a talkative toy, forty times as fast. */
const COMMAND = 'node dist/bin.js watch --no-store --lang en --pace 40 --read fixtures/captures/talkative-toy/capture.pcapng';

/** What is done while the toy talks: keys, and how long to wait after them, in ms. */
const PLAY: readonly (readonly [readonly string[], number])[] = [
  [['p', 'idle', 'Enter'], 8_000],
  [['p'], 500],
  [['p', 'play', 'Enter'], 4_000],
  [['m', 'said the wake word', 'Enter'], 3_000],
  [['2', 'R', 'Pelune bear', 'Enter'], 1_000],
  [['4', 'j', 'j', 'j', 'x', 'a test broker of ours', 'Enter', 'Enter'], 1_000],
  [['4', 'g', '1'], 1_000],
];
/** Pictures by name: the keys that lead to them. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  dashboard: ['1'],
  devices: ['2'],
  device: ['2', 'Enter'],
  destinations: ['3'],
  findings: ['4', 'g'],
  rules: ['4', 'b'],
  finding: ['b', 'g', 'Enter'],
  timeline: ['5'],
  coverage: ['6'],
  help: ['7'],
};

const tmux = (...args: string[]): string =>
  execFileSync('tmux', ['-L', 'mouchard-screens', '-f', '/dev/null', ...args], { encoding: 'utf8', cwd: ROOT });
const pause = (ms: number): void => void spawnSync('sleep', [String(ms / 1_000)]);

/** How characters are drawn just now: tmux says only what changes, from one line to the next too. */
interface Pen {
  colour: string;
  bold: boolean;
  dim: boolean;
  reverse: boolean;
}

const PEN: Pen = { colour: PALETTE[7]!, bold: false, dim: false, reverse: false };

/** A line with SGR sequences as HTML. */
function htmlOf(line: string, pen: Pen): string {
  let html = '';
  // eslint-disable-next-line no-control-regex -- SGR sequences begin with ESC
  for (const [, codes, text] of `\x1b[999m${line}`.matchAll(/\x1b\[([\d;]*)m([^\x1b]*)/g)) {
    for (const code of (codes || '0').split(';').map(Number)) {
      if (code === 0) Object.assign(pen, PEN);
      else if (code === 1) pen.bold = true;
      else if (code === 2) pen.dim = true;
      else if (code === 7) pen.reverse = true;
      else if (code === 27) pen.reverse = false;
      else if (code >= 30 && code <= 37) pen.colour = PALETTE[code - 30]!;
      else if (code >= 90 && code <= 97) pen.colour = PALETTE[code - 82]!;
      else if (code === 39) pen.colour = PALETTE[7]!;
    }
    const colours = pen.reverse ? `background:${pen.colour};color:${PALETTE[0]}` : `color:${pen.colour}`;
    const style = `${colours};${pen.bold ? 'font-weight:bold;' : ''}${pen.dim ? 'opacity:.6;' : ''}`;
    html += `<span style="${style}">${text!.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</span>`;
  }
  return html;
}

function paint(name: string, screen: string, folder: string): void {
  const pen = { ...PEN };
  const lines = screen
    .split('\n')
    .slice(0, ROWS)
    .map((line) => `<div>${htmlOf(line, pen)}&nbsp;</div>`);
  const css = `body{margin:0;padding:12px;background:#1e1e1e;color:#d4d4d4;font:15px/${CELL_HEIGHT}px 'DejaVu Sans Mono',monospace;white-space:pre}div{height:${CELL_HEIGHT}px}`;
  const page = join(folder, `${name}.html`);
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${css}</style>${lines.join('')}`);
  const size = `${Math.ceil(COLUMNS * CELL_WIDTH) + 24},${ROWS * CELL_HEIGHT + 24}`;
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-background-networking',
    '--disable-sync',
    '--no-first-run',
  ];
  execFileSync(
    'chromium',
    [
      ...flags,
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=${size}`,
      `--screenshot=${join(SCREENS, `${name}.png`)}`,
      `file://${page}`,
    ],
    { stdio: 'ignore' },
  );
}

/** Words are typed letter by letter; the names of keys are keys. */
function press(keys: readonly string[]): void {
  for (const key of keys) {
    if (key.length > 1 && key !== 'Enter') tmux('send-keys', '-l', key);
    else tmux('send-keys', key);
    pause(200);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'mouchard-screens-'));
mkdirSync(SCREENS, { recursive: true });
try {
  const environment = `LC_ALL=C.UTF-8 TERM=screen-256color XDG_RUNTIME_DIR=${folder} XDG_STATE_HOME=${folder}`;
  tmux('new-session', '-d', '-x', String(COLUMNS), '-y', String(ROWS), `${environment} ${COMMAND}`);
  for (let tries = 0; tries < 60 && !tmux('capture-pane', '-p').includes('Mouchard'); tries += 1) pause(500);
  pause(2_000);
  for (const [keys, ms] of PLAY) {
    press(keys);
    pause(ms);
  }
  for (const [name, keys] of Object.entries(PICTURES)) {
    press(keys);
    pause(600);
    paint(name, tmux('capture-pane', '-p', '-e', '-N'), folder);
  }
  // The toy has said all by now, so the screens are left without a question.
  press(['1', 'q']);
  pause(1_000);
} finally {
  spawnSync('tmux', ['-L', 'mouchard-screens', 'kill-server']);
  rmSync(folder, { recursive: true, force: true });
}
