import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../../../src/machine/program.ts';
import { namespacesWork } from '../../builders/namespaces.ts';
import { PROGRAM, type Ran } from '../../cli/drive.ts';

const NEEDED = ['ip', 'nft', 'dnsmasq', 'busybox', 'sysctl'];

/** What is missing for the lab on this machine; null where nothing is. */
export const labLacks: string | null =
  process.getuid?.() !== 0
    ? 'root'
    : (NEEDED.find((program) => programPath(program) === null) ?? (namespacesWork() ? null : 'network namespaces'));
if (labLacks !== null) console.warn(`The hotspot's lab is left out: ${labLacks} is missing.`);

/**
 * Three namespaces: `laptop`, the machine under test, between `net` (the tester's router, a machine of the tester's network at
 * 192.168.77.50, and a server on the Internet at 203.0.113.80, all in one) and `toy`, a device with a cable.
 */
export class Lab {
  readonly laptop: string;
  readonly net: string;
  readonly toy: string;
  readonly folder = mkdtempSync(join(tmpdir(), 'mouchard-lab-'));
  readonly state = join(this.folder, 'mouchard', 'hotspot');
  readonly #children: ChildProcess[] = [];
  readonly #killer: string;

  constructor(name: string) {
    this.#killer = `${this.folder}.cjs`;
    writeFileSync(this.#killer, KILLER);
    const unique = `${name}${process.pid}`;
    [this.laptop, this.net, this.toy] = [`lap-${unique}`, `net-${unique}`, `toy-${unique}`];
    for (const space of this.#spaces) must('ip', 'netns', 'add', space);
    for (const space of this.#spaces) must('ip', '-n', space, 'link', 'set', 'lo', 'up');
    must('ip', 'link', 'add', 'up0', 'netns', this.laptop, 'type', 'veth', 'peer', 'name', 'r0', 'netns', this.net);
    must('ip', 'link', 'add', 'home0', 'netns', this.laptop, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.toy);
    must('ip', '-n', this.toy, 'link', 'set', 'eth0', 'address', '02:00:00:00:00:07');
    const addresses = ['192.168.77.1/24', '192.168.77.50/24', '2001:db8:77::1/64', '2001:db8:77::50/64'];
    for (const address of addresses) this.#address(this.net, 'r0', address);
    for (const address of ['203.0.113.80/32', '2001:db8:80::80/128']) this.#address(this.net, 'lo', address);
    for (const address of ['192.168.77.2/24', '2001:db8:77::2/64']) this.#address(this.laptop, 'up0', address);
    must('ip', '-n', this.net, 'link', 'set', 'r0', 'up');
    must('ip', '-n', this.laptop, 'link', 'set', 'up0', 'up');
    must('ip', '-n', this.laptop, 'route', 'add', 'default', 'via', '192.168.77.1');
    must('ip', '-n', this.laptop, 'route', 'add', 'default', 'via', '2001:db8:77::1');
    mkdirSync(join('/etc/netns', this.laptop), { recursive: true });
    writeFileSync(join('/etc/netns', this.laptop, 'resolv.conf'), 'nameserver 192.168.77.1\n');
    const names = ['--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--keep-in-foreground', '--pid-file='];
    this.start(this.net, 'dnsmasq', ...names, '--address=/example.test/203.0.113.80', '--log-facility=/dev/null');
    for (const space of [this.net, this.laptop]) this.start(space, process.execPath, '-e', ECHO);
    for (const space of [this.net, this.laptop])
      waitUntil(() => this.inside(space, process.execPath, '-e', CONNECT, '127.0.0.1').status === 0);
    // An interface that was never on differs for ever from one that was: it has no queue yet.
    for (const state of ['up', 'down']) must('ip', '-n', this.laptop, 'link', 'set', 'home0', state);
    waitUntil(() => /inet6 fe80.* scope link \n/.test(this.addresses(this.laptop)));
  }

  get #spaces(): readonly string[] {
    return [this.laptop, this.net, this.toy];
  }

  /** Runs a program in a namespace. */
  inside(space: string, ...argv: readonly string[]): Ran {
    return run(['ip', 'netns', 'exec', space, ...argv]);
  }

  /** Runs `mouchard hotspot` on the laptop. */
  hotspot(command: string, ...args: readonly string[]): Ran {
    return this.inside(this.laptop, process.execPath, PROGRAM, 'hotspot', command, '--state', this.state, ...args);
  }

  /** The same, ended by SIGKILL at a point; false where it came to its end before. */
  killedAt(point: number, from: 'journal' | 'start', command: string, ...args: readonly string[]): boolean {
    const env = { ...environment(), MOUCHARD_KILL_AT: String(point), MOUCHARD_KILL_FROM: from };
    const argv = [
      'netns',
      'exec',
      this.laptop,
      process.execPath,
      '--require',
      this.#killer,
      PROGRAM,
      'hotspot',
      command,
      '--state',
      this.state,
      ...args,
    ];
    return spawnSync('ip', argv, { env, stdio: 'ignore' }).signal === 'SIGKILL';
  }

  /** Starts `mouchard hotspot` on the laptop. */
  begin(command: string, ...args: readonly string[]): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.laptop, process.execPath, PROGRAM, 'hotspot', command, '--state', this.state, ...args], {
      env: environment(),
      stdio: 'ignore',
    });
  }

  /** All of the laptop that the hotspot could change, to be compared. */
  picture(): Record<string, string> {
    // Lifetimes fall, counts rise, and one key is made by the kernel when it is first needed.
    const parts = {
      interfaces: 'ip -d address show',
      routes: 'ip route show table all | sed "s/ expires [0-9]*sec//"',
      routes6: 'ip -6 route show table all | sed "s/ expires [0-9]*sec//"',
      rules: 'ip rule; ip -6 rule',
      filter: 'nft list ruleset',
      values: 'sysctl -a -r "^net\\." | grep -v -e nf_conntrack_count -e tcp_fastopen_key',
    };
    const { stdout } = this.inside(this.laptop, 'sh', '-c', Object.values(parts).join('; echo; echo ----;'));
    const texts = stdout.split('\n----\n');
    return {
      ...Object.fromEntries(Object.keys(parts).map((name, i) => [name, texts[i] ?? ''])),
      files: existsSync(this.folder) ? readdirSync(this.folder, { recursive: true }).join('\n') : '',
      processes: this.programs().join('\n'),
    };
  }

  /** The programs that run on the laptop. */
  programs(): string[] {
    const ids = run(['ip', 'netns', 'pids', this.laptop]).stdout.trim().split('\n');
    return ids.map((id) => readable(`/proc/${id}/cmdline`).split('\0').slice(0, 4).join(' ')).filter((line) => line !== '');
  }

  /** The device asks for an address: what it was given, by the names of udhcpc. Null where nobody answers. */
  join(): Record<string, string> | null {
    must('ip', '-n', this.toy, 'link', 'set', 'eth0', 'up');
    const script = join(this.folder, 'bound.sh');
    const result = join(this.folder, 'bound.env');
    rmSync(result, { force: true });
    writeFileSync(script, BOUND.replace('RESULT', result), { mode: 0o755 });
    const options = ['-i', 'eth0', '-n', '-q', '-f', '-t', '8', '-T', '1', '-O', 'ntpsrv', '-x', 'hostname:fox', '-s', script];
    this.inside(this.toy, 'busybox', 'udhcpc', ...options);
    const lines = readable(result).split('\n');
    rmSync(script);
    rmSync(result, { force: true });
    const fields = lines.filter((line) => line.includes('=')).map((line) => line.split('=') as [string, string]);
    return fields.length === 0 ? null : Object.fromEntries(fields);
  }

  /** The device waits for an IPv6 address that the hotspot advertised. */
  joinIpv6(): string {
    must('ip', '-n', this.toy, 'link', 'set', 'eth0', 'up');
    let found = '';
    waitUntil(() => {
      found =
        /inet6 (fd[0-9a-f:]+)\/64 scope global(?! tentative)/.exec(
          this.inside(this.toy, 'ip', '-6', 'address', 'show', 'eth0').stdout,
        )?.[1] ?? '';
      return found !== '';
    });
    return found;
  }

  /** The device leaves, with all its addresses. */
  leave(): void {
    must('ip', '-n', this.toy, 'link', 'set', 'eth0', 'down');
    must('ip', '-n', this.toy, 'address', 'flush', 'dev', 'eth0');
  }

  /** Connects from a namespace: the address that the other side sees, or null where nothing comes back. */
  connect(space: string, address: string): string | null {
    const { status, stdout } = this.inside(space, process.execPath, '-e', CONNECT, address);
    return status === 0 ? stdout : null;
  }

  /** Asks a resolver for the address of a name. */
  resolve(space: string, resolver: string, name: string): string | null {
    const { status, stdout } = this.inside(space, process.execPath, '-e', RESOLVE, resolver, name);
    return status === 0 ? stdout : null;
  }

  /** Asks for the time: milliseconds since 1970 by the answer, and its stratum. */
  askTime(space: string, server: string): { readonly ms: number; readonly stratum: number } | null {
    const { status, stdout } = this.inside(space, process.execPath, '-e', ASK_TIME, server);
    return status === 0 ? (JSON.parse(stdout) as { ms: number; stratum: number }) : null;
  }

  addresses(space: string): string {
    return run(['ip', '-n', space, 'address', 'show']).stdout;
  }

  close(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    for (const space of this.#spaces) {
      for (const id of run(['ip', 'netns', 'pids', space]).stdout.split('\n')) if (/^\d+$/.test(id)) end(Number(id));
      run(['ip', 'netns', 'delete', space]);
    }
    rmSync(join('/etc/netns', this.laptop), { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.#killer, { force: true });
  }

  #address(space: string, face: string, address: string): void {
    must('ip', '-n', space, 'address', 'add', address, 'dev', face, ...(address.includes(':') ? ['nodad'] : []));
  }

  /** Starts a program in a namespace, until the lab is closed. */
  start(space: string, ...argv: readonly string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', space, ...argv], { stdio: 'ignore' });
    this.#children.push(child);
    return child;
  }
}

/** Tries again until something holds; a test that waits in vain fails. */
export function waitUntil(holds: () => boolean): void {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  throw new Error('waited in vain');
}

/** Says to who connects what its address is. */
const ECHO = `require('net').createServer((s) => { s.on('error', () => 0); s.end(s.remoteAddress.replace('::ffff:', '')); }).listen(7000, '::');`;
const CONNECT = `const s = require('net').connect(7000, process.argv[1]); s.setTimeout(1000, () => process.exit(1)); s.on('error', () => process.exit(1));
s.on('data', (d) => { process.stdout.write(d); process.exit(0); });`;
const RESOLVE = `const r = new (require('dns').promises.Resolver)({ timeout: 1500, tries: 1 }); r.setServers([process.argv[1]]);
r.resolve4(process.argv[2]).then((a) => process.stdout.write(a[0]), () => process.exit(1));`;
const ASK_TIME = `const s = require('dgram').createSocket('udp4'); const q = Buffer.alloc(48); q[0] = 0x23; setTimeout(() => process.exit(1), 1500);
s.on('message', (m) => { process.stdout.write(JSON.stringify({ ms: (m.readUInt32BE(40) - 2208988800) * 1000, stratum: m[1] })); process.exit(0); });
s.send(q, 123, process.argv[1]);`;
const BOUND = `#!/bin/sh
[ "$1" = bound ] || exit 0
ip address replace "$ip/$mask" dev "$interface"
ip route replace default via "$router"
printf 'ip=%s\\nmask=%s\\nrouter=%s\\ndns=%s\\nntpsrv=%s\\nlease=%s\\n' "$ip" "$mask" "$router" "$dns" "$ntpsrv" "$lease" > RESULT
`;

/**
 * Loaded before the program (`node --require`): ends it with SIGKILL at one of the points at which it changes the machine.
 * MOUCHARD_KILL_AT: the number of the point, from 1. MOUCHARD_KILL_FROM: from where on points are counted.
 */
const KILLER = `const childProcess = require('node:child_process');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const at = Number(process.env['MOUCHARD_KILL_AT']);
const from = process.env['MOUCHARD_KILL_FROM'];
let armed = from === 'start';
let points = 0;

function point() {
  if (!armed) return;
  points += 1;
  if (points === at) process.kill(process.pid, 'SIGKILL');
}

function around(module, name) {
  const original = module[name];
  module[name] = (...args) => {
    // A journal is begun: from here on the machine is changed.
    if (name === 'openSync' && args[1] === 'ax') armed = true;
    point();
    const result = original(...args);
    point();
    return result;
  };
}

for (const name of ['writeFileSync', 'rmSync', ...(from === 'journal' ? ['openSync'] : [])]) around(fs, name);
around(childProcess, 'spawn');
syncBuiltinESMExports();
`;

function environment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', HOME: '/nonexistent' };
}

function run(argv: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(argv[0]!, argv.slice(1), { env: environment(), encoding: 'utf8' });
  return { status, stdout, stderr };
}

function must(...argv: readonly string[]): void {
  const { status, stderr } = run(argv);
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
}

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function end(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}
