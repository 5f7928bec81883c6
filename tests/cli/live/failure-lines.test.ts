import { describe, expect, it } from 'vitest';
import { failureLines, tellFailure } from '../../../src/cli/live/failure-lines.ts';
import type { Edges } from '../../../src/cli/edges.ts';

const base = { code: 'no-permission', interface: 'wlan0', detail: 'EPERM', mend: [] };

describe('failureLines', () => {
  it('say what went wrong and how it is mended, as a shell takes it', () => {
    const mend = [
      ['sudo', 'setcap', 'cap_net_raw,cap_net_admin=eip', '/opt/my tools/dumpcap'],
      ['echo', "it's", '$HOME'],
    ];
    const lines = failureLines({ ...base, mend }, 'en');
    expect(lines[0]).toContain('wlan0');
    expect(lines.slice(2)).toEqual(["  sudo setcap cap_net_raw,cap_net_admin=eip '/opt/my tools/dumpcap'", `  echo 'it'\\''s' '$HOME'`]);
    expect(failureLines(base, 'fr')[0]).not.toBe(lines[0]);
  });

  it('tell of a file by its path and reason', () => {
    expect(failureLines({ ...base, code: 'capture-missing', interface: '/x.pcap' }, 'en')).toEqual(['/x.pcap: there is no such file']);
  });

  it('show nothing that a terminal would obey', () => {
    const [line] = failureLines({ ...base, code: 'program-died', detail: 'bad \u001b]0;x\u0007', interface: 'a\u202eb' }, 'en');
    expect(line).toMatch(/^[\x20-\x7e]*$/);
  });

  it('go to standard error', () => {
    const written: string[] = [];
    const edges = { stderr: { write: (text: string) => written.push(text) } } as unknown as Edges;
    tellFailure(edges, 'en', { ...base, mend: [['true']] });
    expect(written).toHaveLength(3);
    expect(written[0]).toMatch(/^mouchard: .*\n$/);
    expect(written[2]).toBe('  true\n');
  });
});
