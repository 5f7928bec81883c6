import { describe, expect, it } from 'vitest';
import { parsed, readCommand, readRequest } from '../../src/live/protocol.ts';

describe('readRequest', () => {
  it.each([
    ['{"id":1,"ask":"picture","since":0}', { id: 1, ask: 'picture', since: 0 }],
    ['{"id":2,"ask":"picture","since":7,"more":1}', { id: 2, ask: 'picture', since: 7 }],
    ['{"id":3,"ask":"command","command":{"type":"stop"}}', { id: 3, ask: 'command', command: { type: 'stop' } }],
    ['', null],
    ['null', null],
    ['[]', null],
    ['{"id":1}', null],
    ['{"id":"1","ask":"picture","since":0}', null],
    ['{"id":1.5,"ask":"picture","since":0}', null],
    ['{"id":1,"ask":"picture","since":"0"}', null],
    ['{"id":1,"ask":"picture"}', null],
    ['{"id":1,"ask":"command"}', null],
    ['{"id":1,"ask":"command","command":{"type":"format-disk"}}', null],
    ['{"id":1,"ask":"__proto__","since":0}', null],
  ])('%s', (line, request) => expect(readRequest(line)).toEqual(request));
});

describe('readCommand', () => {
  const review = { type: 'review', finding: 'f', verdict: 'exception', reason: 'r', untilMs: 1 };
  it.each([
    [{ type: 'phase-start', name: 'idle' }, true],
    [{ type: 'phase-start' }, false],
    [{ type: 'phase-start', name: 5 }, false],
    [{ type: 'phase-end' }, true],
    [{ type: 'mark', text: 'x' }, true],
    [{ type: 'mark', text: null }, false],
    [{ type: 'name-device', device: 'd', name: null }, true],
    [{ type: 'name-device', device: 'd', name: 'n' }, true],
    [{ type: 'name-device', name: 'n' }, false],
    [{ type: 'exclude-device', device: 'd', excluded: true }, true],
    [{ type: 'exclude-device', device: 'd', excluded: 'yes' }, false],
    [{ type: 'exclude-device', excluded: false }, false],
    [review, true],
    [{ ...review, verdict: null, reason: null, untilMs: null }, true],
    [{ ...review, verdict: 'ok' }, false],
    [{ ...review, reason: 5 }, false],
    [{ ...review, untilMs: 'tomorrow' }, false],
    [{ ...review, untilMs: Number.NaN }, false],
    [{ type: 'stop' }, true],
    ['stop', false],
    [null, false],
  ])('%j is one: %s', (command, known) => expect(readCommand(command)).toEqual(known ? command : null));

  it('takes nothing over that it does not know', () => {
    expect(readCommand({ type: 'stop', now: true })).toEqual({ type: 'stop' });
    expect(readCommand({ type: 'mark', text: 'x', at: 5 })).toEqual({ type: 'mark', text: 'x' });
  });
});

describe('parsed', () => {
  it('is undefined where there is no JSON', () => {
    expect([parsed('{"a":1}'), parsed('{'), parsed('null')]).toEqual([{ a: 1 }, undefined, null]);
  });
});
