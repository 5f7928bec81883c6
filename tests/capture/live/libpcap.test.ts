import { createSocket } from 'node:dgram';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newLedger } from '../../../src/capture/live/ledger.ts';
import { capPackage, libpcapPlan } from '../../../src/capture/live/libpcap.ts';
import type { SourcePlan } from '../../../src/capture/live/live-source.ts';
import { Child } from '../../../src/capture/live/child.ts';

const PLAN: SourcePlan = { kind: 'libpcap', program: null, interfaces: ['lo'], snapLength: null, filter: 'ip', bufferMebibytes: 16 };

describe('libpcapPlan', () => {
  it('gives the program its words as arguments, never as code', () => {
    const { args } = libpcapPlan({ ...PLAN, filter: "'); evil(" }, process.execPath, 'lo', false, 5 * 2 ** 30);
    expect(args.slice(2)).toEqual(['--', capPackage() ?? 'cap', 'lo', "'); evil(", '33554432', '65535', 'capture']);
    expect(args[1]).not.toContain('evil');
  });

  it.each([
    [null, '65535'],
    [96, '96'],
    [262_144, '65535'],
  ])('snap length %s', (snapLength, said) => expect(libpcapPlan({ ...PLAN, snapLength }, 'node', 'lo').args[7]).toBe(said));

  it.each([
    [1, 16],
    [4, 32],
    [8, 64],
    [64, 64],
  ])('with %d GiB of memory it asks for %d MiB', (gibibytes, asked) =>
    expect(libpcapPlan(PLAN, 'node', 'lo', false, gibibytes * 2 ** 30).args[6]).toBe(String(asked << 20)),
  );

  it('knows little, and says so', () => {
    const { knowledge, hear } = libpcapPlan(PLAN, 'node', 'lo');
    expect(knowledge).toEqual({ kernelTimestamps: false, originalLengths: false, kernelDrops: 'never', interfaceDrops: 'never' });
    const ledger = newLedger();
    hear('Warning: lo: no IPv4 address assigned - This may not actually work', ledger);
    expect(ledger.capturing).toBe(false);
    hear('capturing', ledger);
    expect(ledger.capturing).toBe(true);
  });

  const away = 'what the child writes comes whole, in the order in which it was captured';
  // CAP_NET_RAW, which containers may keep even from root.
  const rights = existsSync('/proc/self/status')
    ? /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    : undefined;
  const mayCapture = rights !== undefined && (BigInt(`0x${rights}`) & (1n << 13n)) !== 0n;
  it.skipIf(capPackage() === null || !mayCapture)(away, async () => {
    const child = new Child(
      process.execPath,
      libpcapPlan({ ...PLAN, filter: 'udp port 9', bufferMebibytes: 128 }, process.execPath, 'lo').args,
      (line) => {
        if (line === 'capturing') void send();
      },
    );
    const socket = createSocket('udp4');
    // More than a batch holds, so that the writing thread goes round.
    const datagram = Buffer.alloc(1_400);
    const send = async (): Promise<void> => {
      for (let number = 0; number < 400; number += 1) {
        datagram.writeUInt32BE(number, 0);
        await new Promise((resolve) => socket.send(datagram, 9, '127.0.0.1', resolve));
      }
      setTimeout(() => child.stop(), 200);
    };
    const pieces: Buffer[] = [];
    child.output.on('data', (piece: Buffer) => pieces.push(piece));
    expect(await child.ended).toMatchObject({ status: 0 });
    socket.close();
    const octets = Buffer.concat(pieces);
    const seen: number[] = [];
    for (let at = 24; at < octets.length; at += 16 + octets.readUInt32LE(at + 8)) {
      // Behind the Ethernet, IPv4 and UDP headers.
      seen.push(octets.readUInt32BE(at + 16 + 14 + 20 + 8));
    }
    // The loopback interface shows each datagram twice where both ways are captured.
    expect([...new Set(seen)]).toEqual(Array.from({ length: 400 }, (_, number) => number));
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
