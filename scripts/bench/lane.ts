import { spawnSync } from 'node:child_process';

/** The end on which traffic is sent, and the one on which it arrives. */
export const SENDING = 'mbench0';
export const ARRIVING = 'mbench1';

/** A network namespace with two joined interfaces and nothing else: what is sent at one end arrives at the other, and no other packet. */
export class Lane {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    this.remove();
    ip('netns', 'add', name);
    // Neither end must say anything of its own.
    this.run('sysctl', ['-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1']);
    this.run('ip', ['link', 'add', SENDING, 'type', 'veth', 'peer', 'name', ARRIVING]);
    for (const end of ['lo', SENDING, ARRIVING]) this.run('ip', ['link', 'set', end, 'up']);
  }

  /** The command line that runs a program on this lane. */
  command(program: string, args: readonly string[]): readonly [string, string[]] {
    return ['ip', ['netns', 'exec', this.name, program, ...args]];
  }

  /** Runs a program on this lane to its end, and gives what it printed. */
  run(program: string, args: readonly string[]): string {
    const [command, rest] = this.command(program, args);
    const { status, stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Packets that have arrived, by the kernel's count. */
  get arrived(): number {
    const line = this.run('cat', ['/proc/net/dev'])
      .split('\n')
      .find((one) => one.includes(`${ARRIVING}:`));
    return Number(line?.split(':')[1]?.trim().split(/\s+/)[1]);
  }

  /** True while a program captures on the arriving end. */
  get watched(): boolean {
    return this.run('cat', ['/proc/net/packet']).trim().split('\n').length > 1;
  }

  remove(): void {
    spawnSync('ip', ['netns', 'del', this.name], { stdio: 'ignore' });
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}
