import { createServer } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Edges } from '../../../src/cli/edges.ts';
import { engineLabel, findEngine, reach } from '../../../src/cli/live/find-engine.ts';
import { RunFolder, type EngineEntry } from '../../../src/live/run-folder.ts';
import { processMarker } from '../../../src/store/process-marker.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();
const edges = { env: { XDG_RUNTIME_DIR: desk.folder } } as unknown as Edges;
const folder = new RunFolder(desk.path('mouchard'));
const entry = (pid: number, session: number | null): EngineEntry => ({
  pid,
  process: processMarker(process.pid),
  session,
  store: null,
  socket: desk.path(`mouchard/${pid}.sock`),
  name: `br${pid}`,
  startedMs: pid,
});

beforeEach(() => {
  folder.prepare();
  for (const each of folder.list()) folder.withdraw(each);
});

describe('findEngine', () => {
  it('finds the only one, or the one that was named', () => {
    expect(() => findEngine(edges, null)).toThrow(expect.objectContaining({ key: 'live.error.none-runs' }));
    folder.publish(entry(1, 11));
    expect(findEngine(edges, null)).toEqual(entry(1, 11));
    folder.publish(entry(2, null));
    expect(() => findEngine(edges, null)).toThrow(
      expect.objectContaining({ key: 'live.error.several-run', parameters: { list: 'p2 (br2), 11 (br1)' } }),
    );
    expect(findEngine(edges, '11')).toEqual(entry(1, 11));
    expect([findEngine(edges, 'p2'), findEngine(edges, 'p1')]).toEqual([entry(2, null), entry(1, 11)]);
    expect([engineLabel(entry(2, null)), engineLabel(entry(1, 11))]).toEqual(['p2', '11']);
    for (const session of ['12', '', '1', '2', 'p3'])
      expect(() => findEngine(edges, session)).toThrow(expect.objectContaining({ key: 'live.error.not-running' }));
  });
});

describe('findEngine, over two stores', () => {
  it('asks for the process where both gave the same number', () => {
    folder.publish(entry(1, 11));
    folder.publish(entry(2, 11));
    expect(() => findEngine(edges, '11')).toThrow(
      expect.objectContaining({ key: 'live.error.several-run', parameters: { list: 'p2 (br2), p1 (br1)' } }),
    );
    expect(findEngine(edges, 'p2')).toEqual(entry(2, 11));
  });
});

describe('reach', () => {
  const server = createServer((socket) => socket.end('{"mouchard":99}\n'));
  afterAll(() => server.close());

  it('says why an engine cannot be talked to', async () => {
    await expect(reach({ now: Date.now }, entry(5, 5))).rejects.toMatchObject({ key: 'live.error.unreachable', exitCode: 4 });
    await new Promise<void>((resolve) => server.listen(entry(6, 6).socket, resolve));
    await expect(reach({ now: Date.now }, entry(6, 6))).rejects.toMatchObject({ key: 'live.error.other-version', exitCode: 2 });
  });
});
