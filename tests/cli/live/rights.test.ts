import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rights } from '../../../src/cli/live/rights.ts';
import { programPath } from '../../../src/machine/program.ts';
import { Lab, labMissing } from '../../capture/live/lab.ts';
import { Desk, PROGRAM } from '../drive.ts';
import { Terminal, terminalMissing } from './terminal.ts';
import { Running, until } from './running.ts';

const TOY = new URL('../../../fixtures/captures/talkative-toy/capture.pcapng', import.meta.url).pathname;
const NOBODY = 65_534;
/** Names that no other laboratory uses, so that the processes of this one can be told by them. */
const [NEAR, FAR, OTHER, END] = ['a', 'b', 'c', 'd'].map((end) => `sudo${process.pid % 1_000_000}${end}`) as [
  string,
  string,
  string,
  string,
];
const FRAMES = 189;
const SUDO = [`SUDO_UID=${NOBODY}`, `SUDO_GID=${NOBODY}`, 'SUDO_USER=nobody'];
/** CAP_NET_ADMIN and CAP_NET_RAW (capabilities(7)). */
const MAY_CAPTURE = (1n << 12n) | (1n << 13n);

const missing =
  (await labMissing('tcpreplay', 'dumpcap', 'tcpdump')) ?? (programPath('setpriv') === null ? 'setpriv is not installed' : null);
if (missing !== null) console.log(`giving rights up is not tried: ${missing}`);

interface Status {
  readonly name: string;
  /** Real, effective, saved and file-system user and group. */
  readonly users: string;
  readonly groups: string;
  readonly supplementary: string;
  /** Permitted capabilities. */
  readonly rights: bigint;
}

const NOBODYS = { users: '65534 65534 65534 65534', groups: '65534 65534 65534 65534', supplementary: '65534' };

function statusOf(pid: number): Status {
  const text = readFileSync(`/proc/${pid}/status`, 'latin1');
  const line = (name: string): string => (new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(text)?.[1] ?? '').trim().replaceAll('\t', ' ');
  return {
    name: line('Name'),
    users: line('Uid'),
    groups: line('Gid'),
    supplementary: line('Groups'),
    rights: BigInt(`0x${line('CapPrm')}`),
  };
}

/** The processes whose command line holds all of these words. */
function processes(...words: readonly string[]): number[] {
  const { stdout } = spawnSync('ps', ['-ww', '-e', '-o', 'pid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => words.every((word) => line.includes(word)))
    .map((line) => Number.parseInt(line, 10));
}

/** Whether a packet socket (packet(7)) of the process's network is bound to all protocols. */
const takesFrames = (pid: number): boolean => / 0003 /.test(readFileSync(`/proc/${pid}/net/packet`, 'latin1'));

/** Everything below a folder, with the folder. */
const below = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)),
];

describe('Rights', () => {
  it('of a process that is what it is', () => {
    const rights = Rights.none();
    rights.drop();
    rights.dropToRead(['/etc/shadow']);
    expect([rights.remark, rights.owner, rights.runners(), rights.raised(() => 7)]).toEqual([null, null, [[]], 7]);
  });
});

describe.skipIf(missing !== null)('watch -i through sudo', () => {
  const desk = new Desk();
  let lab: Lab;
  beforeAll(() => {
    lab = new Lab('sudo');
    lab.cable(NEAR, FAR);
    lab.cable(OTHER, END);
    chownSync(desk.folder, NOBODY, NOBODY);
  });
  afterAll(() => lab.close());
  const throughSudo = (...args: readonly string[]): string[] => [
    ...SUDO,
    ...['ip', 'netns', 'exec', lab.space, process.execPath, PROGRAM, 'watch', ...args],
  ];

  it.each([
    ['dumpcap', 0n],
    ['tcpdump', MAY_CAPTURE],
    ['libpcap', MAY_CAPTURE],
  ] as const)(
    '%s captures everything while nothing is root any more',
    async (source, rights) => {
      const folder = `rec-${source}`;
      const args = ['-i', NEAR, '--source', source, '--headless', '--format', 'ndjson', '--record', folder];
      const running = new Running(desk, throughSudo(...args), ['env']);
      await until(() => desk.run(['phase', 'list']).status === 0);
      await until(() => {
        const found = processes(NEAR).filter((pid) => statusOf(pid).users === NOBODYS.users);
        return found.length === 2;
      });
      const engine = processes(PROGRAM, NEAR, folder);
      expect(engine).toHaveLength(1);
      expect(statusOf(engine[0]!)).toMatchObject({ ...NOBODYS, rights: 0n });
      // It has laid down what it needed only for beginning, and a socket of the network takes all frames.
      await until(() => processes(NEAR).every((pid) => pid === engine[0] || statusOf(pid).rights === rights));
      const child = processes(NEAR).filter((pid) => pid !== engine[0]);
      expect(child.map((pid) => statusOf(pid))).toMatchObject([{ ...NOBODYS, rights }]);
      await until(() => takesFrames(child[0]!));
      lab.send(TOY, FAR, 500);
      running.child.kill('SIGINT');
      expect([await running.ended, running.stderr]).toEqual([0, expect.not.stringMatching(/Warning|root/)]);
      expect(/"frames":(\d+)/.exec(running.stdout.split('\n').at(-2)!)?.[1]).toBe(String(FRAMES));
      expect(below(desk.folder).filter((path) => statSync(path).uid !== NOBODY)).toEqual([]);
    },
    90_000,
  );

  it.skipIf(terminalMissing !== null)(
    'engine and screen both, and the person finds the session without sudo',
    async () => {
      const terminal = new Terminal(desk, 'sudo');
      try {
        terminal.type(`cd ${desk.folder}; env ${SUDO.join(' ')} ip netns exec ${lab.space} $M watch -i ${END}`);
        await terminal.until(new RegExp(END));
        await until(() => processes(PROGRAM, `-i ${END}`).length === 2 && processes(PROGRAM, END, '--engine').length === 1);
        await until(() => processes(PROGRAM, `-i ${END}`).every((pid) => statusOf(pid).users === NOBODYS.users));
        for (const pid of processes(PROGRAM, `-i ${END}`)) expect(statusOf(pid)).toMatchObject({ ...NOBODYS, rights: 0n });
        terminal.keys('q');
        await terminal.until(/d detach/);
        terminal.keys('d');
        const left = await terminal.until(/mouchard attach (\d+)/);
        expect(left).not.toMatch(/Warning/);
        const person = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];
        const asked = spawnSync('setpriv', [...person, process.execPath, PROGRAM, 'phase', 'mark', 'mine'], {
          env: desk.environment(),
          encoding: 'utf8',
        });
        expect(asked).toMatchObject({ status: 0 });
        process.kill(processes(PROGRAM, END, '--engine')[0]!, 'SIGINT');
        await until(() => processes(END).length === 0);
      } finally {
        terminal.close();
      }
    },
    90_000,
  );

  it('root alone is warned', async () => {
    const running = new Running(desk, ['netns', 'exec', lab.space, process.execPath, PROGRAM, 'watch', '-i', FAR, '--headless'], ['ip']);
    await until(() => /doctor/.test(running.stderr));
    running.child.kill('SIGINT');
    await running.ended;
    expect(running.stderr).toMatch(/^Warning: all of Mouchard runs as root/);
  });
});
