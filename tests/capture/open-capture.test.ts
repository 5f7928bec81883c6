import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open-capture.ts';
import { buildPcap, sampleFrames } from '../builders/pcap.ts';
import { buildPcapng } from '../builders/pcapng.ts';
import { storedZstd } from '../builders/zstd.ts';
import { gatherFile, gatherStream, linesOf, withFile } from './gather.ts';

const frames = sampleFrames(40);
const capture = buildPcap(frames);
const ignore = (): void => undefined;
const never = new AbortController().signal;
const sha256 = (b: Buffer): string => createHash('sha256').update(b).digest('hex');

describe('what cannot be read at all', () => {
  it.each([
    ['a missing file', '/nowhere/at/all.pcap', 'capture-missing', 'ENOENT'],
    ['a folder', '/', 'capture-is-directory', 'EISDIR'],
    ['a path through a file', '/dev/null/x', 'capture-missing', 'ENOTDIR'],
    ['a name with a null octet', 'a\0b', 'capture-unreadable', 'ERR_INVALID_ARG_VALUE'],
    ['a device without octets', '/dev/null', 'capture-empty', 'empty'],
  ])('%s', async (_name, path, code, detail) => {
    await expect(openCapture(path).run(ignore, never)).rejects.toMatchObject({ name: 'Error', code, path, message: detail });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'capture-empty', 'empty'],
    ['three octets', Buffer.from('abc'), 'capture-not-a-capture', '616263'],
    ['text with control characters', Buffer.from('\x1b[2J\x1b]0;title\x07'), 'capture-not-a-capture', '1b5b324a1b5d303b'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'capture-format-unsupported', 'bzip2'],
    ['packed text', gzipSync('just a text'), 'capture-not-a-capture', '6a75737420612074'],
    ['packed nothing', gzipSync(''), 'capture-empty', 'empty'],
    ['a capture packed twice', gzipSync(gzipSync(capture)), 'capture-format-unsupported', 'gzip'],
    ['text in zstd', storedZstd(Buffer.from('just a text')), 'capture-not-a-capture', '6a75737420612074'],
    ['damaged gzip', Buffer.from('1f8b0800000000000003ffffffff', 'hex'), 'capture-unpack-failed', 'no capture could be unpacked'],
  ])('%s', async (_name, octets, code, message) => {
    await expect(gatherFile(octets)).rejects.toMatchObject({ code, message });
    await expect(gatherStream(octets, 1)).rejects.toMatchObject({ code, message });
  });
});

describe('what is read in part', () => {
  const cut = 24 + 1_000;
  it('a cut capture: its frames, the place, and the hash of the file as it lies', async () => {
    const torn = capture.subarray(0, cut);
    const { lines, report } = await gatherFile(torn);
    expect(report.damage).toMatchObject({ reason: 'capture-cut-short', frame: lines.length });
    expect(lines).toEqual(linesOf(frames).slice(0, lines.length));
    expect(lines.length).toBeGreaterThan(3);
    expect(report.sha256).toBe(sha256(torn));
  });

  it.each(['', '.gz', '.zst'])('damage in the midst (pcap%s): what follows is hashed and not read', async (suffix) => {
    const bad = Buffer.from(capture);
    bad.writeUInt32LE(0xffffffff, 24 + 8);
    const file = suffix === '' ? bad : suffix === '.gz' ? gzipSync(bad) : storedZstd(bad);
    for (const { lines, report } of [await gatherFile(file), await gatherStream(file, 9)]) {
      expect(lines).toEqual([]);
      expect(report).toMatchObject({
        format: `pcap${suffix}`,
        damage: { offset: 24, reason: 'capture-record-too-long', frame: 0 },
        sha256: sha256(file),
      });
    }
  });

  it('a cut gzip file: the frames before the cut', async () => {
    const { lines, report } = await gatherFile(gzipSync(buildPcapng(frames)).subarray(0, -30));
    expect(report.damage).toMatchObject({ reason: 'capture-cut-short', frame: lines.length });
    expect(lines).toEqual(linesOf(frames).slice(0, lines.length));
    expect(lines.length).toBeGreaterThan(5);
  });

  it('a stream that breaks', async () => {
    const broken = Readable.from(
      (function* () {
        yield capture.subarray(0, 500);
        throw Object.assign(new Error('gone'), { code: 'EIO' });
      })(),
    );
    const report = await openCapture('-', { input: broken }).run(ignore, never);
    expect(report.damage).toMatchObject({ reason: 'capture-read-failed', offset: 500 });
    expect(report.frames).toBeGreaterThan(0);
  });
});

describe('a source', () => {
  it('goes by the last part of the path, whatever is in it', () => {
    expect(openCapture('/a/b/\x1b[2J\u202e.pcap').name).toBe('\x1b[2J\u202e.pcap');
    expect(openCapture('-').name).toBe('-');
  });

  it('tells its progress', async () => {
    await withFile(capture, async (path) => {
      const source = openCapture(path);
      expect(source.progress()).toEqual({ octetsRead: 0, octetsTotal: null, frames: 0 });
      await source.run(ignore, never);
      expect(source.progress()).toEqual({ octetsRead: capture.length, octetsTotal: capture.length, frames: 40 });
    });
  });

  it('stops between blocks when the signal fires, and says so', async () => {
    const controller = new AbortController();
    const endless = Readable.from(
      (function* () {
        yield capture;
        for (;;) yield capture.subarray(24);
      })(),
    );
    let seen = 0;
    const report = await openCapture('-', { input: endless }).run(() => {
      seen += 1;
      if (seen === 1_000) controller.abort();
    }, controller.signal);
    expect(report.frames).toBe(1_000);
    expect(report.damage).toBeNull();
    expect(report.sha256).toBeNull();
    expect(report.notices).toContainEqual({ code: 'capture-interrupted', count: 1, incomplete: true });
    expect(report.notices).toContainEqual({ code: 'timestamps-backwards', count: 24, incomplete: false });
  });

  it.each([0, Number.POSITIVE_INFINITY])('stops a file when the signal has fired before (ahead from %i)', async (aheadLengthMin) => {
    await withFile(capture, async (path) => {
      const report = await openCapture(path, { aheadLengthMin }).run(ignore, AbortSignal.abort());
      expect(report).toMatchObject({ sha256: null, frames: 0, first: null, last: null, damage: null });
    });
  });

  it.each([0, Number.POSITIVE_INFINITY])(
    'passes on what the callback throws, and can be run again (ahead from %i)',
    async (aheadLengthMin) => {
      await withFile(capture, async (path) => {
        const source = openCapture(path, { aheadLengthMin });
        const fail = (): void => {
          throw new RangeError('callback');
        };
        await expect(source.run(fail, never)).rejects.toThrow('callback');
        expect((await source.run(ignore, never)).frames).toBe(40);
      });
    },
  );
});
