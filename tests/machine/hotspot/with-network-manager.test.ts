import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managerProfile } from '../../../src/machine/hotspot/manager-profile.ts';
import { programPath } from '../../../src/machine/program.ts';
import { namespacesWork } from '../../builders/namespaces.ts';
import { Desk, PROGRAM, type Ran } from '../../cli/drive.ts';
import { until } from '../../cli/live/running.ts';

const NEEDED = ['unshare', 'nsenter', 'dbus-daemon', 'dbus-uuidgen', 'NetworkManager', 'nmcli', 'nft', 'dnsmasq', 'ip'];
const lacks =
  process.getuid?.() !== 0
    ? 'root'
    : (NEEDED.find((name) => programPath(name) === null) ?? (namespacesWork() ? null : 'network namespaces'));
if (lacks !== null) console.warn(`The tests with NetworkManager are left out: ${lacks} is missing.`);

/**
 * A machine with NetworkManager and its bus, and nothing of this one's: mounts and network are its own. `toy0` is a cable to a device,
 * `up0` the way to the Internet. With /sys read-only NetworkManager does without udev, as it does in containers.
 */
const SETUP = `set -e
mount -t tmpfs tmpfs /run; mkdir -p /run/dbus /run/NetworkManager/system-connections
mount -t tmpfs tmpfs /var/lib/NetworkManager
[ ! -d /etc/NetworkManager/system-connections ] || mount -t tmpfs tmpfs /etc/NetworkManager/system-connections
umount -l /sys; mount -t sysfs -o ro sysfs /sys
dbus-daemon --system --fork --nopidfile
ip link set lo up
ip link add up0 type veth peer name up1; ip link add toy0 type veth peer name toy1
ip address add 203.0.113.2/24 dev up0
for name in up0 up1 toy1; do ip link set "$name" up; done
ip route add default via 203.0.113.1
`;
const MANAGER = `[main]
plugins=keyfile
auth-polkit=false
no-auto-default=*
[keyfile]
unmanaged-devices=interface-name:up*;interface-name:toy1
`;

/** The network namespace of a process; null where it has ended. */
function networkOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return null;
  }
}

/** Ends a process that may just have ended with another. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

class ManagedMachine {
  readonly #desk: Desk;
  readonly #shell: ChildProcess;
  readonly #state: string;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#state = desk.path('state/mouchard/hotspot');
    const script = desk.file('setup.sh', `${SETUP}echo ready\nexec cat\n`);
    this.#shell = spawn('unshare', ['--mount', '--net', '--propagation', 'private', 'sh', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  async begin(): Promise<void> {
    await once(this.#shell.stdout!, 'data');
    await this.startManager();
  }

  inside(...argv: readonly string[]): Ran {
    const inIt = ['--target', String(this.#shell.pid), '--mount', '--net', '--', ...argv];
    const { status, stdout, stderr } = spawnSync('nsenter', inIt, { env: this.#desk.environment(), encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  hotspot(...args: readonly string[]): Ran {
    return this.inside(process.execPath, PROGRAM, 'hotspot', ...args, '--state', this.#state);
  }

  async startManager(): Promise<void> {
    const config = this.#desk.file('NetworkManager.conf', MANAGER);
    this.inside('NetworkManager', '--config', config, '--pid-file', this.#desk.path('manager.pid'));
    await until(() => this.deviceState() === 'disconnected');
  }

  async stopManager(): Promise<void> {
    this.inside('sh', '-c', `kill "$(cat ${this.#desk.path('manager.pid')})"`);
    await until(() => this.inside('nmcli', '-t', 'general').status !== 0);
  }

  /** What NetworkManager says of the cable. */
  deviceState(): string {
    return this.inside('nmcli', '-g', 'GENERAL.STATE', 'device', 'show', 'toy0').stdout.replace(/^\d+ \((.*)\)\n$/, '$1');
  }

  async close(): Promise<void> {
    const own = networkOf('self');
    const its = networkOf(String(this.#shell.pid));
    const closed = once(this.#shell, 'close');
    // Whatever of it still runs, and nothing of this machine.
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      if (its !== null && its !== own && networkOf(pid) === its) end(Number(pid));
    await closed;
  }
}

describe.skipIf(lacks !== null)('the hotspot beside NetworkManager', () => {
  const desk = new Desk();
  let machine: ManagedMachine;
  beforeAll(async () => {
    machine = new ManagedMachine(desk);
    await machine.begin();
  }, 60_000);
  afterAll(async () => machine.close());

  it('takes an interface out of its hands, and gives it back', () => {
    expect(machine.hotspot('up', '--interface', 'toy0')).toMatchObject({ status: 0, stderr: '' });
    expect(machine.deviceState()).toBe('unmanaged');
    expect(machine.inside('ip', '-br', 'address', 'show', 'toy0').stdout).toContain('10.73.0.1/24');
    expect(machine.hotspot('down')).toMatchObject({ status: 0, stderr: '' });
    expect(machine.deviceState()).toBe('disconnected');
    expect(machine.inside('ip', '-br', 'address', 'show', 'toy0').stdout).not.toContain('10.73.0.1');
  });

  it('gives back one that was still asking for an address, as on a cable to a device, without waiting for what never comes', async () => {
    const profile = ['type', 'ethernet', 'ifname', 'toy0', 'con-name', 'cable', 'ipv4.method', 'auto', 'ipv6.method', 'disabled'];
    expect(machine.inside('nmcli', 'connection', 'add', ...profile).status).toBe(0);
    expect(machine.inside('nmcli', '--wait', '0', 'connection', 'up', 'cable').status).toBe(0);
    await until(() => machine.deviceState().startsWith('connecting'));
    expect(machine.hotspot('up', '--interface', 'toy0').status).toBe(0);
    expect(machine.deviceState()).toBe('unmanaged');
    expect(machine.hotspot('down')).toMatchObject({ status: 0, stderr: '' });
    await until(() => machine.deviceState().startsWith('connecting'));
    expect(machine.hotspot('status').stdout).toBe('The hotspot is off.\n');
    machine.inside('nmcli', 'connection', 'delete', 'cable');
    await until(() => machine.deviceState() === 'disconnected');
  });

  it('says what it could not give back while NetworkManager is stopped, and gives it back once it runs', async () => {
    expect(machine.hotspot('up', '--interface', 'toy0').status).toBe(0);
    await machine.stopManager();
    const stopped = machine.hotspot('down');
    expect(stopped.status).toBe(5);
    expect(stopped.stderr + stopped.stdout).toContain('nmcli device set toy0 managed yes');
    machine.inside('NetworkManager', '--config', desk.path('NetworkManager.conf'), '--pid-file', desk.path('manager.pid'));
    await until(() => machine.inside('nmcli', '-t', 'general').status === 0);
    expect(machine.hotspot('down').status).toBe(0);
    await until(() => machine.deviceState() === 'disconnected');
  });

  it.each([
    ['plain', 'bkqrs', 'abc def\\ghi', null],
    ['hostile', ' x;y\u00e9"', ` lead'$\`#;=in "g" `, 'fd12:3456:789a:1::/64'],
  ])('reads the profile of an access point as it was meant (%s)', (_name, ssid, passphrase, prefix) => {
    const uuid = '11111111-2222-4333-8444-555555555555';
    const wireless = { ssid, passphrase, band: '2.4', channel: 6, isolated: true } as unknown as Parameters<typeof managerProfile>[1];
    const settings = { link: 'wlan9', range: { router: '10.73.0.1', prefixLength: 24 }, prefix } as unknown as Parameters<
      typeof managerProfile
    >[0];
    const file = desk.path('profile');
    writeFileSync(file, managerProfile(settings, wireless, uuid), { mode: 0o600 });
    const installed = '/run/NetworkManager/system-connections/test.nmconnection';
    expect(machine.inside('sh', '-c', `install -m 600 ${file} ${installed} && nmcli connection load ${installed}`).stderr).toBe('');
    const read = (field: string): string =>
      machine.inside('nmcli', '--show-secrets', '--escape', 'no', '-g', field, 'connection', 'show', 'uuid', uuid).stdout.slice(0, -1);
    expect(read('802-11-wireless-security.psk')).toBe(passphrase);
    expect(read('802-11-wireless.ssid')).toBe(ssid);
    expect(['802-11-wireless.mode', '802-11-wireless.channel', '802-11-wireless.ap-isolation', 'ipv4.addresses'].map(read)).toEqual([
      'ap',
      '6',
      '1',
      '10.73.0.1/24',
    ]);
    expect(read('ipv6.method')).toBe(prefix === null ? 'disabled' : 'manual');
    expect(machine.inside('nmcli', 'connection', 'delete', 'uuid', uuid).status).toBe(0);
  });
});
