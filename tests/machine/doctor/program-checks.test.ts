import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkNode, checkTerminal, checkUser, OLDEST_NODE } from '../../../src/machine/doctor/program-checks.ts';
import { aMachine } from './a-machine.ts';

describe('Node', () => {
  it.each([
    ['20.18.9', 'old'],
    ['20.19.0', 'ok'],
    ['19.99.0', 'old'],
    ['26.0.0', 'ok'],
  ])('%s is %s', (nodeVersion, state) => {
    expect(checkNode(aMachine({ more: { nodeVersion } }))).toMatchObject({ state, level: state === 'ok' ? 'ok' : 'problem' });
  });

  it('is held to what the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe(`>=${OLDEST_NODE.join('.')}`);
  });
});

describe('the user', () => {
  it.each([
    [1000, null, 'ok'],
    [0, null, 'root'],
    [0, 'ada', 'sudo'],
    [null, null, 'ok'],
  ])('%s for %s: %s', (user, realUser, state) => {
    expect(checkUser(aMachine({ more: { user, realUser } })).state).toBe(state);
  });
});

describe('the terminal', () => {
  const good = { columns: 80, rows: 24, interactive: true, unicode: true, colour: true, name: 'xterm' };
  it.each([
    [good, 'ok'],
    [{ ...good, columns: 79 }, 'small'],
    [{ ...good, rows: 23 }, 'small'],
    [{ ...good, unicode: false }, 'ascii'],
    [{ ...good, interactive: false, columns: 0 }, 'none'],
  ])('%j: %s', (terminal, state) => {
    expect(checkTerminal(terminal).state).toBe(state);
  });
});
