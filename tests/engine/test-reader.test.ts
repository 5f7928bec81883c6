import { describe, expect, it } from 'vitest';
import { read, ruleOf, ruleText } from './fixtures.ts';

function tests(items: readonly string[]): string {
  return `\n${items.map((item) => `  - ${item}\n`).join('')}`;
}
const FIRES = '{ name: fires, given: [{ mqtt.connect: { has_password: true } }], expect: 1 }';
const SILENT = '{ name: silent, given: [{ mqtt.connect: {} }], expect: 0 }';

describe('reading tests', () => {
  it('completes what is given: null fields, a device that nothing is known of, no destination', () => {
    const rule = ruleOf({ tests: tests([FIRES, SILENT]) });
    expect(rule.tests[0]).toEqual({
      name: 'fires',
      line: 15,
      capture: null,
      expect: 1,
      given: [
        {
          kind: 'mqtt.connect',
          fields: { client_id: null, has_password: true, protocol_level: null, keep_alive: null },
          device: expect.objectContaining({ mac: '02:00:00:00:00:01', vendor: null }),
          destination: null,
          sender: 0,
          flow: 1,
          repeat: 1,
          every: 1_000_000,
          at: null,
        },
      ],
    });
  });

  it('takes everything that a test may say', () => {
    const given =
      '{ dns.answer: { name: x, answers: [{ type: A, ttl: 5 }] }, device: { vendor: Acme }, destination: { scope: lan, roles: [ads] }, repeat: 30, every: 10ms, at: 5s, sender: responder, flow: 9 }';
    const rule = ruleOf({
      tests: tests([
        FIRES,
        SILENT,
        `{ name: more, given: [${given}, { mqtt.connect: {}, device: null }], expect: 0 }`,
        '{ name: real, capture: plug, expect: 2 }',
      ]),
    });
    expect(rule.tests[2]!.given).toMatchObject([
      {
        kind: 'dns.answer',
        fields: { name: 'x', rcode: null, answers: [{ type: 'A', ttl: 5 }] },
        device: { vendor: 'Acme', mac: '02:00:00:00:00:01' },
        destination: { scope: 'lan', roles: ['ads'], party: 'unknown' },
        repeat: 30,
        every: 10_000,
        at: 5_000_000,
        sender: 1,
        flow: 9,
      },
      { device: null },
    ]);
    expect(rule.tests[3]).toMatchObject({ capture: 'plug', given: [], expect: 2 });
  });

  it.each([
    ['no firing test', [SILENT], '15:3 No test in which the rule fires'],
    ['no silent test', [FIRES], '15:3 No test in which the rule stays silent'],
    ['a name twice', [FIRES, SILENT, FIRES], '17:5 Another test is named "fires"'],
    [
      'an unknown kind',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.conect: {} }], expect: 0 }'],
      '17:26 Unknown kind of observation "mqtt.conect"; did you mean "mqtt.connect"?',
    ],
    [
      'an unknown field',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: { has_pasword: true } }], expect: 0 }'],
      '17:42 mqtt.connect has no field "has_pasword"; did you mean "has_password"?',
    ],
    [
      'a wrong type',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: { has_password: "true" } }], expect: 0 }'],
      '17:56 Expected boolean, found "true"',
    ],
    [
      'two kinds',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, dns.answer: {} }], expect: 0 }'],
      '17:44 A given observation names one kind, not 2',
    ],
    ['no kind', [FIRES, SILENT, '{ name: x, given: [{ repeat: 3 }], expect: 0 }'], '17:24 A given observation names one kind, not 0'],
    ['neither given nor capture', [FIRES, SILENT, '{ name: x, expect: 0 }'], '17:5 A test has either "given" or "capture"'],
    [
      'both given and capture',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {} }], capture: y, expect: 0 }'],
      '17:5 A test has either "given" or "capture"',
    ],
    [
      'too many repetitions',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, repeat: 1000000000 }], expect: 0 }'],
      '17:52 Expected integer 1..10000, found 1000000000',
    ],
    [
      'an unknown scope',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, destination: { scope: lam } }], expect: 0 }'],
      '17:66 Unknown value "lam"; did you mean "lan"?',
    ],
    [
      'an unknown role',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, destination: { roles: [ads, adds] } }], expect: 0 }'],
      '17:72 Unknown value "adds"; did you mean "ads"?',
    ],
    [
      'an unknown sender',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, sender: client }], expect: 0 }'],
      '17:52 Unknown value "client"',
    ],
    [
      'an unknown device field',
      [FIRES, SILENT, '{ name: x, given: [{ mqtt.connect: {}, device: { __proto__: 1 } }], expect: 0 }'],
      '17:54 device has no field "__proto__"',
    ],
  ])('reports %s', (_name, items, problem) => expect(read(ruleText({ tests: tests(items) })).problems).toEqual([problem]));
});
