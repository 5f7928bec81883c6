import type { Machine } from './machine.ts';
import { verdict, type Found, type Verdict } from './verdict.ts';

/** The interface that every Linux machine has: whoever may open it may open the others. */
const LOOPBACK = 'lo';

const RIGHTS = 'cap_net_raw,cap_net_admin=eip';

/** `dumpcap`, the source of choice: is it there, and may this user capture with it? */
export async function checkDumpcap(machine: Machine): Promise<Verdict> {
  const asked = await machine.run('dumpcap', ['-L', '-i', LOOPBACK]);
  // Debian gives the file to a group: for everybody else it is there and cannot be run.
  if (asked.missing && machine.list('/usr/bin').includes('dumpcap')) {
    return verdict('dumpcap', 'capture', await forbidden(machine, '?'));
  }
  if (asked.missing) {
    return verdict('dumpcap', 'capture', { level: 'note', state: 'missing', mend: ['sudo apt install wireshark-common'] });
  }
  const version = versionIn((await machine.run('dumpcap', ['--version'])).stdout);
  if (asked.status === 0) return verdict('dumpcap', 'capture', { level: 'ok', state: 'ok', facts: { version } });
  return verdict('dumpcap', 'capture', await forbidden(machine, version));
}

/** With Debian's group where there is one (its members must log in again), else the right on the file itself. */
async function forbidden(machine: Machine, version: string): Promise<Found> {
  const group = await machine.run('getent', ['group', 'wireshark']);
  if (!group.missing && group.status === 0) {
    const mend = ['sudo dpkg-reconfigure wireshark-common', `sudo usermod -aG wireshark ${machine.userName}`];
    return { level: 'warning', state: 'forbidden-group', facts: { version }, mend };
  }
  return { level: 'warning', state: 'forbidden', facts: { version }, mend: [`sudo setcap ${RIGHTS} "$(command -v dumpcap)"`] };
}

/** `tcpdump`, where dumpcap is missing. */
export async function checkTcpdump(machine: Machine): Promise<Verdict> {
  const asked = await machine.run('tcpdump', ['-L', '-i', LOOPBACK]);
  if (asked.missing) return verdict('tcpdump', 'capture', { level: 'note', state: 'missing', mend: ['sudo apt install tcpdump'] });
  const version = await machine.run('tcpdump', ['--version']);
  const facts = { version: versionIn(`${version.stdout}${version.stderr}`) };
  if (asked.status === 0) return verdict('tcpdump', 'capture', { level: 'ok', state: 'ok', facts });
  const mend = [`sudo setcap ${RIGHTS} "$(command -v tcpdump)"`];
  return verdict('tcpdump', 'capture', { level: 'note', state: 'forbidden', facts, mend });
}

/** Linux capability 13, CAP_NET_RAW (capabilities(7)). */
const NET_RAW = 1n << 13n;

/** libpcap in the process, by the optional package `cap`: built, and with the right to open an interface? */
export async function checkLibpcap(machine: Machine): Promise<Verdict> {
  if (!(await machine.loads('cap'))) {
    const mend = ['sudo apt install libpcap-dev', 'npm rebuild cap'];
    return verdict('libpcap', 'capture', { level: 'note', state: 'missing', mend });
  }
  if (mayOpenRaw(machine)) return verdict('libpcap', 'capture', { level: 'ok', state: 'ok' });
  return verdict('libpcap', 'capture', { level: 'note', state: 'forbidden' });
}

function mayOpenRaw({ user, read }: Machine): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(read('/proc/self/status') ?? '')?.[1];
  if (effective === undefined) return user === 0;
  return (BigInt(`0x${effective}`) & NET_RAW) !== 0n;
}

/** Which of the sources a capture would use, or what to do where there is none. */
export function checkChoice(sources: readonly Verdict[]): Verdict {
  const chosen = sources.find(({ level }) => level === 'ok');
  if (chosen !== undefined) {
    const state = chosen.id === 'libpcap' ? 'without-times' : 'ok';
    return verdict('source', 'capture', { level: state === 'ok' ? 'ok' : 'warning', state, facts: { source: chosen.id } });
  }
  const installed = sources.find(({ state }) => state.startsWith('forbidden')) ?? sources[0];
  return verdict('source', 'capture', { level: 'problem', state: 'none', mend: installed?.mend ?? [] });
}

function versionIn(text: string): string {
  return /\d+(?:\.\d+)+/.exec(text)?.[0] ?? '?';
}
