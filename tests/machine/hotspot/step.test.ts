import { describe, expect, it } from 'vitest';
import { shownCommand, shownUndo, type Undo } from '../../../src/machine/hotspot/step.ts';

describe('shownCommand', () => {
  it.each([
    [['ip', 'link', 'set', 'dev', 'eth0.5', 'up'], 'ip link set dev eth0.5 up'],
    [['nft', '-f', '/a b/c'], "nft -f '/a b/c'"],
    [['echo', "it's", '$(id)', '', '*'], "echo 'it'\\''s' '$(id)' '' '*'"],
  ] as const)('%j', (command, expected) => expect(shownCommand(command)).toBe(expected));
});

describe('shownUndo', () => {
  it.each<[Undo, string]>([
    [{ undo: 'run', command: ['iw', 'reg', 'set', 'FR'] }, 'iw reg set FR'],
    [{ undo: 'remove-file', path: '/a', lasts: true }, 'rm /a'],
    [{ undo: 'remove-table', table: 'mouchard' }, 'nft delete table inet mouchard'],
    [{ undo: 'remove-link', link: 'br0' }, 'ip link delete dev br0'],
    [{ undo: 'remove-address', link: 'eth1', address: '10.73.0.1/24' }, 'ip address delete 10.73.0.1/24 dev eth1'],
    [{ undo: 'leave-bridge', link: 'eth1', bridge: 'br0' }, 'ip link set dev eth1 nomaster'],
    [{ undo: 'link-state', link: 'eth1', up: false }, 'ip link set dev eth1 down'],
    [{ undo: 'link-state', link: 'eth1', up: true }, 'ip link set dev eth1 up'],
    [{ undo: 'forget-profile', uuid: 'u' }, 'nmcli connection delete uuid u'],
    [{ undo: 'start-profile', uuid: 'u', wait: true }, 'nmcli --wait 20 connection up uuid u'],
    [{ undo: 'start-profile', uuid: 'u', wait: false }, 'nmcli --wait 0 connection up uuid u'],
    [{ undo: 'end', mark: '/a/dnsmasq.conf' }, 'pkill -f /a/dnsmasq.conf'],
    [{ undo: 'restore', path: '/p', ours: '1', before: '0', along: [{ path: '/q', before: '1' }] }, 'echo 0 > /p; echo 1 > /q'],
  ])('%j', (undo, expected) => expect(shownUndo(undo)).toBe(expected));
});
