import { describe, expect, it } from 'vitest';
import { toyCapture } from '../captures.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());

describe('mouchard watch', () => {
  it('--read --headless is the same as analyze', () => {
    const watched = desk.run(['watch', '--read', toy, '--headless', '--format', 'json', '--fail-on', 'high']);
    expect(watched.status).toBe(1);
    expect(watched.stdout).toBe(desk.run(['analyze', '--no-store', '--format', 'json', toy]).stdout);
    expect(desk.run(['sessions']).stdout).toContain('toy.pcap');
  });

  it('prints what is found where there is no terminal for screens, and says so', () => {
    const watched = desk.run(['watch', '--no-store', '--read', toy]);
    expect(watched).toMatchObject({ status: 0, stdout: desk.run(['analyze', '--no-store', toy]).stdout });
    expect(watched.stderr).toContain('no terminal on standard output');
    expect(desk.run(['watch', '--no-store', '--quiet', '--read', toy]).stderr).toBe('');
    expect(desk.run(['watch', '--read', toy, '--lang', 'fr', '--no-store']).stderr).toContain('n’est pas un terminal');
  });

  it('looks at a file of keys that was named, also where there is no terminal to press them on', () => {
    const bad = desk.file('bad-keys.yaml', 'filter: nokey\n');
    const named = (...more: readonly string[]): unknown => desk.run(['watch', '--no-store', '--read', toy, ...more]);
    const refused = { status: 2, stdout: '', stderr: expect.stringContaining('bad-keys.yaml:1:') as string };
    expect(named('--keys', bad)).toMatchObject(refused);
    expect(named('--headless', '--keys', bad)).toMatchObject(refused);
    expect(named('--keys', desk.path('no-keys.yaml'))).toMatchObject({ status: 2, stdout: '' });
    expect(named('--keys', desk.file('good-keys.yaml', 'filter: F3\n'))).toMatchObject({ status: 0 });
  });

  it('live capture needs a source', () => {
    expect(desk.run(['watch'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('name an interface') });
  });

  it('--read of what is missing is exit 3', () => {
    expect(desk.run(['watch', '--headless', '--read', desk.path('missing')])).toMatchObject({ status: 3, stdout: '' });
  });
});
