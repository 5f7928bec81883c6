import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/model/loopback.ts';

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['128.0.0.1', false],
    ['12.7.0.1', false],
    ['::', false],
    ['::1:1', false],
    ['', false],
  ])('%j: %s', (address, expected) => expect(isLoopback(address)).toBe(expected));
});
