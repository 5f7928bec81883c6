import { describe, expect, it } from 'vitest';
import { closedValues, fieldNames, fieldType, readField, resolveField, shapeOf } from '../../src/engine/field.ts';
import { VOCABULARY, sighting } from './fixtures.ts';

const SHAPE = VOCABULARY['dns.answer'];

describe('field references', () => {
  it.each([
    ['name', 'observation', 'string'],
    ['answers', 'observation', 'records'],
    ['answers.data', 'observation', 'mixed'],
    ['sender', 'sender', 'string'],
    ['device.vendor', 'device', 'string'],
    ['destination.asn', 'destination', 'number'],
    ['destination.roles', 'destination', 'strings'],
  ])('%s is of the %s, a %s', (path, of, type) => expect(resolveField(path, SHAPE)).toMatchObject({ path, of, type }));

  it.each(['nmae', 'device.nope', 'destination.', 'name.part', 'answers.', '__proto__', 'constructor', 'device.__proto__', 'toString', ''])(
    '%j names nothing',
    (path) => expect(resolveField(path, SHAPE)).toBeNull(),
  );

  it('knows shapes by their own names only', () => {
    expect(shapeOf(VOCABULARY, 'dns.answer')).toBe(SHAPE);
    expect(shapeOf(VOCABULARY, '__proto__')).toBeNull();
    expect(shapeOf(VOCABULARY, 'toString')).toBeNull();
  });

  it('lists every name', () => {
    expect(fieldNames(SHAPE)).toEqual(expect.arrayContaining(['name', 'sender', 'device.mac', 'destination.scope']));
    for (const path of fieldNames(SHAPE)) expect(resolveField(path, SHAPE), path).not.toBeNull();
  });

  it('ignores whether null is possible', () => {
    expect(fieldType('string?')).toBe('string');
    expect(fieldType('numbers')).toBe('numbers');
  });

  it('knows the closed values of some fields', () => {
    expect(closedValues(resolveField('destination.party', SHAPE)!)).toContain('third');
    expect(closedValues(resolveField('sender', SHAPE)!)).toEqual(['originator', 'responder']);
    expect(closedValues(resolveField('name', SHAPE)!)).toBeNull();
  });
});

describe('field values', () => {
  const answers = [
    { name: 'a', type: 'A', data: '192.0.2.1' },
    { name: 'b', type: 'TXT' },
  ];
  const seen = sighting('dns.answer', { name: 'a', rcode: 0, answers }, { sender: 1 });
  it.each([
    ['name', 'a'],
    ['answers.data', ['192.0.2.1']],
    ['answers.type', ['A', 'TXT']],
    ['sender', 'responder'],
    ['device.mac', '02:00:00:00:00:07'],
    ['destination.country', null],
  ])('%s', (path, value) => expect(readField(resolveField(path, SHAPE)!, seen)).toEqual(value));

  it('is null where there is no device, destination, sender or field', () => {
    const bare = sighting('dns.answer', {}, { device: null, destination: null, sender: null });
    for (const path of ['name', 'answers.data', 'sender', 'device.mac', 'destination.scope']) {
      expect(readField(resolveField(path, SHAPE)!, bare), path).toBeNull();
    }
  });
});
