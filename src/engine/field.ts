import { NAME_SOURCES, PARTIES, ROLES, SCOPES } from '../model/destination.ts';
import type { RecordValue, Scalar, Shape, Value, ValueType, Vocabulary } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { DESTINATION_SHAPE, DEVICE_SHAPE } from '../model/sighting.ts';
import type { FieldReference, FieldType } from './rule.ts';

/** Who sent an observation, as rules and `decode` name it. */
export const SENDERS = ['originator', 'responder'] as const;
/** Longest attribute name of a record that a rule may ask for. */
const ATTRIBUTE_MAX = 64;

/** Fields that hold one of a known few: an operand outside them is a mistake. */
const CLOSED_VALUES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['destination.party', PARTIES],
  ['destination.scope', SCOPES],
  ['destination.name_source', NAME_SOURCES],
  ['destination.roles', ROLES],
  ['sender', SENDERS],
]);

/** The values that a field may hold where they are known, else null. */
export function closedValues(field: FieldReference): readonly string[] | null {
  if (field.of === 'observation') return null;
  return CLOSED_VALUES.get(field.path) ?? null;
}

/** The shape of a kind, or null where no kind has this name. */
export function shapeOf(vocabulary: Vocabulary, kind: string): Shape | null {
  return Object.hasOwn(vocabulary, kind) ? vocabulary[kind]! : null;
}

/** What a field name of a rule stands for, or null where nothing has this name. */
export function resolveField(path: string, shape: Shape): FieldReference | null {
  if (Object.hasOwn(shape, path)) return { path, of: 'observation', name: path, attribute: null, type: fieldType(shape[path]!) };
  if (path === 'sender') return { path, of: 'sender', name: path, attribute: null, type: 'string' };
  const dot = path.indexOf('.');
  if (dot < 0) return null;
  const owner = path.slice(0, dot);
  const name = path.slice(dot + 1);
  if (owner === 'device') return member(path, owner, name, DEVICE_SHAPE);
  if (owner === 'destination') return member(path, owner, name, DESTINATION_SHAPE);
  const ofRecords = Object.hasOwn(shape, owner) && fieldType(shape[owner]!) === 'records';
  if (!ofRecords || name === '' || name.length > ATTRIBUTE_MAX) return null;
  return { path, of: 'observation', name: owner, attribute: name, type: 'mixed' };
}

/** Every field name that a rule on observations of this shape may use. */
export function fieldNames(shape: Shape): readonly string[] {
  return [
    ...Object.keys(shape),
    'sender',
    ...Object.keys(DEVICE_SHAPE).map((name) => `device.${name}`),
    ...Object.keys(DESTINATION_SHAPE).map((name) => `destination.${name}`),
  ];
}

/** The type without the mark that says that null is possible: operators treat null alike everywhere. */
export function fieldType(type: ValueType): FieldType {
  return type.replace('?', '') as FieldType;
}

/** The value of a field in a sighting; null where it does not apply. */
export function readField(field: FieldReference, sighting: Sighting): Value | readonly Scalar[] {
  switch (field.of) {
    case 'device':
      return valueAt(sighting.device, field.name);
    case 'destination':
      return valueAt(sighting.destination, field.name);
    case 'sender':
      return sighting.observation.sender === null ? null : SENDERS[sighting.observation.sender];
    case 'observation': {
      const value = valueAt(sighting.observation.fields, field.name);
      return field.attribute === null ? value : attributesOf(value, field.attribute);
    }
  }
}

function member(path: string, of: 'device' | 'destination', name: string, shape: Shape): FieldReference | null {
  return Object.hasOwn(shape, name) ? { path, of, name, attribute: null, type: fieldType(shape[name]!) } : null;
}

function valueAt(fields: Readonly<Record<string, Value>> | null, name: string): Value {
  return fields === null ? null : (fields[name] ?? null);
}

function attributesOf(value: Value, attribute: string): readonly Scalar[] | null {
  if (!Array.isArray(value)) return null;
  const found: Scalar[] = [];
  for (const record of value as readonly RecordValue[]) {
    if (record !== null && typeof record === 'object' && Object.hasOwn(record, attribute)) found.push(record[attribute]!);
  }
  return found;
}
