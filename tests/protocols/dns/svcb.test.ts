import { expect, it } from 'vitest';
import { Cursor } from '../../../src/bytes/cursor.ts';
import { readServiceBinding } from '../../../src/protocols/dns/svcb.ts';
import { hex } from '../../builders/packet.ts';

const read = (octets: string): [string, string | null] => {
  const c = new Cursor().over(hex(octets), 0, hex(octets).length);
  return [readServiceBinding(c, 0), c.flaw];
};

// The vectors of RFC 9460, appendix D.
it.each([
  ['alias mode', '0000 03666f6f 076578616d706c65 03636f6d 00', '0 foo.example.com'],
  ['the owner itself', '0001 00', '1 .'],
  ['a port', '0010 03666f6f 076578616d706c65 03636f6d 00 0003 0002 0035', '16 foo.example.com port=53'],
  ['an unregistered key', '0001 03666f6f 076578616d706c65 03636f6d 00 029b 0005 68656c6c6f', '1 foo.example.com key667'],
  [
    'two IPv6 hints',
    '0001 03666f6f 076578616d706c65 03636f6d 00 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001',
    '1 foo.example.com ipv6hint=2001:db8::1,2001:db8::53:1',
  ],
  [
    'mandatory keys',
    '0010 03666f6f 076578616d706c65 036f7267 00 0000 0004 0001 0004 0001 0009 026832 0568332d3139 0004 0004 c0000201',
    '16 foo.example.org mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1',
  ],
  [
    'escapes in alpn',
    '0010 03666f6f 076578616d706c65 036f7267 00 0001 000c 08 665c6f6f2c626172 02 6832',
    '16 foo.example.org alpn=f\\092oo\\044bar,h2',
  ],
  ['only the presence of ECH', '0001 00 0005 0004 deadbeef', '1 . ech'],
  ['a path for DNS over HTTPS', '0001 00 0007 000a 2f647b3f646e737d0a5c', '1 . dohpath=/d{?dns}\\010\\092'],
])('%s', (_what, octets, expected) => {
  expect(read(octets)).toEqual([expected, null]);
});

it.each([
  ['ends in a key', '0001 00 0001', '1 .', 'truncated'],
  ['a value longer than the record', '0001 00 0003 0009 01', '1 .', 'bad-length'],
  ['a hint cut short', '0001 00 0004 0003 c00002', '1 . ipv4hint=', 'truncated'],
])('%s', (_what, octets, expected, flaw) => {
  expect(read(octets)).toEqual([expected, flaw]);
});
