import { describe, expect, it } from 'vitest';
import { hostName } from '../../src/inventory/host-name.ts';

describe('host name', () => {
  it.each([
    ['Www.Example.COM', 'www.example.com'],
    ['example.com.', 'example.com'],
    ['example.com:8080', 'example.com'],
    ['_sip.example.com', '_sip.example.com'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['host', 'host'],
    ['1host', '1host'],
    ['123', null],
    ['1.2.3', null],
    ['-', '-'],
    [`${'a'.repeat(63)}.b`, `${'a'.repeat(63)}.b`],
    [`${'a.'.repeat(126)}b`, `${'a.'.repeat(126)}b`],
    [`${'a.'.repeat(126)}bb`, null],
    ['.a', null],
    ['a/b', null],
    ['a`b', null],
    ['a{b', null],
    ['192.168.1.1', null],
    ['192.168.1.1:80', null],
    ['[2001:db8::1]:80', null],
    ['2001:db8::1', null],
    ['example.com:http', null],
    ['a..b', null],
    ['.', null],
    ['', null],
    ['a b', null],
    ['bücher.example', null],
    ['\u001b[31m.example', null],
    [`${'a'.repeat(64)}.example`, null],
    ['a.'.repeat(200), null],
  ])('%j: %j', (text, name) => {
    expect(hostName(text)).toBe(name);
  });
});
