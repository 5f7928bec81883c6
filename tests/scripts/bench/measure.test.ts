import { describe, expect, it } from 'vitest';
import { installed, measure, median, type Measured } from '../../../scripts/bench/measure.ts';

const node = (script: string, options = {}): Measured => measure(process.execPath, ['-e', script], options);

describe('measure', () => {
  it('gives status and output', () => {
    expect(node('console.log("out"); console.error("err"); process.exit(3)', { keepOutput: true })).toMatchObject({
      status: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect(node('console.log("out")')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('ends what takes too long', () => {
    const measured = node('setInterval(() => {}, 1000)', { timeoutSeconds: 1 });
    expect(measured.status).toBeNull();
    expect(measured.wallSeconds).toBeGreaterThanOrEqual(1);
  });

  it.runIf(installed('/usr/bin/time'))('sees memory and processor time', () => {
    const small = node('0');
    const large = node('const kept = Buffer.alloc(200 << 20, 1); if (kept[5] !== 1) throw 0');
    expect(large.residentMegabytes - small.residentMegabytes).toBeGreaterThan(150);
    expect(large.cpuSeconds).toBeGreaterThan(0);
  });
});

describe('median', () => {
  it('is the middle one by wall time', () => {
    const runs = [3, 1, 2, 9, 2.5].map((wallSeconds) => ({ wallSeconds }) as Measured);
    expect(median(runs).wallSeconds).toBe(2.5);
    expect(median(runs.slice(0, 2)).wallSeconds).toBe(1);
  });
});

describe('installed', () => {
  it('knows programs from others', () => {
    expect(installed('sh')).toBe(true);
    expect(installed('no-such-program-anywhere')).toBe(false);
  });
});
