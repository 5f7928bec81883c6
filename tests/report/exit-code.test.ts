import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../src/model/device.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { exitCode, isIncomplete, type ExitFacts } from '../../src/report/exit-code.ts';
import { aCapture, aCoverage, aFinding, aRule, aSnapshot } from '../builders/snapshot.ts';

const CLEAN: ExitFacts = { failOn: null, flawed: false, incomplete: false };
const damaged = { captures: [aCapture({ damage: { offset: 1, reason: 'capture-cut-short', frame: 1 } })] };
const bounded = { coverage: aCoverage({ limits: [{ code: 'flows-evicted', count: 1, incomplete: true }] }) };
const found = (severity: Severity): Partial<Snapshot> => ({ findings: [aFinding({ rule: aRule({ severity }) })] });
const leftOut = (device: DeviceId): Partial<Snapshot> => ({
  ...found('high'),
  notes: { marks: [], names: [], reviews: [], recordings: [], excluded: [device] },
});

describe('exitCode', () => {
  it.each<[string, Partial<Snapshot>, Partial<ExitFacts>, number]>([
    ['findings alone', {}, {}, 0],
    ['nothing at or above', found('medium'), { failOn: 'high' }, 0],
    ['exactly at', found('high'), { failOn: 'high' }, 1],
    ['above', found('critical'), { failOn: 'low' }, 1],
    ['only of a device that was left out', leftOut(aFinding().device!), { failOn: 'high' }, 0],
    ['of another device than the one left out', leftOut('02:00:00:00:00:77' as DeviceId), { failOn: 'high' }, 1],
    ['no findings', { findings: [] }, { failOn: 'info' }, 0],
    ['damage', damaged, {}, 3],
    ['a capture that could not be read', {}, { flawed: true }, 3],
    ['a bound', bounded, {}, 5],
    ['a remark that bounds nothing', { coverage: aCoverage() }, {}, 0],
    ['the store failed', {}, { incomplete: true }, 5],
    ['lost packets', { coverage: aCoverage({ kernelDrops: 1 }) }, {}, 5],
    ['drops not known', { coverage: aCoverage({ kernelDrops: null }), captures: [aCapture({ dropped: null })] }, {}, 0],
    ['a capture interrupted', { captures: [aCapture({ notices: [{ code: 'capture-interrupted', count: 1, incomplete: true }] })] }, {}, 5],
    ['damage and a bound', { ...damaged, ...bounded }, {}, 3],
    ['everything at once, with --fail-on met', { ...damaged, ...bounded, ...found('high') }, { failOn: 'high', incomplete: true }, 1],
    ['everything at once, with --fail-on not met', { ...damaged, ...bounded, ...found('low') }, { failOn: 'high' }, 3],
  ])('%s', (_name, snapshot, facts, expected) => {
    expect(exitCode(aSnapshot(snapshot), { ...CLEAN, ...facts })).toBe(expected);
  });
});

describe('isIncomplete', () => {
  it.each([
    [aSnapshot(), false],
    [aSnapshot({ captures: [aCapture({ dropped: 3 })] }), true],
    [aSnapshot(bounded), true],
  ])('%#', (snapshot, expected) => {
    expect(isIncomplete(snapshot)).toBe(expected);
  });
});
