import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programPath } from '../../../src/machine/program.ts';
import { Desk, PROGRAM, type Ran } from '../drive.ts';
import { Running, until } from './running.ts';

const TOY = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const ADA = 4_321;
const GROUP = 5_432;

/** A mount namespace shows what it can be given: a person with a home that only `passwd` knows, as behind a real `sudo`. */
const missing =
  process.getuid?.() !== 0 || programPath('setpriv') === null
    ? 'this takes root and setpriv'
    : spawnSync('unshare', ['--mount', 'true']).status !== 0
      ? 'no mount namespace can be made'
      : null;
if (missing !== null) console.log(`what sudo brings is not tried: ${missing}`);

/** Everything below a folder, with the folder, that does not belong to the person. */
const foreign = (folder: string): string[] =>
  [folder, ...readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name))].filter(
    (path) => statSync(path).uid !== ADA,
  );

describe.skipIf(missing !== null)('giving up root where a command has no need of it', () => {
  const desk = new Desk();
  const home = desk.path('home-of-ada');
  const ofRoot = desk.path('of-root');
  const locked = join(ofRoot, 'locked.pcapng');

  beforeAll(() => {
    chmodSync(desk.folder, 0o755);
    desk.file('passwd', `${readFileSync('/etc/passwd', 'utf8')}ada:x:${ADA}:${GROUP}::${home}:/bin/sh\n`);
    desk.file('group', `${readFileSync('/etc/group', 'utf8')}ada:x:${GROUP}:\n`);
    for (const name of ['passwd', 'group']) chmodSync(desk.path(name), 0o644);
    mkdirSync(ofRoot, { mode: 0o700 });
    copyFileSync(TOY, locked);
    chmodSync(locked, 0o600);
  });
  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { mode: 0o700 });
    chownSync(home, ADA, GROUP);
  });

  /** The command line of a program through sudo, which has set root's home, in a shell that had none of its own variables. */
  const throughSudo = (line: string): string[] => [
    ...['--mount', 'bash', '-c'],
    `mount --bind ${desk.path('passwd')} /etc/passwd; mount --bind ${desk.path('group')} /etc/group; cd ${home}
     exec env -i PATH="$PATH" LANG=C.UTF-8 HOME=${ofRoot} XDG_DATA_HOME=${ofRoot} SUDO_UID=${ADA} SUDO_GID=${GROUP} SUDO_USER=ada ${line}`,
  ];
  const sudo = (...args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync('unshare', throughSudo(`${process.execPath} ${PROGRAM} ${args.join(' ')}`), {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const storeOf = (): string => join(home, '.local/share/mouchard/store.sqlite');

  it('analyze keeps and writes in the home that the system knows, and sessions finds it there', () => {
    const ran = sudo('analyze', '--format', 'json', '--output', 'toy.json', TOY);
    expect([ran.status, ran.stderr]).toEqual([0, expect.stringContaining(storeOf())]);
    expect(readdirSync(home).sort()).toEqual(['.local', 'toy.json']);
    expect(foreign(home)).toEqual([]);
    expect(readdirSync(ofRoot)).toEqual(['locked.pcapng']);
    expect(sudo('sessions', 'list').stdout).toMatch(/capture\.pcapng/);
    expect(sudo('sessions', 'delete', '1').status).toBe(0);
    expect(foreign(home)).toEqual([]);
  });

  it.each([
    ['analyze', ['analyze', '--format', 'ndjson', locked]],
    ['decode', ['decode', locked]],
    ['watch --read', ['watch', '--headless', '--read', locked]],
    ['watch --read --pace', ['watch', '--headless', '--pace', '100000', '--read', locked]],
    ['the second of two captures', ['analyze', TOY, locked]],
  ])('%s opens as root what only root may read, and makes nothing as root', (_name, args) => {
    const ran = sudo(...args);
    expect([ran.status, ran.stderr]).toEqual([0, expect.not.stringMatching(/cannot|Warning/)]);
    expect(ran.stdout.length).toBeGreaterThan(500);
    expect(foreign(home)).toEqual([]);
  });

  it('reads a pipe of root without ending who writes into it', () => {
    const pipe = join(ofRoot, 'pipe');
    spawnSync('mkfifo', ['-m', '600', pipe]);
    const line = `bash -c 'cat ${locked} > ${pipe} & ${process.execPath} ${PROGRAM} analyze --quiet --no-store ${pipe}; wait $!; echo "written: $?"'`;
    const { stdout } = spawnSync('unshare', throughSudo(line), { encoding: 'utf8' });
    rmSync(pipe);
    expect(stdout).toMatch(/written: 0\n$/);
    expect(stdout.length).toBeGreaterThan(500);
  });

  it('a capture that the person may read is read with no way back to root', async () => {
    const running = new Running(
      desk,
      throughSudo(`${process.execPath} ${PROGRAM} analyze --quiet - < <(cat ${TOY}; sleep 30 2> /dev/null)`),
      ['unshare'],
    );
    const status = (): string => readFileSync(`/proc/${running.child.pid!}/status`, 'latin1');
    await until(() => status().includes(`Uid:\t${ADA}\t${ADA}\t${ADA}\t${ADA}`));
    expect(status()).toMatch(/^CapPrm:\t0+$/m);
    expect(status()).toContain(`Gid:\t${GROUP}\t${GROUP}\t${GROUP}\t${GROUP}`);
    running.child.kill('SIGKILL');
    await running.ended;
  });

  it('doctor looks at the store of the person and says that it was started through sudo', () => {
    const { checks } = JSON.parse(sudo('doctor', '--format', 'json').stdout) as {
      readonly checks: readonly { readonly check: string; readonly state: string; readonly facts: Readonly<Record<string, unknown>> }[];
    };
    expect(checks.find(({ facts }) => facts['real'] === 'ada')).toMatchObject({ state: 'sudo' });
    expect(checks.some(({ facts }) => facts['path'] === '~/.local/share/mouchard/store.sqlite')).toBe(true);
    expect(readdirSync(home)).toEqual([]);
  });

  it('rules has no need of any home', () => {
    expect(sudo('rules', 'list')).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(home)).toEqual([]);
  });

  it('root that nobody is behind stays root, in its own home, unwarned', () => {
    const env = { HOME: ofRoot, XDG_DATA_HOME: join(ofRoot, 'data') };
    expect(desk.run(['analyze', TOY], { env })).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/Warning/) as string });
    expect(statSync(join(ofRoot, 'data/mouchard/store.sqlite')).uid).toBe(0);
    rmSync(join(ofRoot, 'data'), { recursive: true });
  });
});
