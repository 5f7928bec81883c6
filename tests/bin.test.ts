import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toyCapture } from './cli/captures.ts';
import { Desk } from './cli/drive.ts';

const desk = new Desk();

describe('bin', () => {
  it('ends with the exit status of the command, and leaves files that are its owner’s alone', () => {
    const toy = desk.file('toy.pcap', toyCapture());
    expect(desk.run(['analyze', '--fail-on', 'low', '--output', desk.path('result'), toy]).status).toBe(1);
    for (const path of [desk.path('result'), desk.store]) expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(desk.path('data/mouchard')).mode & 0o077).toBe(0);
  });
});
