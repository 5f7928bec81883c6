import { describe, expect, it } from 'vitest';
import { dhcp } from '../../src/protocols/dhcp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

describe('dhcp', () => {
  it('reads what a client says of itself', () => {
    expect(saidToFile(dhcp, 'dhcp/exchange')[0]).toMatchObject({
      kind: 'dhcp.message',
      fields: {
        type: 'DISCOVER', client_mac: '02:00:00:00:00:01', hostname: 'toy-bear', vendor_class: 'udhcp 1.30', parameter_list: [1, 3, 6, 12, 15, 28, 42],
        requested_addr: '192.168.7.99', offered_addr: null, fqdn: 'toy-bear.home', client_id: '01020000000001', flaw: null,
      },
    }); // prettier-ignore
  });

  it('reads what a server gives, and does not take the name it assigns for the client’s own', () => {
    expect(saidToFile(dhcp, 'dhcp/exchange')[1]!.fields).toMatchObject({
      type: 'OFFER', hostname: null, assigned_hostname: 'bear', offered_addr: '192.168.7.20', dns_servers: ['192.168.7.1', '9.9.9.9'],
      routers: ['192.168.7.1'], subnet_mask: '255.255.255.0', server_id: '192.168.7.1', domain: 'home', lease_seconds: 86_400,
    }); // prettier-ignore
  });

  it('reads BOOTP, which has no type', () => {
    expect(saidToFile(dhcp, 'dhcp/bootp')[0]!.fields).toMatchObject({
      type: 'BOOTP',
      client_mac: '02:00:00:00:00:01',
      parameter_list: null,
    });
  });

  it('keeps what stood before an option that is too long', () => {
    expect(saidTo(dhcp, message('350101 0c03746f79 3c40 41'))).toMatchObject([
      { type: 'DISCOVER', hostname: 'toy', vendor_class: null, flaw: 'truncated' },
    ]);
  });

  it('numbers a type without a name, and knows no MAC behind other hardware', () => {
    expect(saidTo(dhcp, message('350163 ff', '01200600'))).toMatchObject([{ type: '99', client_mac: null }]);
  });

  it('is silent about less than a header', () => {
    expect(saidTo(dhcp, Buffer.alloc(235, 1))).toEqual([]);
  });

  it.each([
    ['with the cookie, on any port', message('350101 ff'), [50_000, 50_001], 'mine'],
    ['without it', Buffer.from(message('', '01010600', '00000000')), [50_000, 50_001], 'not-mine'],
    ['without it, on its ports', Buffer.concat([message('', '01010600', '00000000'), Buffer.alloc(60)]), [68, 67], 'mine'],
    ['without it, on its ports, too short', message('', '01010600', '00000000'), [68, 67], 'not-mine'],
    ['neither request nor reply', message('350101 ff', '03010600'), [68, 67], 'not-mine'],
    ['a hardware address too long', message('350101 ff', '01011100'), [68, 67], 'not-mine'],
  ] as const)('probe: %s', (_what, octets, ports, verdict) => {
    expect(verdictOn(dhcp, octets, ports)).toBe(verdict);
  });
});

/** A message with the given first four octets, cookie and options. */
function message(options: string, start = '01010600', cookie = '63825363'): Buffer {
  const parts = [start, '00'.repeat(232), cookie, options].map((part) => Buffer.from(part.replaceAll(' ', ''), 'hex'));
  return Buffer.concat(parts);
}
