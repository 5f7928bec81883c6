import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runFolder, stateFolder } from '../../../src/cli/live/places.ts';

describe('places', () => {
  it.each([
    [{ XDG_RUNTIME_DIR: '/run/user/5', XDG_STATE_HOME: '/s' }, '/run/user/5/mouchard', '/s/mouchard'],
    [{ XDG_STATE_HOME: '/s' }, '/s/mouchard/run', '/s/mouchard'],
    [{ XDG_RUNTIME_DIR: 'run', XDG_STATE_HOME: '' }, `${homedir()}/.local/state/mouchard/run`, `${homedir()}/.local/state/mouchard`],
  ])('%j', (env, run, state) => {
    expect([runFolder(env).path, stateFolder(env)]).toEqual([run, state]);
  });
});
