import { expect, it } from 'vitest';
import { arp } from '../../src/protocols/arp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const message = (head: string): string => `${head} 020000000001 c0a80714 020000000002 c0a80701`;

it('reads a request and its reply', () => {
  expect(saidToFile(arp, 'arp/exchange')).toEqual([
    { kind: 'arp', fields: { op: 'request', sender_mac: '02:00:00:00:00:01', sender_addr: '192.168.7.20', target_mac: '00:00:00:00:00:00', target_addr: '192.168.7.1' } },
    { kind: 'arp', fields: { op: 'reply', sender_mac: '02:00:00:00:00:02', sender_addr: '192.168.7.1', target_mac: '02:00:00:00:00:01', target_addr: '192.168.7.20' } },
  ]); // prettier-ignore
});

it.each([
  ['a reverse request', '0001 0800 06 04 0003', 'reverse-request'],
  ['IEEE 802 hardware', '0006 0800 06 04 0001', 'request'],
  ['an operation without a name', '0001 0800 06 04 0063', '99'],
])('%s', (_what, head, op) => {
  expect(saidTo(arp, message(head))).toMatchObject([{ op }]);
});

it.each([
  ['another protocol', message('0001 86dd 06 04 0001')],
  ['other lengths', message('0001 0800 06 10 0001')],
  ['other hardware', message('0020 0800 06 04 0001')],
  ['a message cut short', message('0001 0800 06 04 0001').slice(0, -2)],
  ['nothing', ''],
])('is silent about %s', (_what, octets) => {
  expect([saidTo(arp, octets), verdictOn(arp, octets)]).toEqual([[], 'not-mine']);
});
