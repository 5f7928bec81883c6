import { describe, expect, it } from 'vitest';
import { DeviceEntry } from '../../src/inventory/device-entry.ts';
import { Names } from '../../src/inventory/names.ts';

const device = (): DeviceEntry => new DeviceEntry('00:11:22:00:00:01', true, false, 8, 0);
const a = (data: string): { type: string; data: string } => ({ type: 'A', data });

describe('names', () => {
  it('forget the oldest of a device first, where renewed ones count as new', () => {
    const names = new Names(2);
    const lamp = device();
    names.learn(lamp, 'one.example', [a('5.5.5.1')]);
    names.learn(lamp, 'two.example', [a('5.5.5.2')]);
    names.learn(lamp, 'One.example', [a('5.5.5.1')]);
    names.learn(lamp, 'three.example', [a('5.5.5.3')]);
    expect(['5.5.5.1', '5.5.5.2', '5.5.5.3'].map((address) => names.of(lamp, address))).toEqual(['one.example', null, 'three.example']);
    expect(names.dropped).toBe(1);
  });

  it('learn nothing from what is no host name or no address record', () => {
    const names = new Names(8);
    const lamp = device();
    names.learn(lamp, 'bad name', [a('5.5.5.1')]);
    names.learn(lamp, 'ok.example', [
      { type: 'TXT', data: '5.5.5.2' },
      { type: 'A', data: 7 },
    ]);
    expect(lamp.names.size).toBe(0);
  });

  it.each([
    ['1 . alpn="h3,h2" ipv4hint="5.5.5.1,5.5.5.2" ipv6hint=2a02:7::1', ['5.5.5.1', '5.5.5.2', '2a02:7::1']],
    ['1 svc.example. ipv6hint=2a02:7::1', ['2a02:7::1']],
    ['ipv4hint=5.5.5.1', ['5.5.5.1']],
    ['1 . key667="xipv4hint=5.5.5.1"', []],
    ['1 .', []],
  ])('learn the addresses that %j hints at', (data, addresses) => {
    const names = new Names(8);
    const lamp = device();
    names.learn(lamp, 'ok.example', [{ type: 'HTTPS', data }]);
    expect([...lamp.names]).toEqual(addresses.map((address) => [address, 'ok.example']));
  });

  it('note addresses that names lead to of which the lists say different things', () => {
    const names = new Names(8, (name, other) => name.endsWith('.cdn.example') && other.endsWith('.cdn.example'));
    const lamp = device();
    names.learn(lamp, 'a.cdn.example', [a('5.5.5.1')]);
    names.learn(lamp, 'b.cdn.example', [a('5.5.5.1')]);
    names.learn(lamp, 'b.cdn.example', [a('5.5.5.2')]);
    expect([...lamp.sharedAddresses]).toEqual([]);
    names.learn(lamp, 'ads.example', [a('5.5.5.1'), a('5.5.5.3')]);
    expect([...lamp.sharedAddresses]).toEqual(['5.5.5.1']);
  });

  it('learn what the name leads to over aliases in any order and case, and nothing of a name beside them', () => {
    const names = new Names(8);
    const lamp = device();
    const record = (name: string, type: string, data: string) => ({ name, type, data, section: 'answer' });
    names.learn(lamp, 'Ok.example', [
      record('end.cdn.example', 'A', '5.5.5.1'),
      record('MID.example', 'CNAME', 'end.CDN.example'),
      record('ok.EXAMPLE', 'CNAME', 'mid.example'),
      record('bank.example', 'A', '5.5.5.2'),
      record('other.example', 'CNAME', 'bank.example'),
      record('ok.example', 'AAAA', '2a02:7::1'),
    ]);
    expect([...lamp.names]).toEqual([
      ['5.5.5.1', 'ok.example'],
      ['2a02:7::1', 'ok.example'],
    ]);
  });
});
