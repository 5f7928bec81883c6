import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { destinationFilter, deviceFilter, framesFilter, shellWord, wiresharkCommands } from '../../src/ui/wireshark.ts';
import { aCapture, aDestination, aDevice, aFinding, anEvidence, aSnapshot } from '../builders/snapshot.ts';
import { NO_NOTES } from './frames.ts';

const recording = (name: string, firstFrame: number, frames: number) => ({ name, sha256: null, firstFrame, frames, octets: 0 });

describe('filters for Wireshark', () => {
  it('find a device by its MAC, or by its address where it has none', () => {
    expect(deviceFilter(aDevice())).toBe('eth.addr == 02:00:00:00:00:01');
    expect(deviceFilter(aDevice({ id: 'ip:192.0.2.7' as DeviceId }))).toBe('ip.addr == 192.0.2.7');
    expect(deviceFilter(aDevice({ id: 'ip:2001:db8::7' as DeviceId }))).toBe('ipv6.addr == 2001:db8::7');
  });

  it.each([
    [{ addresses: ['203.0.113.10'] }, 'eth.addr == 02:00:00:00:00:01 && (ip.addr == 203.0.113.10)'],
    [{ addresses: ['192.0.2.1', '2001:db8::1'] }, 'eth.addr == 02:00:00:00:00:01 && (ip.addr == 192.0.2.1 || ipv6.addr == 2001:db8::1)'],
    [{ addresses: ['192.0.2.1'], device: 'ip:192.0.2.7' as DeviceId }, '(ip.addr == 192.0.2.1)'],
    [
      { addresses: [], name: 'a.example', device: 'ip:192.0.2.7' as DeviceId },
      '(dns.qry.name == "a.example" || tls.handshake.extensions_server_name == "a.example" || http.host == "a.example")',
    ],
    [{ addresses: [], name: 'a" || frame' }, null],
  ])('find a destination: %j', (more, filter) => expect(destinationFilter(aDestination(more))).toBe(filter));

  it('name the frames of a finding', () => {
    expect(framesFilter(aSnapshot(), aFinding())).toBe('frame.number in {12, 48, 51}');
    expect(framesFilter(aSnapshot(), aFinding({ evidence: [anEvidence({ frames: [12] })] }))).toBe('frame.number == 12');
  });
});

describe('commands for Wireshark', () => {
  it('name the capture', () => {
    expect(wiresharkCommands(aSnapshot(), aFinding())).toEqual([`wireshark -r talking-bear.pcapng -Y "frame.number in {12, 48, 51}"`]);
  });

  it('name the recorded files, with the numbers that frames have in them', () => {
    const recordings = [recording('a-1.pcapng', 1, 40), recording('a-2.pcapng', 41, 10)];
    // The third frame was not recorded.
    const snapshot = aSnapshot({ notes: { ...NO_NOTES, recordings } });
    expect(wiresharkCommands(snapshot, aFinding())).toEqual([
      'wireshark -r a-1.pcapng -Y "frame.number == 12"',
      'wireshark -r a-2.pcapng -Y "frame.number == 8"',
    ]);
    expect(framesFilter(snapshot, aFinding())).toBeNull();
  });

  it('leave out recorded files that are gone', () => {
    const recordings = [{ ...recording('a-1.pcapng', 1, 40), deleted: true as const }, recording('a-2.pcapng', 41, 10)];
    const snapshot = aSnapshot({ notes: { ...NO_NOTES, recordings } });
    expect(wiresharkCommands(snapshot, aFinding())).toEqual(['wireshark -r a-2.pcapng -Y "frame.number == 8"']);
  });

  it('leave out a capture whose name nobody should paste', () => {
    expect(wiresharkCommands(aSnapshot({ captures: [aCapture({ name: 'a\n.pcap' })] }), aFinding())).toEqual([]);
  });

  it.each([
    ['bear.pcapng', 'bear.pcapng'],
    ['my bear.pcap', `'my bear.pcap'`],
    [`it's`, `'it'\\''s'`],
    ['$(reboot)', `'$(reboot)'`],
    ['-r', './-r'],
    ['a\x1b', null],
    ['', null],
  ])('%j is %j for a shell', (name, word) => expect(shellWord(name)).toBe(word));

  it('name the file as it was opened, where that is known', () => {
    const snapshot = aSnapshot();
    const command = (opened: string): string => wiresharkCommands(snapshot, aFinding(), opened)[0]!.slice(0, 44);
    expect(command('my toys/talking-bear.pcapng')).toMatch(/^wireshark -r 'my toys\/talking-bear\.pcapng' /);
    expect(command('/elsewhere/other.pcapng')).toMatch(/^wireshark -r talking-bear\.pcapng /);
    expect(command('wlan0')).toMatch(/^wireshark -r talking-bear\.pcapng /);
  });
});
