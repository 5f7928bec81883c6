import { afterAll, describe, expect, it } from 'vitest';
import { toyCapture } from '../captures.ts';
import { Desk } from '../drive.ts';
import { Terminal, terminalMissing } from './terminal.ts';

const desk = new Desk();
const toy = desk.file('toy.pcap', toyCapture());

describe.skipIf(terminalMissing !== null)('watch --read', () => {
  const terminal = new Terminal(desk, 'replay');
  afterAll(() => terminal.close());

  it('shows a stored capture, read as fast as it goes, and keeps the session', async () => {
    terminal.type(`$M watch --read ${toy}; echo "status $?"`);
    await terminal.until(/toy\.pcap/);
    await terminal.until(/\bread toy\.pcap/);
    terminal.keys('q');
    await terminal.until(/status 0/);
    expect(JSON.parse(desk.run(['sessions', '--format', 'json']).stdout)).toMatchObject([
      { id: 1, state: 'complete', captures: ['toy.pcap'] },
    ]);
  });

  it('Ctrl-C leaves with 130', async () => {
    terminal.type(`clear; $M watch --read ${toy}; echo "status $?"`);
    await terminal.until(/\[1 /);
    terminal.keys('C-c');
    await terminal.until(/status 130/);
  });

  it('tells of what cannot be read when the terminal is back', async () => {
    terminal.type(`clear; $M watch --read ${desk.path('missing')}; echo "status $?"`);
    await terminal.until(/\[1 /);
    terminal.keys('q');
    await terminal.until(/there is no such file[^]*status 3/);
  });
});
