import { describe, expect, it } from 'vitest';
import { dhcpv6 } from '../../src/protocols/dhcpv6.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

describe('dhcpv6', () => {
  it('reads what a client says of itself', () => {
    expect(saidToFile(dhcpv6, 'dhcpv6/exchange')[0]!.fields).toMatchObject({
      type: 'SOLICIT', client_mac: '02:00:00:00:00:01', fqdn: 'toy-bear', vendor_class: 'MSFT 5.0', enterprise: 311, option_request: [23, 24], relays: 0,
    }); // prettier-ignore
  });

  it('reads what a server gives', () => {
    expect(saidToFile(dhcpv6, 'dhcpv6/exchange')[1]!.fields).toMatchObject({
      type: 'REPLY', addresses: ['2001:db8::20'], prefixes: ['2001:db8:7::/56'], dns_servers: ['2001:db8::1'], domains: ['home.example'],
      server_duid: '00030001020000000002', flaw: null,
    }); // prettier-ignore
  });

  it('unwraps a relayed message', () => {
    expect(saidToFile(dhcpv6, 'dhcpv6/relayed').map(({ fields }) => [fields['type'], fields['relays'], fields['fqdn']])).toEqual([
      ['SOLICIT', 1, 'toy-bear'],
    ]);
  });

  it('unwraps eight relays and not nine', () => {
    const inner = Buffer.from('01123456 0001 000a 00030001020000000001'.replaceAll(' ', ''), 'hex');
    const wrap = (message: Buffer, times: number): Buffer => {
      if (times === 0) return message;
      const head = Buffer.alloc(38);
      head[0] = 12;
      head.writeUInt16BE(9, 34);
      head.writeUInt16BE(message.length, 36);
      return wrap(Buffer.concat([head, message]), times - 1);
    };
    expect(saidTo(dhcpv6, wrap(inner, 8))).toMatchObject([{ client_mac: '02:00:00:00:00:01', relays: 8 }]);
    expect(saidTo(dhcpv6, wrap(inner, 9))).toEqual([]);
  });

  it.each([
    ['a DUID by enterprise', '01123456 0001 0006 0002 00000009', { client_mac: null, client_duid: '000200000009', flaw: null }],
    ['a DUID on other hardware', '01123456 0001 000a 00030020 020000000001', { client_mac: null, flaw: null }],
    [
      'an option that is too long',
      '01123456 0001 000a 00030001 020000000001 0027 0040 00',
      { client_mac: '02:00:00:00:00:01', flaw: 'bad-length' },
    ],
    ['an association cut short', '01123456 0003 0004 00000001', { addresses: null, flaw: 'truncated' }],
  ])('%s', (_what, octets, fields) => {
    expect(saidTo(dhcpv6, octets)).toMatchObject([fields]);
  });

  it.each([
    ['a client with its identifier', '01123456 0001 000a 00030001 020000000001', 'mine'],
    ['an anonymous request for information', '0b123456 0006 0002 0017', 'mine'],
    ['a solicitation without an identifier', '01123456 0006 0002 0017', 'not-mine'],
    ['an option that does not fit', '01123456 0001 000b 00030001 020000000001', 'not-mine'],
    ['octets left over', '01123456 0001 000a 00030001 020000000001 00', 'not-mine'],
    ['an unknown type', '25123456 0001 000a 00030001 020000000001', 'not-mine'],
    ['an unknown option', '01123456 0001 000a 00030001 020000000001 1234 0000', 'not-mine'],
    ['nothing', '', 'not-mine'],
  ])('probe: %s', (_what, octets, verdict) => {
    expect(verdictOn(dhcpv6, octets)).toBe(verdict);
  });
});
