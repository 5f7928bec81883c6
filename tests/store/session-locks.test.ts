import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameOfMarker, processMarker } from '../../src/store/process-marker.ts';
import { SessionLocks } from '../../src/store/session-locks.ts';
import { temporaryFolder } from './samples.ts';

describe('SessionLocks', () => {
  it('holds a lock beside the store for this process alone, by whatever name the store goes, and leaves nothing', () => {
    const folder = temporaryFolder();
    const store = join(folder, 'store');
    writeFileSync(store, '');
    symlinkSync(store, join(folder, 'link'));
    const [own, link] = [processMarker(process.pid), new SessionLocks(join(folder, 'link'))];
    const other = own.replace(/^\d+/, '1');
    const locks = new SessionLocks(store);
    for (const marker of [own, other, 'none']) locks.hold(marker);
    expect(readdirSync(folder).sort()).toEqual(['link', 'store', `store-run-${nameOfMarker(own)}`]);
    expect([own, other, 'none'].map((marker) => link.isHeld(marker))).toEqual([true, false, null]);
    locks.drop();
    expect([link.isHeld(own), readdirSync(folder).sort()]).toEqual([false, ['link', 'store']]);
    writeFileSync(join(folder, `store-run-${nameOfMarker(other)}`), '');
    for (const marker of [other, 'none']) link.forget(marker);
    expect(readdirSync(folder).sort()).toEqual(['link', 'store']);
  });
});
