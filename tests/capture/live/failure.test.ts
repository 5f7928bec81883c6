import { describe, expect, it } from 'vitest';
import { failureIn, failureOf } from '../../../src/capture/live/failure.ts';
import { captureEn } from '../../../src/language/capture-en.ts';

const SCENE = { program: '/usr/bin/dumpcap', interface: 'wlan0' };

describe('failureIn', () => {
  it.each([
    ['You do not have permission to capture on device "wlan0".\n(socket: Operation not permitted)', 'no-permission'],
    [
      "tcpdump: wlan0: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)",
      'no-permission',
    ],
    ['failed: socket: Operation not permitted', 'no-permission'],
    ['dumpcap: There is no device named "wlan0".\n(No such device exists)', 'no-such-interface'],
    ['tcpdump: wlan0: No such device exists\n(No such device exists)', 'no-such-interface'],
    ['dumpcap: Device "wlan0" is not up.\n(That device is not up)', 'interface-down'],
    ['dumpcap: The network adapter "wlan0" is no longer attached; the capture has stopped.', 'interface-gone'],
    ['tcpdump: pcap_loop: The interface disappeared', 'interface-gone'],
    ["tcpdump: can't parse filter expression: syntax error", 'bad-filter'],
    ['dumpcap: cap_set_proc() fail return: Operation not permitted\ntcpdump: pcap_loop: The interface disappeared', 'interface-gone'],
  ])('understands %s', (words, code) => expect(failureIn(words, SCENE)).toMatchObject({ code, interface: 'wlan0' }));

  it.each(['', 'Capturing on wlan0\nPackets captured: 3', 'dumpcap: cap_set_proc() fail return: Operation not permitted'])(
    'hears no failure in %j',
    (words) => expect(failureIn(words, SCENE)).toBeNull(),
  );

  it('keeps the line that says it', () => {
    const words = 'Capturing on wlan0\ndumpcap: Device "wlan0" is not up.\n(That device is not up)\n';
    expect(failureIn(words, SCENE)?.detail).toBe('dumpcap: Device "wlan0" is not up.');
  });
});

describe('failureOf', () => {
  it.each([
    ['no-permission', SCENE, [['sudo', 'setcap', 'cap_net_raw,cap_net_admin=eip', '/usr/bin/dumpcap']]],
    ['no-permission', { program: '/usr/bin/node', interface: 'wlan0' }, [['sudo', 'apt-get', 'install', 'wireshark-common']]],
    ['interface-down', SCENE, [['sudo', 'ip', 'link', 'set', 'dev', 'wlan0', 'up']]],
    ['interface-down', { program: null, interface: null }, []],
    ['interface-gone', SCENE, [['ip', '-brief', 'link']]],
    ['program-missing', SCENE, [['sudo', 'apt-get', 'install', 'wireshark-common']]],
    ['disk-full', { program: null, interface: '/data' }, [['df', '-h', '/data']]],
    ['program-died', SCENE, []],
  ] as const)('%s is mended by a command', (code, scene, mend) => expect(failureOf(code, scene, 'x').mend).toEqual(mend));

  it('bounds what foreign programs say', () => expect(failureOf('program-died', SCENE, 'x'.repeat(9_999)).detail.length).toBe(500));

  it('has words for every code', () => {
    const codes = Object.keys(captureEn).filter((key) => key.startsWith('source.failure.'));
    expect(codes.length).toBe(16);
  });
});
