import { describe, expect, it } from 'vitest';
import { withInputRemarks } from '../../src/cli/input-remarks.ts';
import { aSnapshot } from '../builders/snapshot.ts';

const plain = aSnapshot();
const [capture] = plain.captures;
const mac = plain.devices[0]!.mac;
const added = (snapshot = plain, unread = 0, devices: readonly string[] = []): unknown =>
  withInputRemarks(snapshot, { unread, devices }).coverage.limits.slice(0, -plain.coverage.limits.length);

describe('withInputRemarks', () => {
  it('leaves a result as it is where all that was asked for was seen', () => {
    expect(withInputRemarks(plain, { unread: 0, devices: [] })).toBe(plain);
    expect(withInputRemarks(plain, { unread: 0, devices: [mac] })).toBe(plain);
  });

  it('tells captures of which nothing was read', () => {
    expect(added(plain, 2)).toEqual([{ code: 'captures-unread', count: 2, incomplete: true }]);
  });

  it('tells devices that never appeared, each once', () => {
    const devices = [mac, '02:00:00:00:00:99', '02:00:00:00:00:99'];
    expect(added(plain, 0, devices)).toEqual([{ code: 'devices-unseen', count: 1, incomplete: false }]);
  });

  it('tells captures that are the same as others, but says nothing of those without a hash', () => {
    const twice = aSnapshot({
      captures: [
        { ...capture!, sha256: 'ab' },
        { ...capture!, name: 'copy', sha256: 'ab' },
      ],
    });
    expect(added(twice)).toEqual([{ code: 'captures-repeated', count: 1, incomplete: false }]);
    const unknown = aSnapshot({
      captures: [
        { ...capture!, sha256: null },
        { ...capture!, sha256: null },
      ],
    });
    expect(withInputRemarks(unknown, { unread: 0, devices: [] })).toBe(unknown);
  });
});
