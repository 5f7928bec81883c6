import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../src/model/nearest-name.ts';

describe('edit distance', () => {
  it.each([
    ['', '', 0],
    ['host', 'host', 0],
    ['hsot', 'host', 1],
    ['hos', 'host', 1],
    ['hosts', 'host', 1],
    ['most', 'host', 1],
    ['abc', 'xyz', 3],
    ['', 'abc', 3],
  ])('%j to %j is %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
    expect(editDistance(right, left)).toBe(distance);
  });
});

describe('nearest name', () => {
  const known = ['severity', 'confidence', 'version', 'on'];
  it.each([
    ['severty', 'severity'],
    ['verison', 'version'],
    ['no', 'on'],
    ['zebra', null],
    ['', null],
  ])('%j: %j', (name, nearest) => expect(nearestName(name, known)).toBe(nearest));

  it('takes the first of equals, and bears a very long name', () => {
    expect(nearestName('cat', ['bat', 'rat'])).toBe('bat');
    expect(nearestName('x'.repeat(1_000_000), known)).toBeNull();
  });
});
