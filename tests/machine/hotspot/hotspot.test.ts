import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { placesIn } from '../../../src/machine/hotspot/places.ts';
import { Lab, labLacks, waitUntil } from './lab.ts';

const WIRED = ['--interface', 'home0', '--ipv6', 'off'];
const BRIDGED = ['--bridge', 'br7', '--interface', 'home0', '--ipv6', 'on'];

describe.skipIf(labLacks !== null)('a hotspot in network namespaces', () => {
  let lab: Lab;
  let before: Record<string, string>;
  beforeAll(() => {
    lab = new Lab('hot');
    before = lab.picture();
  });
  afterEach(() => {
    lab.leave();
    lab.hotspot('down');
  });
  afterAll(() => lab.close());

  it('gives a device with a cable an address, names, the time and the Internet, and keeps it from all else', () => {
    expect(lab.hotspot('up', ...WIRED)).toMatchObject({ status: 0, stderr: '' });
    const given = lab.join();
    expect(given).toMatchObject({ mask: '24', router: '10.73.0.1', dns: '10.73.0.1', ntpsrv: '10.73.0.1', lease: '3600' });
    expect(given!['ip']).toMatch(/^10\.73\.0\.\d+$/);
    expect(lab.resolve(lab.toy, '10.73.0.1', 'example.test')).toBe('203.0.113.80');
    // The Internet sees this machine's address, not the device's.
    expect(lab.connect(lab.toy, '203.0.113.80')).toBe('192.168.77.2');
    expect(lab.connect(lab.toy, '192.168.77.50')).toBeNull();
    expect(lab.connect(lab.toy, '192.168.77.1')).toBeNull();
    // Something listens on this machine, on every address of it.
    expect(lab.connect(lab.laptop, '10.73.0.1')).not.toBeNull();
    expect(lab.connect(lab.toy, '10.73.0.1')).toBeNull();
    expect(lab.connect(lab.toy, '192.168.77.2')).toBeNull();
    const time = lab.askTime(lab.toy, '10.73.0.1');
    expect(Math.abs(time!.ms - Date.now())).toBeLessThan(60_000);
    // The tester's network cannot reach the device either.
    lab.inside(lab.net, 'ip', 'route', 'replace', '10.73.0.0/24', 'via', '192.168.77.2');
    expect(lab.inside(lab.net, 'ping', '-c', '1', '-W', '1', given!['ip']!).status).not.toBe(0);
    expect(lab.addresses(lab.toy)).not.toMatch(/inet6 (?!fe80|::1\/)/);
    const status = JSON.parse(lab.hotspot('status', '--format', 'json').stdout) as Status;
    expect(status).toMatchObject({ state: 'up', lacking: [], settings: { interface: 'home0', ipv6: null, upstream: 'up0' } });
    expect(status.clients).toMatchObject([
      { mac: '02:00:00:00:00:07', addresses: expect.arrayContaining([given!['ip']]) as unknown, hostname: 'fox' },
    ]);
    expect(status.held_back['lan']).toBeGreaterThan(0);
    expect(status.held_back['machine']).toBeGreaterThan(0);
    expect(lab.hotspot('down')).toMatchObject({ status: 0, stderr: '' });
    expect(lab.picture()).toEqual(before);
  });

  it('with IPv6: a device makes an address and reaches the Internet, and the tester’s network stays out of reach', () => {
    const up = lab.hotspot('up', ...BRIDGED);
    expect(up).toMatchObject({ status: 0 });
    expect(up.stderr).toContain('IPv6 is passed on for all interfaces');
    expect(lab.join()).toMatchObject({ router: '10.73.0.1' });
    expect(lab.joinIpv6()).toMatch(/^fd/);
    waitUntil(() => lab.connect(lab.toy, '2001:db8:80::80') !== null);
    expect(lab.connect(lab.toy, '2001:db8:80::80')).toBe('2001:db8:77::2');
    expect(lab.connect(lab.toy, '203.0.113.80')).toBe('192.168.77.2');
    expect(lab.connect(lab.toy, '2001:db8:77::50')).toBeNull();
    expect(lab.connect(lab.toy, '2001:db8:77::2')).toBeNull();
    expect(lab.connect(lab.toy, '192.168.77.50')).toBeNull();
    expect(lab.hotspot('down')).toMatchObject({ status: 0, stderr: '' });
    expect(lab.picture()).toEqual(before);
  });

  it('opens the tester’s network when told to, and hands out what it is told to', () => {
    const told = ['--allow-lan', '--dns', '192.168.77.1', '--ntp', '192.0.2.123', '--range', '192.168.200.1/28'];
    expect(lab.hotspot('up', ...WIRED, ...told)).toMatchObject({ status: 0 });
    expect(lab.join()).toMatchObject({ mask: '28', router: '192.168.200.1', dns: '192.168.77.1', ntpsrv: '192.0.2.123' });
    expect(lab.connect(lab.toy, '192.168.77.50')).toBe('192.168.77.2');
    expect(lab.resolve(lab.toy, '192.168.77.1', 'example.test')).toBe('203.0.113.80');
    expect(lab.resolve(lab.toy, '192.168.200.1', 'example.test')).toBeNull();
    expect(lab.hotspot('down').status).toBe(0);
    expect(lab.picture()).toEqual(before);
  });

  it('reaches a resolver of the tester’s network that was named, and nothing else there', () => {
    expect(lab.hotspot('up', ...WIRED, '--dns', '192.168.77.1', '--ntp', 'off')).toMatchObject({ status: 0 });
    const given = lab.join();
    expect(given).toMatchObject({ dns: '192.168.77.1', ntpsrv: '' });
    expect(lab.resolve(lab.toy, '192.168.77.1', 'example.test')).toBe('203.0.113.80');
    expect(lab.connect(lab.toy, '192.168.77.1')).toBeNull();
    expect(lab.askTime(lab.toy, '10.73.0.1')).toBeNull();
  });

  it('keeps its files for root alone, and says so when it is on already', () => {
    expect(lab.hotspot('up', ...WIRED).status).toBe(0);
    expect(statSync(lab.state).mode & 0o777).toBe(0o700);
    for (const name of [placesIn(lab.state).journal, placesIn(lab.state).rules, placesIn(lab.state).dnsmasq]) {
      expect(statSync(name).mode & 0o777, name).toBe(0o600);
    }
    expect(lab.hotspot('up', ...WIRED)).toMatchObject({ status: 4, stdout: '', stderr: expect.stringContaining('on already') as string });
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    expect(lab.inside(lab.laptop, ...nobody, 'cat', placesIn(lab.state).journal).status).not.toBe(0);
  });

  it('killed at any point, all is undone by down, which may be killed too', () => {
    let points = 0;
    while (lab.killedAt(points + 1, 'journal', 'up', ...BRIDGED)) {
      points += 1;
      // Every other time the undoing is killed as well, at a later and later point.
      if (points % 2 === 0) lab.killedAt(points / 2, 'start', 'down');
      const { status, stderr } = lab.hotspot('down');
      expect({ status, stderr }, `point ${points}`).toEqual({ status: 0, stderr: '' });
      expect(lab.picture(), `point ${points}`).toEqual(before);
    }
    // The last try was not killed: the hotspot is on.
    expect(points).toBeGreaterThan(20);
    expect(JSON.parse(lab.hotspot('status', '--format', 'json').stdout)).toMatchObject({ state: 'up' });
    expect(lab.hotspot('down').status).toBe(0);
    expect(lab.picture()).toEqual(before);
  }, 600_000);

  it('undoes the rest where part of it has gone, and may be said again', () => {
    expect(lab.hotspot('up', ...BRIDGED).status).toBe(0);
    lab.inside(lab.laptop, 'ip', 'link', 'delete', 'dev', 'br7');
    lab.inside(lab.laptop, 'nft', 'delete', 'table', 'inet', 'mouchard');
    const status = JSON.parse(lab.hotspot('status', '--format', 'json').stdout) as Status;
    expect(status).toMatchObject({ state: 'partly', lacking: ['interface', 'filter'] });
    expect(lab.hotspot('down')).toMatchObject({ status: 0, stderr: '' });
    expect(lab.picture()).toEqual(before);
    expect(lab.hotspot('down')).toMatchObject({ status: 0, stdout: 'No hotspot is on: nothing to undo.\n' });
  });

  it('leaves a value alone that somebody has changed since, and says so', () => {
    expect(lab.hotspot('up', ...BRIDGED).status).toBe(0);
    const value = '/proc/sys/net/ipv6/conf/up0/accept_ra';
    lab.inside(lab.laptop, 'sh', '-c', `echo 0 > ${value}`);
    expect(lab.hotspot('down').stderr).toContain(value);
    expect(lab.inside(lab.laptop, 'cat', value).stdout).toBe('0\n');
    lab.inside(lab.laptop, 'sh', '-c', `echo 1 > ${value}`);
    expect(lab.picture()).toEqual(before);
  });

  it('after a restart of the machine touches nothing but its own files', () => {
    expect(lab.hotspot('up', ...WIRED).status).toBe(0);
    const { journal } = placesIn(lab.state);
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.replace(/"boot":"[^"]*"/, '"boot":"another"'));
    expect(JSON.parse(lab.hotspot('status', '--format', 'json').stdout)).toMatchObject({ state: 'restarted' });
    expect(lab.hotspot('up', ...WIRED)).toMatchObject({ status: 4, stderr: expect.stringContaining('earlier hotspot') as string });
    const files = join(lab.folder, 'copy');
    writeFileSync(files, text);
    expect(lab.hotspot('down').status).toBe(0);
    expect(existsSync(lab.state)).toBe(false);
    expect(lab.picture()['filter']).toContain('table inet mouchard');
    // What is left is undone with the journal as it was.
    lab.inside(lab.laptop, 'mkdir', '-p', lab.state);
    lab.inside(lab.laptop, 'mv', files, journal);
    expect(lab.hotspot('down').status).toBe(0);
    expect(lab.picture()).toEqual(before);
  });

  it('undoes all where a step fails, and hands on what the program said', () => {
    // Somebody has the port for names on every address.
    const taken = `require('dgram').createSocket('udp4').bind(53, '0.0.0.0', () => require('fs').writeFileSync(process.argv[1], ''));`;
    const ready = join(lab.folder, 'ready');
    const child = lab.start(lab.laptop, process.execPath, '-e', taken, ready);
    waitUntil(() => existsSync(ready));
    const failed = lab.hotspot('up', ...WIRED);
    child.kill('SIGKILL');
    lab.inside(lab.laptop, 'rm', ready);
    expect(failed).toMatchObject({ status: 4, stdout: '' });
    expect(failed.stderr).toMatch(/hand out addresses and names: dnsmasq --conf-file=/);
    expect(failed.stderr).toMatch(/Address already in use/);
    waitUntil(() => lab.picture()['processes'] === before['processes']);
    expect(lab.picture()).toEqual(before);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while it is switched on: undone, exit %i', async (signal, expected) => {
    const child = lab.begin('up', ...WIRED);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    waitUntil(() => existsSync(placesIn(lab.state).journal));
    child.kill(signal);
    expect(await ended).toBe(expected);
    expect(lab.picture()).toEqual(before);
  });

  it('refuses what cannot be, without a change', () => {
    const refused: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['--interface', 'up0'], 4, /way to the Internet/],
      [['--interface', 'none0'], 4, /no interface none0/],
      [['--bridge', 'home0'], 2, /no bridge/],
      [['--interface', 'home0', '--range', '192.168.77.0/25'], 4, /overlaps 192\.168\.77\.0\/24/],
      [['--interface', 'home0', '--upstream', 'none0'], 4, /no interface none0/],
    ];
    for (const [args, status, words] of refused) {
      const ran = lab.hotspot('up', ...args);
      expect(ran, args.join(' ')).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(words) as string });
    }
    expect(lab.hotspot('up', ...BRIDGED, '--dry-run').stdout).toContain('ip link add name br7 type bridge');
    expect(lab.picture()).toEqual(before);
  });

  it('uses an interface that has an address, and leaves it its address', () => {
    lab.inside(lab.laptop, 'ip', 'link', 'set', 'home0', 'up');
    lab.inside(lab.laptop, 'ip', 'address', 'add', '192.168.150.1/24', 'dev', 'home0');
    waitUntil(() => !lab.addresses(lab.laptop).includes('tentative'));
    const there = lab.picture();
    expect(lab.hotspot('up', ...WIRED).status).toBe(0);
    expect(lab.join()).toMatchObject({ router: '192.168.150.1' });
    expect(lab.hotspot('down').status).toBe(0);
    const after = lab.picture();
    lab.inside(lab.laptop, 'ip', 'address', 'delete', '192.168.150.1/24', 'dev', 'home0');
    lab.inside(lab.laptop, 'ip', 'link', 'set', 'home0', 'down');
    expect(after).toEqual({ ...there, interfaces: after['interfaces'], routes6: after['routes6'], routes: after['routes'] });
    expect(after['interfaces']).toContain('192.168.150.1/24');
    waitUntil(() => lab.picture()['interfaces'] === before['interfaces']);
    expect(lab.picture()).toEqual(before);
  });
});

interface Status {
  readonly state: string;
  readonly clients: readonly unknown[];
  readonly held_back: Readonly<Record<string, number>>;
}
