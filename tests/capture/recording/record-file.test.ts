import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordFile } from '../../../src/capture/recording/record-file.ts';
import { RECORDING_DEFAULTS, type RecordingOptions } from '../../../src/capture/recording/recording.ts';

let options: RecordingOptions;
beforeEach(() => {
  options = { ...RECORDING_DEFAULTS, folder: mkdtempSync(join(tmpdir(), 'mouchard-file-')) };
});
afterEach(() => rmSync(options.folder, { recursive: true, force: true }));

describe('RecordFile', () => {
  it('writes parts of blocks one after the other, for its owner alone, and hashes them', async () => {
    const file = await RecordFile.create(options, 'a.pcapng', 5, 1_000);
    const octets = Buffer.from('headframesmore');
    await file.write(octets, 0, 4, 0);
    await file.write(octets, 4, 10, 3);
    expect(file.facts).toEqual({ name: 'a.pcapng', first: 5, frames: 3, octets: 10, sha256: null, state: 'open' });
    const path = join(options.folder, 'a.pcapng');
    expect(readFileSync(path, 'latin1')).toBe('headframes');
    const sha256 = createHash('sha256').update('headframes').digest('hex');
    expect(await file.close()).toEqual({ ...file.facts, sha256, state: 'closed' });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it.skipIf(process.getuid?.() !== 0)('belongs to the real user', async () => {
    const file = await RecordFile.create({ ...options, owner: { user: 4_242, group: 4_243 } }, 'a.pcapng', 1, 0);
    await file.close();
    expect(statSync(join(options.folder, 'a.pcapng'))).toMatchObject({ uid: 4_242, gid: 4_243 });
  });

  it('never writes over a file that is there', async () => {
    await (await RecordFile.create(options, 'a.pcapng', 1, 0)).close();
    await expect(RecordFile.create(options, 'a.pcapng', 1, 0)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('is deleted where it holds nothing', async () => {
    const file = await RecordFile.create(options, 'a.pcapng', 1, 0);
    await file.write(Buffer.from('head'), 0, 4, 0);
    await file.discard();
    expect(existsSync(join(options.folder, 'a.pcapng'))).toBe(false);
  });

  it('is forced to the disk while it is open', async () => {
    const file = await RecordFile.create(options, 'a.pcapng', 1, 0);
    await file.write(Buffer.from('head'), 0, 4, 0);
    await pause(1_200);
    await file.write(Buffer.from('more'), 0, 4, 1);
    expect(file.syncTrouble).toBeNull();
    expect((await file.close()).octets).toBe(8);
  });
});
