import { describe, expect, it } from 'vitest';
import { CONTENT_CLASSES, NAME_SOURCES, PARTIES, ROLES, SCOPES, destinationNamed, destinationsAt } from '../../src/model/destination.ts';
import type { DeviceId } from '../../src/model/device.ts';
import { isMessageKey } from '../../src/language/message.ts';
import { aDestination } from '../builders/snapshot.ts';

describe('the words of destinations', () => {
  it.each([
    ['party', PARTIES],
    ['name-source', NAME_SOURCES],
    ['scope', SCOPES],
    ['role', ROLES],
    ['class', CONTENT_CLASSES],
  ] as const)('every %s is told once, and in words', (prefix, values: readonly string[]) => {
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(isMessageKey(`${prefix}.${value}`), value).toBe(true);
  });
});

describe('destinationNamed', () => {
  const other = '02:00:00:00:00:02' as DeviceId;
  const all = [aDestination(), aDestination({ name: 'b.example' }), aDestination({ device: other, name: 'b.example' })] as const;
  const at = destinationsAt(all);

  it('finds a name among those of one device', () => {
    expect(destinationNamed(at, all[0].device, 'b.example')).toBe(all[1]);
    expect(destinationNamed(at, other, 'b.example')).toBe(all[2]);
  });

  it('finds nothing for a device or a name that is not there, or none', () => {
    expect(destinationNamed(at, other, 'api.bear.example')).toBeNull();
    expect(destinationNamed(at, '02:00:00:00:00:03', 'b.example')).toBeNull();
    expect(destinationNamed(at, null, 'b.example')).toBeNull();
    expect(destinationNamed(at, other, null)).toBeNull();
  });
});
