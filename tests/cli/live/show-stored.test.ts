import { afterAll, describe, expect, it } from 'vitest';
import { toyCapture } from '../captures.ts';
import { Desk } from '../drive.ts';
import { Terminal, terminalMissing } from './terminal.ts';

const desk = new Desk();

describe.skipIf(terminalMissing !== null)('showStored', () => {
  const terminal = new Terminal(desk, 'stored');
  afterAll(() => terminal.close());

  it('shows a session that is over', async () => {
    expect(desk.run(['analyze', desk.file('toy.pcap', toyCapture())]).status).toBe(0);
    terminal.type('$M attach 1; echo "status $?"');
    await terminal.until(/\[1 /);
    terminal.keys('4');
    await terminal.until(/toy\.example|HTTP|clear/i);
    terminal.keys('a');
    await terminal.until(/Kept with the finding/);
    terminal.keys('q');
    await terminal.until(/status 0/);
    const shown = JSON.parse(desk.run(['sessions', 'show', '1', '--format', 'json']).stdout) as object;
    expect(shown).toMatchObject({ notes: { reviews: [{ verdict: 'reviewed' }] } });
  });

  it('knows no session that is not in the store', () => {
    expect(desk.run(['attach', '1'])).toMatchObject({ status: 2, stderr: expect.stringContaining('need a terminal') });
    terminal.type('clear; $M attach 99; echo "status $?"');
    return terminal.until(/there is no session 99[^]*status 2/);
  });
});
