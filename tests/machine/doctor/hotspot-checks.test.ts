import { describe, expect, it } from 'vitest';
import { checkBackend, checkForwarding, checkSubnets } from '../../../src/machine/doctor/hotspot-checks.ts';
import { aMachine } from './a-machine.ts';

const MANAGER = { 'nmcli -t -f RUNNING general': 'running\n' };
const TOOLS = { 'hostapd --version': 'hostapd v2.10', 'dnsmasq --version': 'x', 'nft --version': 'x', 'ip --version': 'x' };

describe('what makes the access point', () => {
  it.each([
    [{ ...MANAGER, ...TOOLS }, 'network-manager'],
    [MANAGER, 'no-filter'],
    [{ 'nmcli -t -f RUNNING general': 'not running\n', ...TOOLS }, 'hostapd'],
    [TOOLS, 'hostapd'],
  ])('%j', async (programs, state) => {
    expect((await checkBackend(aMachine({ programs }))).state).toBe(state);
  });

  it('names the packages that are missing', async () => {
    const found = await checkBackend(aMachine({ programs: { 'ip --version': 'x', 'nft --version': 'x' } }));
    expect(found).toMatchObject({ state: 'missing', mend: ['sudo apt install hostapd dnsmasq-base'] });
  });
});

it('says whether the kernel forwards', () => {
  const files = { '/proc/sys/net/ipv4/ip_forward': '1\n', '/proc/sys/net/ipv6/conf/all/forwarding': '0\n' };
  expect(checkForwarding(aMachine({ files }))).toMatchObject({ state: 'on', facts: { ipv4: true, ipv6: false } });
  expect(checkForwarding(aMachine({ files: { '/proc/sys/net/ipv4/ip_forward': '0\n' } })).state).toBe('off');
  expect(checkForwarding(aMachine()).state).toBe('unknown');
});

describe('the networks', () => {
  const files = { '/sys/class/net/a/operstate': 'up', '/sys/class/net/b/operstate': 'up' };
  it.each([
    ['192.168.1.2/24', '192.168.1.77/24', 'clash'],
    ['10.0.0.1/8', '10.42.0.1/24', 'clash'],
    ['192.168.1.2/24', '192.168.2.2/24', 'ok'],
    ['192.168.1.2/25', '192.168.1.129/25', 'ok'],
    ['fd00::1/64', 'fd00::2/64', 'ok'],
  ])('%s and %s: %s', (a, b, state) => {
    expect(checkSubnets(aMachine({ files, addresses: { a: [a], b: [b] } })).state).toBe(state);
  });

  it('do not clash on one interface', () => {
    expect(checkSubnets(aMachine({ files, addresses: { a: ['10.0.0.1/24', '10.0.0.2/24'] } })).state).toBe('ok');
  });
});
