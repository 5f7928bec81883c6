import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { englishIn } from '../../builders/catalogue.ts';
import { buildPcap } from '../../builders/pcap.ts';
import { buildPcapng } from '../../builders/pcapng.ts';
import { storedZstd } from '../../builders/zstd.ts';
import { hostileCapture, toyCapture, toyFrames } from '../captures.ts';
import { Desk, hiddenIn } from '../drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());
const quick = ['analyze', '--no-store'];

interface Result {
  readonly captures: readonly { readonly name: string; readonly frames: number; readonly truncated: unknown }[];
  readonly coverage: { readonly complete: boolean; readonly limits: readonly unknown[] };
  readonly findings: readonly { readonly rule: { readonly id: string } }[];
}
const result = (stdout: string): Result => JSON.parse(stdout) as Result;

describe('mouchard analyze', () => {
  it('prints what was found with its frames, keeps it, and says where on standard error', () => {
    const { status, stdout, stderr } = desk.run(['analyze', toy]);
    expect(status).toBe(0);
    expect(stdout).toContain('frame 5 of toy.pcap');
    expect(stderr).toContain(`Kept as session 1 in ${desk.store}`);
    expect(statSync(desk.store).mode & 0o777).toBe(0o600);
  });

  it('gives the same octets whatever the time zone, the locale, the folder, and whether the session is kept', () => {
    for (const format of ['json', 'text']) {
      const plain = desk.run([...quick, '--format', format, toy]).stdout;
      expect(plain.length).toBeGreaterThan(500);
      const env = { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_NUMERIC: 'de_DE.UTF-8' };
      expect(
        desk.run(['analyze', '--quiet', '--store', desk.path('other.sqlite'), '--format', format, toy], { cwd: '/', env }).stdout,
      ).toBe(plain);
    }
  });

  it('machine forms are the same in both languages', () => {
    const [english, french] = ['en', 'fr'].map((lang) => desk.run([...quick, '--format', 'json', '--lang', lang, toy]).stdout);
    expect(french).toBe(english);
  });

  it('says everything in French', () => {
    const { stdout, stderr } = desk.run(['analyze', '--lang', 'fr', '--verbose', toy]);
    // Conditions stand there as the rule file has them, hosts and titles of lists as their owners wrote them.
    const prose = stdout.replace(/^ *Parce que[^]*?(?=^ *Peut-être)/gmu, '').replace(/api\.bear\.example|toy\.pcap/g, '');
    expect(englishIn(prose)).toBeNull();
    expect(englishIn(stderr.replaceAll(desk.store, ''))).toBeNull();
    expect(prose).toContain('constats');
  });

  it.each([
    ['medium', 1],
    ['high', 1],
    ['critical', 0],
  ])('--fail-on %s is exit %i', (severity, status) => {
    expect(desk.run([...quick, '--quiet', '--fail-on', severity, toy]).status).toBe(status);
  });

  it('reads standard input, several captures, gzip, zstd and pcapng', () => {
    const packed = [
      desk.file('toy.pcap.gz', gzipSync(toyCapture())),
      desk.file('toy.zst', storedZstd(toyCapture())),
      desk.file('toy.pcapng', buildPcapng(toyFrames())),
    ];
    const { status, stdout } = desk.run([...quick, '--format', 'json', '-', ...packed], { input: toyCapture() });
    expect(status).toBe(0);
    expect(result(stdout).captures.map(({ name, frames }) => [name, frames])).toEqual([
      ['-', 6],
      ['toy.pcap.gz', 6],
      ['toy.zst', 6],
      ['toy.pcapng', 6],
    ]);
  });

  it('writes to a file of its owner alone, and keeps the old result until there is a new one', () => {
    const output = desk.file('result.json', 'old and longer than nothing');
    expect(desk.run([...quick, '--output', output, desk.path('missing.pcap')]).status).toBe(3);
    expect(readFileSync(output, 'utf8')).toBe('old and longer than nothing');
    const { stdout } = desk.run([...quick, '--format', 'json', '--output', output, toy]);
    expect(stdout).toBe('');
    expect(result(readFileSync(output, 'utf8')).captures).toHaveLength(1);
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(desk.run([...quick, '--output', desk.path('no/such/folder'), toy])).toMatchObject({ status: 2, stdout: '' });
  });

  it.each(['analyze', 'decode'])('%s never writes over what it reads or keeps', (command) => {
    const capture = desk.file('only.pcap', toyCapture());
    const keep = command === 'analyze' ? ['--store', desk.path('only.sqlite')] : [];
    for (const path of [capture, ...keep.slice(1)]) {
      if (path !== capture) desk.run([command, ...keep, '--quiet', capture]);
      const before = readFileSync(path);
      const { status, stdout, stderr } = desk.run([command, ...keep, '--output', path, capture]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('reads or keeps that very file');
      expect(readFileSync(path)).toEqual(before);
    }
    const piped = desk.shell(`$M ${command} ${keep.join(' ')} --output ${capture} - < ${capture}`);
    expect([piped.status, readFileSync(capture).equals(toyCapture())]).toEqual([2, true]);
  });

  it('leaves no empty file that could be taken for a result', () => {
    const path = desk.path('no-result.json');
    expect(desk.run([...quick, '--format', 'json', '--output', path, desk.path('nowhere')]).status).toBe(3);
    expect(existsSync(path)).toBe(false);
    expect(desk.run([...quick, '--format', 'ndjson', '--output', path, desk.file('no-frames.pcap', buildPcap([]))]).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('--no-store leaves no file', () => {
    const store = desk.path('unused.sqlite');
    expect(desk.run([...quick, toy], { env: { XDG_DATA_HOME: desk.path('unused') } }).status).toBe(0);
    expect(existsSync(desk.path('unused'))).toBe(false);
    expect(existsSync(store)).toBe(false);
  });
});

describe('inputs that cannot be read', () => {
  it.each([
    ['no such file', () => desk.path('missing.pcap'), 'there is no such file'],
    ['a folder', () => desk.folder, 'this is a folder'],
    ['nothing in it', () => desk.file('empty.pcap', ''), 'the file is empty'],
    ['a text', () => desk.file('notes.txt', 'nothing captured here, only words\n'), 'neither pcap nor pcapng'],
  ])('%s: exit 3 in words, no result, no session', (_what, path, words) => {
    const { status, stdout, stderr } = desk.run(['analyze', '--store', desk.path('none.sqlite'), path()]);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain(words);
    expect(stderr).toContain('no capture could be read');
    expect(desk.run(['sessions', '--format', 'json', '--store', desk.path('none.sqlite')]).stdout).toBe('[]\n');
  });

  it.each([
    ['pcap', buildPcap(toyFrames())],
    ['pcapng', buildPcapng(toyFrames())],
  ])('a torn %s: exit 3 with the offset; everything before is in the result', (name, octets) => {
    const path = desk.file(`torn.${name}`, octets.subarray(0, -30));
    const { status, stdout, stderr } = desk.run([...quick, '--format', 'json', path]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/damaged at octet \d+, after frame 5/);
    expect(result(stdout).captures[0]!.frames).toBe(5);
    expect(result(stdout).findings.length).toBeGreaterThan(0);
  });

  it.each([
    ['missing.pcap', 2],
    ['notes.txt', 2],
    ['torn.pcap', 1],
  ])('%s is told in French', (name, lines) => {
    const { stderr } = desk.run([...quick, '--quiet', '--lang', 'fr', '--output', desk.path('told'), desk.path(name)]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(lines);
    expect(englishIn(stderr.replaceAll(desk.path(name), ''))).toBeNull();
  });

  it('one that is missing does not keep the others from being read', () => {
    const { status, stdout } = desk.run([...quick, '--format', 'json', desk.path('missing.pcap'), toy]);
    expect(status).toBe(3);
    expect(result(stdout).captures.map(({ name }) => name)).toEqual(['toy.pcap']);
    expect(result(stdout).coverage).toMatchObject({ complete: false, limits: [{ code: 'captures-unread', count: 1, incomplete: true }] });
    expect(desk.run([...quick, '--lang', 'fr', desk.path('missing.pcap'), toy]).stdout).toContain('1 capture n’a pas été lue du tout');
  });
});

describe('the store', () => {
  it('that is no store is exit 6 and stays as it is', () => {
    const store = desk.file('letters.sqlite', 'a letter, not a database: '.repeat(20));
    const { status, stderr } = desk.run(['analyze', '--store', store, toy]);
    expect(status).toBe(6);
    expect(stderr).toContain(store);
    expect(readFileSync(store, 'utf8')).toContain('a letter');
  });

  it('that cannot be written: the result is printed all the same, exit 5', () => {
    mkdirSync(desk.path('taken'));
    writeFileSync(desk.path('taken/file'), '');
    const { status, stdout, stderr } = desk.run(['analyze', '--store', desk.path('taken/file/store.sqlite'), toy]);
    expect(status).toBe(5);
    expect(stdout).toContain('frame 5 of toy.pcap');
    expect(stderr).toContain('keeping the session failed');
  });
});

describe('colours', () => {
  it.each([
    ['none where the output is no terminal', [], {}, false],
    ['forced', [], { FORCE_COLOR: '1' }, true],
    ['NO_COLOR wins', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['--no-color wins', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['never in a file form', ['--format', 'csv'], { FORCE_COLOR: '1' }, false],
  ])('%s', (_name, options, env, colored) => {
    const { stdout } = desk.run([...quick, ...options, toy], { env });
    expect(stdout.includes('\x1b[')).toBe(colored);
  });
});

describe('hostile names', () => {
  const evil = '\x1b[2J\u202egpj\n.pcap';
  it.each(['text', 'lines', 'json', 'ndjson', 'csv'])('nothing but newlines acts in the form %s', (format) => {
    const path = desk.file(evil, hostileCapture());
    const { status, stdout, stderr } = desk.run(['analyze', '--verbose', '--format', format, '--store', desk.path('evil.sqlite'), path]);
    expect(status).toBe(0);
    expect(hiddenIn(stdout)).toBeNull();
    expect(hiddenIn(stderr)).toBeNull();
    expect(stdout).toMatch(format.endsWith('json') ? /\\u001b\[2J/ : /\\x1b\[2J/);
    // Ten thousand octets of a name are cut where people read.
    if (format === 'text') expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(200);
  });

  it('nor in what the store shows, nor in errors', () => {
    const path = desk.path(`${evil}.missing`);
    const said = [
      desk.run(['analyze', path]),
      desk.run(['decode', desk.path(evil)]),
      desk.run(['sessions', '--store', desk.path('evil.sqlite')]),
      desk.run(['sessions', '--format', 'json', '--store', desk.path('evil.sqlite')]),
      desk.run(['sessions', 'show', '1', '--store', desk.path('evil.sqlite')]),
      desk.run([evil]),
      desk.run(['analyze', `--${evil}`]),
      desk.run(['analyze', '--home', evil, toy]),
      desk.run(['rules', 'explain', evil]),
      desk.run(['rules', 'check', '--rules', path]),
    ];
    for (const { stdout, stderr } of said) {
      expect(hiddenIn(stdout)).toBeNull();
      expect(hiddenIn(stderr)).toBeNull();
    }
    expect(said.every(({ stdout, stderr }) => `${stdout}${stderr}` !== '')).toBe(true);
  });
});

describe('what comes from outside while it runs', () => {
  it('a reader that goes away ends it quietly', () => {
    const long = desk.file('long.pcap', buildPcap(Array.from({ length: 2_000 }, () => toyFrames()).flat()));
    const { stdout, stderr } = desk.shell(`$M decode ${long} | head -n 1; echo "\${PIPESTATUS[0]}"`);
    expect(stdout.split('\n').slice(1)).toEqual(['0', '']);
    expect(stderr).toBe('');
    expect(desk.shell(`$M --help | true`)).toMatchObject({ stderr: '' });
  });

  it('SIGINT: exit 130, what was seen is printed and kept as interrupted', async () => {
    const { status, stdout, stderr } = await desk.start(
      ['analyze', '--format', 'json', '--store', desk.path('broken-off.sqlite'), '-'],
      async (child) => {
        child.stdin!.write(toyCapture());
        // The session is in the store once the reading goes on.
        await until(() => existsSync(desk.path('broken-off.sqlite')) && running(desk.path('broken-off.sqlite')));
        child.kill('SIGINT');
      },
    );
    expect(status).toBe(130);
    expect(result(stdout).captures).toHaveLength(1);
    expect(stderr).toContain('Interrupted');
    expect(desk.run(['sessions', '--store', desk.path('broken-off.sqlite')]).stdout).toContain('interrupted');
  });

  it('SIGKILL: the store opens, and the session is known to have been interrupted', async () => {
    const store = desk.path('killed.sqlite');
    const { status } = await desk.start(['analyze', '--store', store, '-'], async (child) => {
      child.stdin!.write(toyCapture());
      await until(() => existsSync(store) && running(store));
      child.kill('SIGKILL');
    });
    expect(status).toBeNull();
    expect(desk.run(['analyze', '--quiet', '--store', store, toy]).status).toBe(0);
    expect(sessions(store).map(({ state }) => state)).toEqual(['complete', 'interrupted']);
  });

  it.runIf(process.getuid?.() === 0)('through sudo makes files that belong to who ran it, and leaves those of others alone', () => {
    const env = { SUDO_UID: '1234', SUDO_GID: '2345', SUDO_USER: 'ada', XDG_DATA_HOME: desk.path('of-ada') };
    const before = desk.file('before.json', 'as it was');
    chmodSync(before, 0o600);
    chmodSync(desk.folder, 0o777);
    desk.run(['analyze', '--quiet', '--format', 'json', '--output', desk.path('made.json'), toy], { env });
    const refused = desk.run(['analyze', '--quiet', '--format', 'json', '--output', before, toy], { env });
    expect([refused.status, readFileSync(before, 'utf8')]).toEqual([2, 'as it was']);
    const owners = ['made.json', 'of-ada/mouchard/store.sqlite', 'of-ada/mouchard', 'of-ada', 'before.json', '.'].map(
      (name) => statSync(desk.path(name)).uid,
    );
    expect(owners).toEqual([1234, 1234, 1234, 1234, 0, 0]);
  });
});

function sessions(store: string): { readonly state: string }[] {
  return JSON.parse(desk.run(['sessions', '--format', 'json', '--store', store]).stdout) as { state: string }[];
}

function running(store: string): boolean {
  const { status, stdout } = desk.run(['sessions', '--format', 'json', '--store', store]);
  return status === 0 && stdout.includes('"running"');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}
