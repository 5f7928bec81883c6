import { describe, expect, it } from 'vitest';
import { forwardingSteps, silentBridge } from '../../../src/machine/hotspot/values.ts';
import { aSettings } from './a-hotspot.ts';

const V4 = '/proc/sys/net/ipv4/conf';
const V6 = '/proc/sys/net/ipv6/conf';
const NAMES = ['eth0', 'wlan0', 'tun0'];

/** The steps where the kernel has these values: path, value, and how it is undone. */
function stepsFor(values: Readonly<Record<string, string>>, prefix: string | null): unknown[] {
  const steps = forwardingSteps(aSettings({ prefix }), NAMES, (path) => values[path] ?? null);
  return steps.map(({ action, undo }) => [action.do === 'set' ? `${action.path}=${action.value}` : '', ...undo]);
}

describe('forwardingSteps', () => {
  it('switches IPv4 on for the two interfaces and no other', () => {
    const values = { [`${V4}/wlan0/forwarding`]: '0', [`${V4}/eth0/forwarding`]: '0', [`${V4}/all/forwarding`]: '0' };
    const undo = (path: string) => ({ undo: 'restore', path, ours: '1', before: '0', along: [] });
    expect(stepsFor(values, null)).toEqual([
      [`${V4}/wlan0/forwarding=1`, undo(`${V4}/wlan0/forwarding`)],
      [`${V4}/eth0/forwarding=1`, undo(`${V4}/eth0/forwarding`)],
    ]);
  });

  it('does nothing where it is on, so that nothing is undone either', () => {
    expect(stepsFor({ [`${V4}/wlan0/forwarding`]: '1', [`${V4}/eth0/forwarding`]: '1' }, null)).toEqual([]);
  });

  it('for IPv6 keeps the way to the Internet, and the values that go along with the one for all', () => {
    const values = {
      [`${V4}/wlan0/forwarding`]: '1',
      [`${V4}/eth0/forwarding`]: '1',
      [`${V6}/eth0/accept_ra`]: '1',
      [`${V6}/all/forwarding`]: '0',
      [`${V6}/default/forwarding`]: '0',
      [`${V6}/eth0/forwarding`]: '0',
      [`${V6}/tun0/forwarding`]: '1',
    };
    expect(stepsFor(values, 'fd01::/64')).toEqual([
      [`${V6}/eth0/accept_ra=2`, { undo: 'restore', path: `${V6}/eth0/accept_ra`, ours: '2', before: '1', along: [] }],
      [
        `${V6}/all/forwarding=1`,
        { undo: 'restore', path: `${V6}/all/forwarding`, ours: '1', before: '0', along: [{ path: `${V6}/tun0/forwarding`, before: '1' }] },
      ],
    ]);
  });

  it('leaves router advertisements alone that the kernel does not heed', () => {
    expect(JSON.stringify(stepsFor({ [`${V6}/eth0/accept_ra`]: '0' }, 'fd01::/64'))).not.toContain('accept_ra');
  });

  it('has nothing to restore of an interface that is yet to come', () => {
    expect(stepsFor({}, null)).toEqual([[`${V4}/wlan0/forwarding=1`], [`${V4}/eth0/forwarding=1`]]);
  });
});

describe('silentBridge', () => {
  it('is a value of the bridge, and none where the kernel knows no IPv6', () => {
    expect(silentBridge('br0', () => '0')).toMatchObject([{ action: { path: `${V6}/br0/disable_ipv6`, value: '1' }, undo: [] }]);
    expect(silentBridge('br0', () => null)).toEqual([]);
  });
});
