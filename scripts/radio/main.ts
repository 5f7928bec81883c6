import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Lets a device join a hotspot over Wi-Fi without a radio: a virtual machine with a kernel that simulates two (mac80211_hwsim), this
 * machine's files to be read, and the built program. Once with hostapd, once with NetworkManager.
 *
 *     apt-get download linux-image-6.1.0-XX-amd64 && dpkg -x linux-image-*.deb KERNEL
 *     npm run build && npx tsx scripts/radio/main.ts KERNEL [hostapd|manager]
 *
 * Needs root and, from Debian: qemu-system-x86, busybox-static, cpio, kmod, iw, wpasupplicant, hostapd, dnsmasq, nftables, network-manager.
 */
const ROOT = resolve(new URL('../..', import.meta.url).pathname);
/** What a machine without hardware virtualisation needs, several times over. */
const PATIENCE_MS = 20 * 60_000;
const MODULES = ['virtio_pci', '9pnet_virtio', '9p', 'overlay'];
const BACKENDS = { hostapd: 'hostapd', manager: 'network-manager' };
const EXPECTED = ['joined', 'address', 'name', 'internet', 'isolation', 'listed', 'watched', 'down', 'as before'];
const AFTER_A_KILL = ['down after a kill', 'as before the kill'];

function must(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error !== undefined || status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** The first files of the machine: a shell, the modules that reach the others, and what is to be run. */
function firstFiles(folder: string, kernel: string, version: string, mode: string): string {
  const root = join(folder, mode);
  for (const name of ['bin', 'proc', 'sys', 'dev', 'host', 'layer', 'root']) mkdirSync(join(root, name), { recursive: true });
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'));
  for (const name of ['sh', 'mount', 'umount', 'mkdir', 'modprobe', 'switch_root']) symlinkSync('busybox', join(root, 'bin', name));
  const modules = join(kernel, 'lib/modules', version);
  for (const module of MODULES) {
    const needed = must('modprobe', '--dirname', kernel, '--set-version', version, '--show-depends', module);
    for (const [, path] of needed.matchAll(/^insmod (\S+)/gm)) {
      const copy = join(root, 'lib/modules', version, path!.slice(path!.indexOf(version) + version.length + 1));
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(path!, copy);
    }
  }
  for (const name of ['modules.order', 'modules.builtin', 'modules.builtin.modinfo']) {
    copyFileSync(join(modules, name), join(root, 'lib/modules', version, name));
  }
  must('depmod', '--basedir', root, version);
  copyFileSync(join(ROOT, 'scripts/radio/init.sh'), join(root, 'init'));
  must('chmod', '+x', join(root, 'init'));
  writeFileSync(join(root, 'test'), `${ROOT} ${mode}\n`);
  const archive = join(folder, `${mode}.cpio`);
  must('sh', '-c', `cd '${root}' && find . | cpio --quiet -o -H newc > '${archive}'`);
  return archive;
}

/** Runs the machine to its end; what was seen in it. */
async function boot(image: string, archive: string, modules: string): Promise<string[]> {
  const accelerator = spawnSync('grep', ['-qE', 'vmx|svm', '/proc/cpuinfo']).status === 0 ? 'kvm' : 'tcg';
  const append = `console=ttyS0 panic=-1 quiet loglevel=3 modules=${modules}`;
  const files = 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap';
  const machine = spawn(
    'qemu-system-x86_64',
    ['-accel', accelerator, '-cpu', 'max', '-smp', '2', '-m', '3072', '-nographic', '-no-reboot', '-nic', 'none']
      .concat(['-kernel', image, '-initrd', archive, '-append', append])
      .concat(['-fsdev', files, '-device', 'virtio-9p-pci,fsdev=host,mount_tag=host']),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const patience = setTimeout(() => machine.kill('SIGKILL'), PATIENCE_MS);
  const seen: string[] = [];
  for await (const line of createInterface({ input: machine.stdout })) {
    process.stdout.write(`  ${line}\n`);
    const found = /seen: (.*?)\r?$/.exec(line)?.[1];
    if (found !== undefined) seen.push(found);
  }
  clearTimeout(patience);
  return seen;
}

async function main(): Promise<number> {
  const kernel = resolve(process.argv[2] ?? '');
  const image = existsSync(join(kernel, 'boot'))
    ? readdirSync(join(kernel, 'boot')).find((name) => name.startsWith('vmlinuz-'))
    : undefined;
  if (process.argv[2] === undefined || image === undefined) {
    process.stderr.write(
      'Usage: npx tsx scripts/radio/main.ts KERNEL [hostapd|manager]; KERNEL is an unpacked Debian linux-image package\n',
    );
    return 2;
  }
  const version = basename(image).slice('vmlinuz-'.length);
  must('depmod', '--basedir', kernel, version);
  const folder = mkdtempSync(join(tmpdir(), 'mouchard-radio-'));
  const missing: string[] = [];
  try {
    for (const [mode, backend] of Object.entries(BACKENDS).filter(([each]) => (process.argv[3] ?? each) === each)) {
      process.stdout.write(`── ${mode}\n`);
      const seen = await boot(join(kernel, 'boot', image), firstFiles(folder, kernel, version, mode), join(kernel, 'lib/modules'));
      const expected = ['up', `by ${backend}`, ...EXPECTED, ...AFTER_A_KILL];
      missing.push(...expected.filter((each) => !seen.includes(each)).map((each) => `${mode}: ${each}`));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(missing.length === 0 ? 'All of it was seen.\n' : `Not seen: ${missing.join('; ')}\n`);
  return missing.length === 0 ? 0 : 1;
}

process.exitCode = await main();
