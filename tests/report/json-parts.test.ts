import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import { captureJson, coverageJson, destinationJson, deviceJson, findingJson, phaseJson } from '../../src/report/json-parts.ts';
import { jsonText, type Json } from '../../src/report/json-text.ts';
import { aCapture, aClaim, aCoverage, aDestination, aDevice, aFinding, START } from '../builders/snapshot.ts';

const parsed = (value: Json): Record<string, unknown> => JSON.parse(jsonText(value)) as Record<string, unknown>;
const KEYS = /^[a-z][a-z0-9_]*$/;

describe('the parts of the result', () => {
  it.each([
    ['capture', captureJson(aCapture())],
    ['coverage', coverageJson(aCoverage(), true)],
    ['device', deviceJson(aDevice())],
    ['destination', destinationJson(aDestination())],
    ['finding', findingJson(aFinding())],
    ['phase', phaseJson({ name: 'x', first: START, last: START })],
  ])('%s has keys in snake_case', (_name, value) => {
    const keys = Object.keys(parsed(value));
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => !KEYS.test(key))).toEqual([]);
  });

  it('a capture that was cut says where', () => {
    const damage = { offset: 4_096, reason: 'capture-cut-short', frame: 17 };
    expect(parsed(captureJson(aCapture({ damage })))['truncated']).toEqual(damage);
    expect(parsed(captureJson(aCapture()))['truncated']).toBeNull();
  });

  it('tells the share that could be read, and null where there was nothing to read', () => {
    expect(parsed(coverageJson(aCoverage(), true))['readable_share']).toBe(0.036);
    expect(parsed(coverageJson(aCoverage({ payloadOctets: 0, readableOctets: 0 }), true))['readable_share']).toBeNull();
  });

  it('a device shows its best claim and keeps all', () => {
    const vendor = [aClaim('Guess', { confidence: 0.3 }), aClaim('Maker', { confidence: 0.9 })];
    expect(parsed(deviceJson(aDevice({ vendor })))['vendor']).toMatchObject({
      value: 'Maker',
      confidence: 0.9,
      claims: [{ value: 'Guess' }, { value: 'Maker' }],
    });
    expect(parsed(deviceJson(aDevice({ vendor: [] })))['vendor']).toBeNull();
  });

  it('a device without MAC has none', () => {
    const id = 'ip:192.0.2.1' as DeviceId;
    expect(parsed(deviceJson(aDevice({ id, mac: id })))).toMatchObject({ mac: null, id });
  });

  it('a finding carries the promised fields of its evidence', () => {
    const { evidence } = parsed(findingJson(aFinding())) as { evidence: Record<string, unknown>[] };
    expect(Object.keys(evidence[0]!)).toEqual(['capture', 'frames', 'flow', 'kind', 'at', 'fields', 'octets', 'because']);
    expect(evidence[0]).toMatchObject({ capture: 0, frames: [12], octets: [120, 135], because: { held: true } });
  });
});
