import { describe, expect, it } from 'vitest';
import { checkInterfaces, defaultRoute, interfacesOf } from '../../../src/machine/doctor/interface-check.ts';
import { aMachine } from './a-machine.ts';

const ROUTES = [
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
  'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
  'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
].join('\n');
const ROUTES6 = [
  'fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth1',
  '00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth1',
].join('\n');

const laptop = aMachine({
  files: {
    '/proc/net/route': ROUTES,
    '/sys/class/net/lo/operstate': 'unknown\n',
    '/sys/class/net/eth0/operstate': 'up\n',
    '/sys/class/net/wlan0/operstate': 'down\n',
    '/sys/class/net/br0/operstate': 'up\n',
    '/sys/class/net/br0/bridge/bridge_id': '8000',
    '/sys/class/net/veth1/operstate': 'up\n',
    '/sys/class/net/eth1/operstate': 'down\n',
  },
  links: {
    '/sys/class/net/wlan0/phy80211': '../../ieee80211/phy0',
    '/sys/class/net/eth0/device': '../../../0000:00:1f.6',
    '/sys/class/net/eth1/device': '../../../1-1',
  },
  addresses: { eth0: ['192.0.2.2/24'] },
});

describe('the interfaces', () => {
  it('have a role each', () => {
    expect(interfacesOf(laptop).map(({ name, role, up }) => `${name} ${role} ${up}`)).toEqual([
      'br0 bridge true',
      'eth0 upstream true',
      'eth1 wired false',
      'veth1 virtual true',
      'wlan0 wireless false',
    ]);
    expect(checkInterfaces(laptop)).toMatchObject({ level: 'ok', facts: { count: 5, upstream: 'eth0' } });
  });

  it('may be down, or not there', () => {
    expect(checkInterfaces(aMachine({ files: { '/sys/class/net/eth0/operstate': 'down' } })).state).toBe('down');
    expect(checkInterfaces(aMachine({ files: { '/sys/class/net/lo/operstate': 'unknown' } })).state).toBe('none');
  });
});

describe('the default route', () => {
  it('is that of IPv4, else that of IPv6, else none', () => {
    expect(defaultRoute(aMachine({ files: { '/proc/net/route': ROUTES, '/proc/net/ipv6_route': ROUTES6 } }))).toBe('eth0');
    expect(defaultRoute(aMachine({ files: { '/proc/net/ipv6_route': ROUTES6 } }))).toBe('eth1');
    expect(defaultRoute(aMachine())).toBeNull();
  });
});
