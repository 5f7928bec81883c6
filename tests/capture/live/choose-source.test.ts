import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseSource, kernelBuffer, isStream, type SourceChoice } from '../../../src/capture/live/choose-source.ts';
import type { SourceKind } from '../../../src/capture/live/live-source.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'mouchard-choose-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

/** Puts a program into the search path that answers as it is told. */
function put(name: string, script: string, mode = 0o755): void {
  writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, name), mode);
}

const MAY = 'exit 0';
const MAY_NOT = 'echo "You do not have permission to capture on device lo." >&2; exit 2';

const choose = (wanted: SourceKind | null = null): Promise<SourceChoice> => chooseSource({ interfaces: ['any'], wanted, searchPath: path });

describe('what the kernel holds for us', () => {
  it.each([
    ['dumpcap', 1, 64],
    ['dumpcap', 8, 128],
    ['tcpdump', 64, 256],
    ['libpcap', 64, 64],
  ] as const)('%s with %i GiB of memory: %i MiB', (kind, gibibytes, mebibytes) => {
    expect(kernelBuffer(kind, gibibytes * 2 ** 30)).toBe(mebibytes);
  });
});

describe('chooseSource', () => {
  it('prefers dumpcap, which knows most', async () => {
    put('dumpcap', MAY);
    put('tcpdump', MAY);
    expect(await choose()).toEqual({
      plan: {
        kind: 'dumpcap',
        program: join(path, 'dumpcap'),
        interfaces: ['any'],
        snapLength: null,
        filter: null,
        bufferMebibytes: kernelBuffer('dumpcap'),
      },
      failure: null,
    });
  });

  it('takes tcpdump where dumpcap may not capture', async () => {
    put('dumpcap', MAY_NOT);
    put('tcpdump', MAY);
    expect(await choose()).toMatchObject({ plan: { kind: 'tcpdump', program: join(path, 'tcpdump') } });
  });

  it('asks with the option that captures nothing', async () => {
    put('dumpcap', 'test "$*" = "-L -i any"');
    expect(await choose('dumpcap')).toMatchObject({ plan: { kind: 'dumpcap' } });
  });

  it('puts the first runner in front that gives the right, and leaves it in the plan', async () => {
    put('dumpcap', 'test "$RIGHT" = yes || exit 1; test "$*" = "-L -i any"');
    put('tcpdump', MAY);
    const wish = { interfaces: ['any'], wanted: null, searchPath: path };
    const given = ['/usr/bin/env', 'RIGHT=yes'];
    const chosen = await chooseSource({ ...wish, runners: [['/usr/bin/env', 'RIGHT=no'], given, ['/nonexistent']] });
    expect(chosen).toMatchObject({ plan: { kind: 'dumpcap', through: given } });
    expect(await chooseSource({ ...wish, runners: [['/usr/bin/env', 'RIGHT=no']] })).toMatchObject({ plan: { kind: 'tcpdump' } });
  });

  it('takes only what is wanted', async () => {
    put('dumpcap', MAY_NOT);
    put('tcpdump', MAY);
    expect(await choose('tcpdump')).toMatchObject({ plan: { kind: 'tcpdump' } });
    expect(await choose('dumpcap')).toMatchObject({
      plan: null,
      failure: {
        code: 'no-permission',
        interface: 'any',
        mend: [['sudo', 'setcap', 'cap_net_raw,cap_net_admin=eip', join(path, 'dumpcap')]],
      },
      tried: [{ kind: 'dumpcap' }],
    });
  });

  it('refuses a program that answers nonsense', async () => {
    put('dumpcap', 'echo nonsense >&2; exit 1');
    expect(await choose('dumpcap')).toMatchObject({ failure: { code: 'program-failed', detail: 'nonsense' } });
  });

  it.each<[string[], object]>([
    [['nosuch0'], { code: 'no-such-interface', interface: 'nosuch0' }],
    [['any', 'nosuch0'], { code: 'no-such-interface', interface: 'nosuch0' }],
    [[], { code: 'no-such-interface' }],
    [['/nonexistent/pipe'], { code: 'stream-missing', interface: '/nonexistent/pipe' }],
    [['/tmp'], { code: 'stream-unreadable' }],
  ])('refuses %j', async (interfaces, failure) => {
    expect(await chooseSource({ interfaces, wanted: null, searchPath: path })).toMatchObject({ plan: null, failure });
  });

  it.each([['-'], ['/dev/null']])('reads %s as a stream', async (name) => {
    expect(await chooseSource({ interfaces: [name], wanted: null, searchPath: path, filter: 'ip', snapLength: 96 })).toMatchObject({
      plan: { kind: 'stream', program: null, interfaces: [name], filter: 'ip', snapLength: 96 },
    });
  });
});

describe('isStream', () => {
  it.each([
    ['-', true],
    ['/run/pipe', true],
    ['./pipe', true],
    ['eth0', false],
    ['any', false],
  ])('%s', (name, stream) => expect(isStream(name)).toBe(stream));
});
