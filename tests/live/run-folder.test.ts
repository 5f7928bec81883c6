import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RunFolder, RunFolderError, type EngineEntry } from '../../src/live/run-folder.ts';
import { dropLifeLock, holdLifeLock } from '../../src/store/life-lock.ts';
import { processMarker, processName } from '../../src/store/process-marker.ts';

const root = mkdtempSync(join(tmpdir(), 'mouchard-run-'));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
function aFolder(): RunFolder {
  made += 1;
  const folder = new RunFolder(join(root, `f${made}`, 'mouchard'));
  folder.prepare();
  return folder;
}

function anEntry(folder: RunFolder, pid: number, more: Partial<EngineEntry> = {}): EngineEntry {
  const socket = join(folder.path, `${processName(pid)}.sock`);
  return { pid, process: processMarker(process.pid), session: 1, store: '/s', socket, name: 'br0', startedMs: pid, ...more };
}

describe('RunFolder', () => {
  it('is for its owner alone, also where it was open to others', () => {
    const folder = aFolder();
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    chmodSync(folder.path, 0o755);
    folder.prepare();
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  });

  it('refuses what is no folder, or only points to one', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(() => new RunFolder(file).prepare()).toThrow(RunFolderError);
    expect(() => new RunFolder(join(file, 'in')).prepare()).toThrow(RunFolderError);
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'link'));
    expect(() => new RunFolder(join(root, 'link')).prepare()).toThrow(RunFolderError);
  });

  it('lists the engines that run, the newest first, and clears away what dead ones left', () => {
    const folder = aFolder();
    const alive = anEntry(folder, process.pid);
    const newer = anEntry(folder, 7, { startedMs: process.pid + 1 });
    const dead = anEntry(folder, 8, { process: `8 1 ${'0'.repeat(36)}` });
    for (const entry of [alive, newer, dead]) folder.publish(entry);
    writeFileSync(dead.socket, '');
    expect(folder.list()).toEqual([newer, alive]);
    expect([existsSync(dead.socket), existsSync(join(folder.path, `${processName(8)}.json`))]).toEqual([false, false]);
    expect(statSync(join(folder.path, `${processName(7)}.json`)).mode & 0o777).toBe(0o600);
    folder.withdraw(newer);
    expect(folder.list()).toEqual([alive]);
    expect([folder.find(process.pid), folder.find(7)]).toEqual([alive, null]);
  });

  it('clears away what engines left that were killed before they had made themselves known', () => {
    const folder = aFolder();
    const files = [
      '2147483647.sock',
      `${processName(2147483646)}.json.new`,
      `${process.pid}.sock`,
      `${process.pid}.json.new`,
      'notes.sock',
    ];
    for (const name of files) writeFileSync(join(folder.path, name), '');
    folder.prepare();
    expect(readdirSync(folder.path).sort()).toEqual(files.slice(2).sort());
  });

  it('takes engines of other containers for what their locks say, and does not mix them up with its own of the same number', () => {
    const folder = aFolder();
    const [pid, started, boot, namespace] = processMarker(process.pid).split(' ');
    const theirs = (offset: number): { name: string; entry: EngineEntry } => {
      const name = `${pid}-${Number(namespace) + offset}`;
      const marker = `${pid} ${started} ${boot} ${Number(namespace) + offset}`;
      return {
        name,
        entry: anEntry(folder, process.pid, { process: marker, socket: join(folder.path, `${name}.sock`), startedMs: offset }),
      };
    };
    const [alive, dead, beginning, ended] = [theirs(1), theirs(2), theirs(3), theirs(4)];
    const lockOf = ({ name }: { name: string }): string => join(folder.path, `${name}.lock`);
    for (const { name, entry } of [alive, dead]) writeFileSync(join(folder.path, `${name}.json`), JSON.stringify(entry));
    for (const { entry } of [alive, dead, beginning, ended]) writeFileSync(entry.socket, '');
    expect([lockOf(alive), lockOf(beginning)].map(holdLifeLock)).toEqual([true, true]);
    writeFileSync(lockOf(dead), '');
    const own = anEntry(folder, process.pid);
    expect(folder.socketPath(process.pid)).toBe(own.socket);
    folder.publish(own);
    expect(folder.list()).toEqual([own, alive.entry]);
    folder.prepare();
    const left = [`${processName(process.pid)}.json`, `${processName(process.pid)}.lock`];
    left.push(
      ...['json', 'lock', 'sock'].map((kind) => `${alive.name}.${kind}`),
      ...['lock', 'sock'].map((kind) => `${beginning.name}.${kind}`),
    );
    expect(readdirSync(folder.path).sort()).toEqual(left.sort());
    expect(folder.find(process.pid)).toEqual(own);
    folder.withdraw(own);
    expect(folder.list()).toEqual([alive.entry]);
    for (const each of [alive, beginning]) dropLifeLock(lockOf(each));
    expect(folder.list()).toEqual([]);
  });

  it('clears away no more than what is dead where a folder is also known by another path', () => {
    const folder = aFolder();
    const alive = anEntry(folder, process.pid);
    const dead = anEntry(folder, 8, { process: `8 1 ${'0'.repeat(36)}` });
    for (const entry of [alive, dead]) {
      folder.publish(entry);
      writeFileSync(entry.socket, '');
    }
    symlinkSync(dirname(folder.path), join(root, `also-${made}`));
    expect(new RunFolder(join(root, `also-${made}`, 'mouchard')).list()).toEqual([alive]);
    expect(readdirSync(folder.path).sort()).toEqual([`${processName(process.pid)}.json`, `${processName(process.pid)}.sock`]);
  });

  it.skipIf(process.geteuid?.() !== 0 || !existsSync('/sys/kernel'))('hands on what the system says', () => {
    expect(() => new RunFolder('/sys/kernel/mouchard').prepare()).toThrow(expect.objectContaining({ code: 'EPERM' }));
  });

  it.skipIf(!existsSync('/proc/self'))('says so, and ends, where no folder can be made', () => {
    expect(() => new RunFolder('/proc/nobody/run').prepare()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });

  it('is not misled by what else lies there', () => {
    const folder = aFolder();
    writeFileSync(join(folder.path, '5.json'), '{');
    writeFileSync(join(folder.path, '6.json'), 'null');
    writeFileSync(join(folder.path, '9.json'), JSON.stringify(anEntry(folder, 10)));
    writeFileSync(join(folder.path, '11.json'), Buffer.alloc(70_000, 0x20));
    writeFileSync(join(folder.path, 'notes.json'), JSON.stringify(anEntry(folder, 1)));
    expect(folder.list()).toEqual([]);
    expect(new RunFolder(join(root, 'missing')).list()).toEqual([]);
  });

  it('finds a shorter place for the socket where the folder’s path is too long for one, and takes that away again', () => {
    const folder = new RunFolder(join(root, 'x'.repeat(120)));
    folder.prepare();
    const socket = folder.socketPath(5);
    expect(Buffer.byteLength(socket)).toBeLessThan(108);
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
    folder.withdraw({ pid: 5, socket });
    expect(existsSync(dirname(socket))).toBe(false);
  });
});
