import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findingId, findingKey, keyParts } from '../../src/engine/finding-key.ts';
import { ruleOf, sighting } from './fixtures.ts';

const fields = (client_id: string | null) => ({ client_id, has_password: true, protocol_level: 4, keep_alive: null });

describe('finding keys', () => {
  const rule = ruleOf({ per: '[device, destination, flow, "field:client_id"]' });
  const base = findingKey(rule.per, sighting('mqtt.connect', fields('a')));

  it.each([
    ['device', sighting('mqtt.connect', fields('a'), { device: { mac: '02:00:00:00:00:08' } })],
    ['destination', sighting('mqtt.connect', fields('a'), { destination: { name: 'other.example' } })],
    ['flow', sighting('mqtt.connect', fields('a'), { flow: 2 })],
    ['field', sighting('mqtt.connect', fields('b'))],
    ['absent field', sighting('mqtt.connect', fields(null))],
    ['no device', sighting('mqtt.connect', fields('a'), { device: null })],
  ])('differ by %s', (_name, other) => expect(findingKey(rule.per, other)).not.toBe(base));

  it('are equal for what they do not look at, and start with no digit', () => {
    expect(findingKey(rule.per, sighting('mqtt.connect', fields('a'), { at: 99, frame: 7 }))).toBe(base);
    expect(base).toMatch(/^k/);
    expect(findingKey([], sighting('mqtt.connect', fields('a')))).toBe('k');
  });

  it('are put together from parts', () => {
    const one = sighting('mqtt.connect', fields('a'));
    expect(findingKey(rule.per.slice(0, 2), one) + keyParts(rule.per.slice(2), one)).toBe(base);
    expect(keyParts([], one)).toBe('');
  });

  it('tell absence from the text that stands for it, and long values by their hash', () => {
    const key = (value: string | null) => findingKey(rule.per, sighting('mqtt.connect', fields(value)));
    expect(key('-')).not.toBe(key(null));
    expect(key('')).not.toBe(key(null));
    expect(key(`${'x'.repeat(5_000)}1`)).not.toBe(key(`${'x'.repeat(5_000)}2`));
    expect(key('x'.repeat(5_000)).length).toBeLessThan(1_000);
  });

  it('give ids that hang on rule, device and destination alone', () => {
    const plain = ruleOf();
    const hash = createHash('sha256').update('["clear-password","02:00:00:00:00:07","cloud.example"]').digest('hex');
    expect(findingId(plain, sighting('mqtt.connect', fields('a')))).toBe(hash.slice(0, 16));
    expect(findingId(plain, sighting('mqtt.connect', fields('b'), { at: 5, flow: 9 }))).toBe(hash.slice(0, 16));
    expect(findingId(rule, sighting('mqtt.connect', fields('a')))).not.toBe(hash.slice(0, 16));
  });
});
