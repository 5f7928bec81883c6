import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildPcap } from '../../builders/pcap.ts';
import { Desk } from '../drive.ts';
import { Running, until } from './running.ts';

const desk = new Desk();
const FRAMES = 400_000;

/** Datagrams of as many conversations as there are ports: more than can be analysed while they are read. */
function burst(): Buffer {
  return buildPcap(
    Array.from({ length: FRAMES }, (_, index) => {
      const octets = Buffer.from(
        '02000000000102000000000208004500002600000000401100000a0000010a0000020000000000120000' + '00'.repeat(10),
        'hex',
      );
      octets.writeUInt16BE(1_024 + (index % 60_000), 34);
      octets.writeUInt16BE(9, 36);
      return { octets, at: 1_600_000_000_000_000 + index };
    }),
  );
}

describe('watch --headless with a burst', () => {
  it('a second Ctrl-C leaves at once and says how much was not analysed; nothing that waited stays on the disk', async () => {
    writeFileSync(desk.path('burst'), burst());
    expect(spawnSync('mkfifo', [desk.path('pipe')]).status).toBe(0);
    const running = new Running(desk, ['watch', 'pipe', '--headless']);
    const script = '(cat burst; touch done; exec sleep 600) > pipe';
    const writer = spawn('/bin/sh', ['-c', script], { cwd: desk.folder, stdio: 'ignore', detached: true });
    try {
      await until(() => existsSync(desk.path('done')));
      running.child.kill('SIGINT');
      await until(() => running.stderr.includes('Stopping'));
      running.child.kill('SIGINT');
      expect(await running.ended).toBe(130);
      const [, count] = /([\d,]+) packets had arrived and were not analysed\./.exec(running.stderr) ?? [];
      expect(Number(count?.replaceAll(',', ''))).toBeGreaterThan(1_000);
      expect(readdirSync(desk.path('data/mouchard')).filter((name) => !name.startsWith('store.sqlite'))).toEqual([]);
    } finally {
      process.kill(-writer.pid!, 'SIGKILL');
    }
  });

  it('one is enough for all that waits to be analysed', async () => {
    expect(spawnSync('mkfifo', [desk.path('burst-pipe')]).status).toBe(0);
    const running = new Running(desk, ['watch', 'burst-pipe', '--headless', '--no-store', '--format', 'json', '--output', 'result.json']);
    const script = '(cat burst; touch done-again; exec sleep 600) > burst-pipe';
    const writer = spawn('/bin/sh', ['-c', script], { cwd: desk.folder, stdio: 'ignore', detached: true });
    try {
      await until(() => existsSync(desk.path('done-again')));
      running.child.kill('SIGINT');
      await running.ended;
      const { coverage } = JSON.parse(readFileSync(desk.path('result.json'), 'utf8')) as { coverage: { frames_read: number } };
      // What was still in the pipe itself may be missing.
      expect(coverage.frames_read).toBeGreaterThan(FRAMES - 2_000);
    } finally {
      process.kill(-writer.pid!, 'SIGKILL');
    }
  });
});
