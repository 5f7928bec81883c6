import { describe, expect, it } from 'vitest';
import { examine, type Question } from '../../../src/machine/doctor/doctor.ts';
import { thisMachine } from '../../../src/machine/doctor/this-machine.ts';
import { GROUPS, verdict } from '../../../src/machine/doctor/verdict.ts';
import { isMessageKey } from '../../../src/language/message.ts';
import { aMachine } from './a-machine.ts';

const question: Question = {
  terminal: { columns: 80, rows: 24, interactive: true, unicode: true, colour: false, name: 'dumb' },
  folder: '/tmp',
  releasedOn: '2026-06-17',
  more: [verdict('analysis', 'self-test', { level: 'ok', state: 'ok' })],
};

describe('the doctor', () => {
  it('gives the same checks in the same order on any machine', async () => {
    const here = await examine(thisMachine(Date.now(), process.env), question);
    const bare = await examine(aMachine(), question);
    expect(here.map(({ id }) => id)).toEqual(bare.map(({ id }) => id));
    expect(new Set(here.map(({ id }) => id)).size).toBe(here.length);
    const groups = here.map(({ group }) => GROUPS.indexOf(group));
    expect(groups).toEqual([...groups].sort((a, b) => a - b));
  });

  it('has words for every verdict', async () => {
    const verdicts = [...(await examine(thisMachine(Date.now(), process.env), question)), ...(await examine(aMachine(), question))];
    expect(verdicts.map(({ id, state }) => `doctor.${id}.${state}`).filter((key) => !isMessageKey(key))).toEqual([]);
  });

  it('finds that a bare machine cannot capture', async () => {
    const source = (await examine(aMachine(), question)).find(({ id }) => id === 'source');
    expect(source).toMatchObject({ level: 'problem', mend: ['sudo apt install wireshark-common'] });
  });
});
