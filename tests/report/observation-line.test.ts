import { describe, expect, it } from 'vitest';
import type { DeviceFacts, Sighting } from '../../src/model/sighting.ts';
import { observationLine } from '../../src/report/observation-line.ts';
import { deviceFacts } from '../builders/device-facts.ts';
import { HOSTILE } from '../builders/hostile.ts';

const DEVICE = deviceFacts({ randomised: true });

function sighting(more: Partial<Sighting['observation']> = {}, device: DeviceFacts | null = DEVICE): Sighting {
  const observation = {
    kind: 'dns.query',
    at: 1_699_999_999_123_450,
    frame: 12,
    flow: 3,
    sender: 0 as const,
    fields: { name: 'a.example', id: null },
    ...more,
  };
  return { observation, device, destination: null, capture: 0 };
}

describe('observationLine', () => {
  it('has the keys of the promise in their order, and the time with six decimals', () => {
    expect(observationLine(sighting())).toBe(
      '{"kind":"dns.query","at":1699999999.123450,"frame":12,"flow":3,"sender":"originator","device":"02:00:00:00:00:01","fields":{"name":"a.example","id":null}}',
    );
  });

  it.each([
    ['the responder', sighting({ sender: 1 }), 'sender', 'responder'],
    ['nobody in particular', sighting({ sender: null }), 'sender', null],
    ['no flow', sighting({ flow: null }), 'flow', null],
    ['flow 0', sighting({ flow: 0 }), 'flow', 0],
    ['no device', sighting({}, null), 'device', null],
    ['a device without MAC', sighting({}, { ...DEVICE, mac: 'ip:192.0.2.1' }), 'device', null],
  ] as const)('%s', (_name, given, key, expected) => {
    expect((JSON.parse(observationLine(given)) as Record<string, unknown>)[key]).toBe(expected);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))(
    'carries %s exactly, without a control character',
    (_name, text) => {
      const line = observationLine(sighting({ fields: { name: text, list: [text] } }));
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect((JSON.parse(line) as { fields: unknown }).fields).toEqual({ name: text, list: [text] });
    },
  );
});
