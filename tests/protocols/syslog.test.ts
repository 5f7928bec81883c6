import { expect, it } from 'vitest';
import { syslog } from '../../src/protocols/syslog.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

const PORTS = [50_000, 514] as const;

it('reads both forms, and no message', () => {
  expect(saidToFile(syslog, 'syslog/both').map(({ fields }) => fields)).toEqual([
    { facility: 'auth', severity: 'crit', hostname: 'toy-bear', app_name: 'login', length: 64 },
    { facility: 'local4', severity: 'notice', hostname: 'toy-bear', app_name: 'app', length: 76 },
    { facility: 'user', severity: 'notice', hostname: null, app_name: null, length: 18 },
  ]);
});

it.each([
  ['a sender that does not know its name', '<0>1 - - - - - -', { facility: 'kern', severity: 'emerg', hostname: null, app_name: null }],
  ['no tag', '<191>Jan  2 03:04:05 host says so', { facility: 'local7', severity: 'debug', hostname: null, app_name: null }],
  ['no tag, and a message that is a secret', '<14>Jan  1 00:00:00 password=hunter2 x', { hostname: null, app_name: null }],
  ['no host', '<14>Jan  1 00:00:00 login[7]: bad', { hostname: null, app_name: 'login' }],
  ['no host, and a colon in the message', '<6>Jan  1 00:00:00 kernel: usb: new', { hostname: null, app_name: 'kernel' }],
  ['an address for a host', '<6>Jan  1 00:00:00 2001:db8::7 app: x', { hostname: '2001:db8::7', app_name: 'app' }],
])('%s', (_what, text, fields) => {
  expect(saidTo(syslog, Buffer.from(text), PORTS)).toMatchObject([fields]);
});

it.each([
  ['a message', '<13>x', PORTS, 'mine'],
  ['a message on another port', '<13>x', [50_000, 515], 'not-mine'],
  ['a priority that is too high', '<192>x', PORTS, 'not-mine'],
  ['four digits', '<0013>x', PORTS, 'not-mine'],
  ['no priority', 'hello', PORTS, 'not-mine'],
  ['nothing', '', PORTS, 'not-mine'],
] as const)('probe: %s', (_what, text, ports, verdict) => {
  expect(verdictOn(syslog, Buffer.from(text), ports)).toBe(verdict);
});

it('is silent about what it would not claim', () => {
  expect(saidTo(syslog, Buffer.from('<999>x'), PORTS)).toEqual([]);
});
