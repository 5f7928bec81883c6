import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellsOf, cutEnd, cutHost, cutMiddle, fit, wrap } from '../../src/ui/cells.ts';
import { safe } from './frames.ts';

describe('cells', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['汉字', 4],
    ['👩‍👩‍👧‍👦', 2],
    ['', 0],
  ])('counts the cells of %j', (text, cells) => expect(cellsOf(safe(text))).toBe(cells));

  it.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hel…'],
    ['hello', 1, '…'],
    ['hello', 0, ''],
    ['汉字汉', 4, '汉…'],
  ])('cuts %j to %i cells', (text, cells, cut) => expect(cutEnd(safe(text), cells, '…')).toBe(cut));

  it('keeps the end of a host name, which says whose it is', () => {
    expect(cutMiddle(safe('telemetry.eu-west-1.devices.bear.example'), 20, '…')).toBe('telemet…bear.example');
    expect(cutMiddle(safe('汉汉汉汉汉汉.example'), 12, '~')).toBe('汉汉~example');
    expect(cutMiddle(safe('short.example'), 20, '…')).toBe('short.example');
  });

  it('fills up on the side away from the text', () => {
    expect(fit(safe('7'), 3, '…', 'right')).toBe('  7');
    expect(fit(safe('é'), 3, '…')).toBe('é  ');
  });

  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
    ['', 4, ['']],
    ['汉字', 1, ['']],
  ])('wraps %j at %i', (text, cells, lines) => expect(wrap(safe(text), cells)).toEqual(lines));

  it('wraps anything into lines that fit', () => {
    const text = 'né 汉字汉字 word 👩‍👩‍👧‍👦👩‍👩‍👧‍👦 verylongwordwithoutanyend x';
    for (let cells = 2; cells < 40; cells += 1)
      for (const line of wrap(safe(text), cells)) expect(stringWidth(line)).toBeLessThanOrEqual(cells);
  });

  it.each([
    ['api.bear.example', 40, 'bear.example', 'api.bear.example'],
    ['update.cloud.pelune.example', 20, 'pelune.example', 'updat…pelune.example'],
    ['update.cloud.pelune.example', 15, 'pelune.example', '…pelune.example'],
    ['update.cloud.pelune.example', 10, 'pelune.example', '…e.example'],
    ['fe80::ce16:8006:2eba:e5d3', 12, null, 'fe80…ba:e5d3'],
    ['a.example', 0, 'example', ''],
  ])('cuts the host %s in %i cells, and not into %s', (host, cells, domain, cut) => {
    expect(cutHost(safe(host), cells, '…', domain)).toBe(cut);
  });
});
