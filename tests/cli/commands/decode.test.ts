import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hostileCapture, toyCapture } from '../captures.ts';
import { Desk, hiddenIn } from '../drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());

interface Line {
  readonly kind: string;
  readonly frame: number;
  readonly device: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}
const lines = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('mouchard decode', () => {
  it('prints one observation a line, frames in order, the capture last', () => {
    const { status, stdout, stderr } = desk.run(['decode', toy]);
    expect([status, stderr]).toEqual([0, '']);
    const all = lines(stdout);
    expect(all.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['flow.start', 'dns.query', 'dns.answer', 'http.request', 'http.response', 'flow.end']),
    );
    expect(all.at(-1)!.kind).toBe('capture.end');
    const frames = all.map(({ frame }) => frame);
    expect(frames).toEqual([...frames].sort((a, b) => a - b));
    expect(all.find(({ kind }) => kind === 'http.request')).toMatchObject({
      frame: 5,
      device: '02:00:00:00:00:0a',
      fields: { host: 'api.bear.example' },
    });
    expect(stdout).not.toContain('hunter22');
  });

  it('is the same in every language, time zone and folder, from a file, from standard input and into a file', () => {
    const plain = desk.run(['decode', '-'], { input: toyCapture() }).stdout;
    const elsewhere = desk.run(['decode', '--lang', 'fr', '-'], { input: toyCapture(), cwd: '/', env: { TZ: 'Pacific/Apia' } });
    expect(elsewhere.stdout).toBe(plain);
    const output = desk.path('toy.ndjson');
    expect(desk.run(['decode', '--output', output, '-'], { input: toyCapture() }).stdout).toBe('');
    expect(readFileSync(output, 'utf8')).toBe(plain);
    expect(statSync(output).mode & 0o777).toBe(0o600);
  });

  it('--device leaves the other devices out', () => {
    const all = desk.run(['decode', toy]).stdout;
    const of = (mac: string): string => desk.run(['decode', '--device', mac, toy]).stdout;
    expect(lines(of('02:00:00:00:00:ff')).map(({ kind }) => kind)).toEqual(['capture.end']);
    const own = lines(of('02:00:00:00:00:0A'));
    expect(own.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['dns.query', 'http.request', 'flow.end', 'capture.end']));
    for (const line of of('02:00:00:00:00:0a').trimEnd().split('\n')) expect(all).toContain(`${line}\n`);
  });

  it('a torn capture is exit 3 after all that came before; one that is missing has no lines', () => {
    const torn = desk.run(['decode', desk.file('torn.pcap', toyCapture().subarray(0, -20))]);
    expect(torn.status).toBe(3);
    expect(torn.stdout).toContain('"http.request"');
    expect(desk.run(['decode', desk.path('missing.pcap')])).toMatchObject({ status: 3, stdout: '' });
  });

  it('escapes whatever a device says', () => {
    const { status, stdout } = desk.run(['decode', desk.file('hostile.pcap', hostileCapture())]);
    expect(status).toBe(0);
    expect(hiddenIn(stdout)).toBeNull();
    expect(stdout).toContain('\\u202e');
    expect(lines(stdout).length).toBeGreaterThan(5);
  });
});
