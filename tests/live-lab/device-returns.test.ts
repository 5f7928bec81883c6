import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labMissing } from '../capture/live/lab.ts';
import { Desk, PROGRAM } from '../cli/drive.ts';
import { Running, until } from '../cli/live/running.ts';

const missing = await labMissing('dumpcap', 'dnsmasq', 'udhcpc', 'bash');
if (missing !== null) console.warn(`devices that come back are not tested: ${missing}`);

const MAC = '02:00:00:00:00:77';
const HOME = `mtest-home-${process.pid}`;
const TOY = `mtest-toy-${process.pid}`;

function must(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
const inside = (space: string, ...argv: readonly string[]): string => must('ip', 'netns', 'exec', space, ...argv);

/** A home with a bridge, and a device that can be plugged into it. */
class Home {
  readonly #desk: Desk;
  #server: ChildProcess | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    for (const space of [HOME, TOY]) {
      must('ip', 'netns', 'add', space);
      inside(space, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1');
      inside(space, 'ip', 'link', 'set', 'lo', 'up');
    }
    inside(HOME, 'ip', 'link', 'add', 'home0', 'type', 'bridge');
    inside(HOME, 'ip', 'addr', 'add', '10.77.0.1/24', 'dev', 'home0');
    inside(HOME, 'ip', 'link', 'set', 'home0', 'up');
  }

  /** The device joins, is given this address by dnsmasq, and asks it for a name. */
  async join(address: string, name: string): Promise<void> {
    const log = this.#desk.path(`lease-${address}`);
    const words = ['--keep-in-foreground', '--conf-file=/dev/null', '--interface=home0', '--bind-interfaces', '--no-hosts', '--no-resolv'];
    const lease = [
      `--dhcp-range=${address},${address},2m`,
      `--dhcp-leasefile=${log}`,
      '--pid-file=',
      '--user=root',
      '--dhcp-authoritative',
    ];
    const answers = `--address=/example.net/10.77.0.1`;
    this.#server = spawn('ip', ['netns', 'exec', HOME, 'dnsmasq', ...words, ...lease, answers], { stdio: 'ignore' });
    inside(HOME, 'ip', 'link', 'add', 'port0', 'type', 'veth', 'peer', 'name', 'toy0', 'netns', TOY);
    inside(HOME, 'ip', 'link', 'set', 'port0', 'master', 'home0', 'up');
    inside(TOY, 'ip', 'link', 'set', 'toy0', 'address', MAC, 'up');
    const script = this.#desk.file('udhcpc.sh', '#!/bin/sh\n[ "$1" = bound ] && ip addr add "$ip/24" dev "$interface"\nexit 0\n');
    must('chmod', '755', script);
    inside(TOY, 'udhcpc', '-i', 'toy0', '-n', '-q', '-f', '-t', '30', '-T', '1', '-s', script, '-x', 'hostname:toy-bear');
    // One query over UDP (RFC 1035), by whatever the shell has.
    const labels = name.split('.').map((label) => `\\x${label.length.toString(16).padStart(2, '0')}${label}`);
    const query = `\\x00\\x07\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00${labels.join('')}\\x00\\x00\\x01\\x00\\x01`;
    inside(TOY, 'bash', '-c', `exec 3<>/dev/udp/10.77.0.1/53; printf '${query}' >&3; head -c 12 <&3 >/dev/null`);
  }

  /** The device goes, and its address with it. */
  async leave(): Promise<void> {
    must('ip', '-n', HOME, 'link', 'del', 'port0');
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const ended = new Promise((resolve) => server.once('close', resolve));
    server.kill();
    await ended;
  }

  close(): void {
    this.#server?.kill();
    for (const space of [HOME, TOY]) spawnSync('ip', ['netns', 'del', space]);
  }
}

interface Result {
  readonly devices: readonly { readonly mac: string; readonly addresses: readonly string[]; readonly hostname: object }[];
  readonly destinations: readonly { readonly device: string; readonly addresses: readonly string[]; readonly flows: number }[];
}

describe.skipIf(missing !== null)('a device that leaves and comes back with another address', () => {
  const desk = new Desk();
  let home: Home;
  beforeAll(() => {
    home = new Home(desk);
  });
  afterAll(() => home.close());

  it('stays one device, named, with both addresses, and what it did under either', async () => {
    const output = desk.path('result.json');
    const options = ['-i', 'home0', '--headless', '--format', 'ndjson', '--output', output, '--quiet'];
    const running = new Running(desk, ['netns', 'exec', HOME, process.execPath, PROGRAM, 'watch', ...options], ['ip']);
    await until(() => desk.run(['phase', 'list']).status === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await home.join('10.77.0.50', 'first.example.net');
    await home.leave();
    await home.join('10.77.0.60', 'second.example.net');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    const [{ id }] = JSON.parse(desk.run(['sessions', '--format', 'json']).stdout) as [{ id: number }];
    const { devices, destinations } = JSON.parse(desk.run(['sessions', 'show', String(id), '--format', 'json']).stdout) as Result;
    const ofToy = devices.filter(({ mac }) => mac === MAC);
    expect(ofToy).toHaveLength(1);
    expect(ofToy[0]!.addresses).toEqual(['10.77.0.50', '10.77.0.60']);
    expect(JSON.stringify(ofToy[0]!.hostname)).toContain('toy-bear');
    // No device of its own for either address.
    expect(devices.map(({ mac }) => mac).filter((mac) => mac.startsWith('ip:'))).toEqual([]);
    const resolver = destinations.filter(({ device, addresses }) => device === MAC && addresses.includes('10.77.0.1'));
    expect(resolver.length).toBeGreaterThan(0);
  });
});
