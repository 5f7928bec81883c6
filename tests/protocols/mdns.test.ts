import { expect, it } from 'vitest';
import { mdns } from '../../src/protocols/mdns.ts';
import { saidToFile, verdictOn } from '../builders/said-by.ts';

it('reads questions with their unicast bit, and one answer with all its records', () => {
  const [first, second, answer] = saidToFile(mdns, 'mdns/cast');
  expect([first, second].map((said) => [said!.fields['over'], said!.fields['name'], said!.fields['unicast_response']])).toEqual([
    ['mdns', '_googlecast._tcp.local', true],
    ['mdns', '_hap._tcp.local', false],
  ]);
  expect(answer!.fields).toMatchObject({
    over: 'mdns', name: '_googlecast._tcp.local', type: 'PTR',
    answers: [{ data: 'living room._googlecast._tcp.local' }, { data: 'md=Speaker2; fn=Hall' }, { data: '0 0 8009 speaker.local' }, { data: '192.168.7.20' }],
  }); // prettier-ignore
});

it.each([
  ['from its port to its port', [5353, 5353], 'mine'],
  ['asked from any port', [50_000, 5353], 'mine'],
  ['answered to any port', [5353, 50_000], 'mine'],
  ['from its port to a resolver', [5353, 53], 'not-mine'],
  ['elsewhere', [50_000, 50_001], 'not-mine'],
] as const)('probe: %s', (_what, ports, verdict) => {
  expect(verdictOn(mdns, '0000 0000 0001 0000 0000 0000 0161 00 000c 8001', ports)).toBe(verdict);
});

it('leaves other traffic on its port alone', () => {
  expect(verdictOn(mdns, Buffer.from('NOTIFY * HTTP/1.1\r\n\r\n'), [5353, 5353])).toBe('not-mine');
});
