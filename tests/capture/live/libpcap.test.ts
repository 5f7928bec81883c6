import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newLedger } from '../../../src/capture/live/ledger.ts';
import { capPackage, libpcapPlan } from '../../../src/capture/live/libpcap.ts';
import type { SourcePlan } from '../../../src/capture/live/live-source.ts';
import { Child } from '../../../src/capture/live/child.ts';

const PLAN: SourcePlan = { kind: 'libpcap', program: null, interfaces: ['lo'], snapLength: null, filter: 'ip', bufferMebibytes: 16 };

describe('libpcapPlan', () => {
  it('gives the program its words as arguments, never as code', () => {
    const { args } = libpcapPlan({ ...PLAN, filter: "'); evil(" }, process.execPath, 'lo');
    expect(args.slice(2)).toEqual(['--', capPackage() ?? 'cap', 'lo', "'); evil(", '16777216', '65535', 'capture']);
    expect(args[1]).not.toContain('evil');
  });

  it.each([
    [null, '65535'],
    [96, '96'],
    [262_144, '65535'],
  ])('snap length %s', (snapLength, said) => expect(libpcapPlan({ ...PLAN, snapLength }, 'node', 'lo').args[7]).toBe(said));

  it('knows little, and says so', () => {
    const { knowledge, hear } = libpcapPlan(PLAN, 'node', 'lo');
    expect(knowledge).toEqual({ kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' });
    const ledger = newLedger();
    hear('Warning: lo: no IPv4 address assigned - This may not actually work', ledger);
    expect(ledger.capturing).toBe(false);
    hear('capturing', ledger);
    expect(ledger.capturing).toBe(true);
  });

  it('fails in words where there is no such interface', async () => {
    const child = new Child(process.execPath, libpcapPlan(PLAN, process.execPath, 'nosuch0', true).args, () => undefined);
    child.output.resume();
    expect(await child.ended).toMatchObject({ status: 1, words: expect.stringContaining('failed: ') as string });
  });
});

describe('capPackage', () => {
  it('is a file that is there, or nothing', () => {
    const path = capPackage();
    expect(path === null || existsSync(path)).toBe(true);
  });
});
