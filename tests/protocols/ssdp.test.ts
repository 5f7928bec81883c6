import { describe, expect, it } from 'vitest';
import { ssdp } from '../../src/protocols/ssdp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const text = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

describe('ssdp', () => {
  it('reads a search', () => {
    expect(saidToFile(ssdp, 'ssdp/search')[0]).toMatchObject({
      kind: 'ssdp.message',
      fields: {
        method: 'M-SEARCH',
        st: 'urn:dial-multiscreen-org:service:dial:1',
        man: '"ssdp:discover"',
        user_agent: 'Toy/1.0 UPnP/1.1',
        usn: null,
      },
    });
  });

  it('reads an answer', () => {
    expect(saidToFile(ssdp, 'ssdp/answer')[0]!.fields).toMatchObject({
      method: 'RESPONSE', location: 'http://192.168.7.30:8008/dd.xml', server: 'Linux/4.1 UPnP/1.0 Toy/2', st: 'upnp:rootdevice',
      usn: 'uuid:0b1c::upnp:rootdevice', max_age: 1800, hue_bridge_id: '0017880000000001',
    }); // prettier-ignore
  });

  it('reads a notice with bare line feeds, lines that are no headers, and repeated ones', () => {
    expect(saidToFile(ssdp, 'ssdp/notify')[0]!.fields).toMatchObject({
      method: 'NOTIFY', nt: 'upnp:rootdevice', nts: 'ssdp:alive', location: 'http://192.168.7.31/', server: 'TV', wakeup: 'MAC=02:00:00:00:00:05;Timeout=10',
    }); // prettier-ignore
  });

  it.each([
    ['a start line alone', text('NOTIFY * HTTP/1.1'), { method: 'NOTIFY', server: null }],
    ['what follows the blank line', text('NOTIFY * HTTP/1.1', '', 'SERVER: body'), { server: null }],
    ['an empty value', text('NOTIFY * HTTP/1.1', 'SERVER:', 'NT: x'), { server: null, nt: 'x' }],
    ['an age that is no number', text('NOTIFY * HTTP/1.1', 'CACHE-CONTROL: max-age=12345678901234567890'), { max_age: null }],
    ['a value of 2,000 octets', text('NOTIFY * HTTP/1.1', `NT: ${'x'.repeat(2000)}`), { nt: 'x'.repeat(1023) }],
    ['the 65th header', text('NOTIFY * HTTP/1.1', ...Array.from({ length: 64 }, (_, n) => `X-${n}: y`), 'NT: z'), { nt: null }],
  ])('%s', (_what, octets, fields) => {
    expect(saidTo(ssdp, octets)).toMatchObject([fields]);
  });

  it('does not read beyond its datagram', () => {
    const [fields] = saidTo(ssdp, text('NOTIFY * HTTP/1.1', 'NT: x'));
    expect(fields!['nt']).toBe('x');
  });

  it.each([
    ['a search anywhere', text('M-SEARCH * HTTP/1.1', 'ST: x', ''), [50_000, 50_001], 'mine'],
    ['an answer from its port', text('HTTP/1.1 200 OK', 'EXT:', ''), [1900, 50_001], 'mine'],
    ['an answer that names a target', text('HTTP/1.1 200 OK', 'USN: x', ''), [50_000, 50_001], 'mine'],
    ['an answer that does not', text('HTTP/1.1 200 OK', 'EXT:', ''), [50_000, 50_001], 'not-mine'],
    ['another HTTP request', text('GET / HTTP/1.1', ''), [50_000, 1900], 'not-mine'],
    ['half a start line', text('M-SEARCH *'), [50_000, 1900], 'not-mine'],
  ] as const)('probe: %s', (_what, octets, ports, verdict) => {
    expect(verdictOn(ssdp, octets, ports)).toBe(verdict);
  });
});
