import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlockRing, ringMemory } from '../../../src/capture/live/block-ring.ts';
import type { CaptureMessage, CaptureOrder, CaptureRequest } from '../../../src/capture/live/capture-messages.ts';
import { startThread } from '../../../src/capture/live/thread.ts';
import { buildPcap, sampleFrames } from '../../builders/pcap.ts';

const FEED = new URL('../../../src/capture/live/feed.ts', import.meta.url).href;

describe('the thread that captures', () => {
  it('tells of the interface, then of its blocks, then of the end, and ends itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mouchard-thread-'));
    try {
      const path = join(folder, 'capture');
      writeFileSync(path, buildPcap(sampleFrames(30)));
      const plan = { kind: 'stream', program: null, interfaces: [path], snapLength: null, filter: null, bufferMebibytes: 1 } as const;
      const order: CaptureOrder = { plan, memory: ringMemory(4), spool: null, recording: null };
      const worker = startThread(FEED, 'source-thread', order);
      worker.postMessage('lowered' satisfies CaptureRequest);
      const messages: CaptureMessage[] = [];
      worker.on('message', (message: CaptureMessage) => messages.push(message));
      expect(await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))).toBe(0);
      const told = messages.filter(({ type }) => type !== 'state');
      expect(told.map(({ type }) => type)).toEqual(['interface', 'block', 'end']);
      expect(told[0]).toEqual({ type: 'interface', description: { name: path, linkType: 1, snapLength: 0 } });
      expect(told[1]).toMatchObject({ block: { index: 0, slot: -1, first: 1, frames: 30 } });
      expect(told[2]).toMatchObject({ report: { frames: 30, failure: null }, unread: 0, recording: null, spool: null });
      // An interface description block (1) opens the block in the memory that both share.
      expect(new BlockRing(order.memory).buffer.readUInt32LE(0)).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
