import { describe, expect, it } from 'vitest';
import { Desk } from '../drive.ts';

const desk = new Desk();

// What it shows is tested in a real terminal: tests/cli/live/screen.test.ts and show-stored.test.ts.
describe('mouchard attach', () => {
  it('needs a terminal', () => {
    expect(desk.run(['attach'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('need a terminal') });
  });

  it('takes one session', () => {
    expect(desk.run(['attach', '1', '2'])).toMatchObject({ status: 2, stderr: expect.stringContaining('attach') });
  });
});
