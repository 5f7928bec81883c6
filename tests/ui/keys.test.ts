import { describe, expect, it } from 'vitest';
import { decodeKeys } from '../../src/ui/keys.ts';

const namesOf = (octets: string): readonly string[] =>
  decodeKeys(octets).keys.map((key) => (key.name === 'character' ? key.character : key.name));

describe('keys', () => {
  it.each([
    ['j', ['j']],
    ['jjk', ['j', 'j', 'k']],
    ['é', ['é']],
    ['👩', ['👩']],
    ['\x1b', ['escape']],
    ['\x1b\x1b', ['escape', 'escape']],
    ['\x1b[A', ['up']],
    ['\x1b[B\x1b[B\x1bOB', ['down', 'down', 'down']],
    ['\x1b[1;5A', ['up']],
    ['\x1b[5~\x1b[6~', ['page-up', 'page-down']],
    ['\x1b[H\x1b[F\x1b[1~\x1b[4~', ['home', 'end', 'home', 'end']],
    ['\x1bOP\x1b[11~\x1b[[A', ['f1', 'f1', 'f1']],
    ['\x1b[Z\t', ['back-tab', 'tab']],
    ['\r\n', ['enter', 'enter']],
    ['\x7f\x08', ['backspace', 'backspace']],
    ['\x03\x1a\x0c\x15\x04', ['ctrl-c', 'ctrl-z', 'ctrl-l', 'ctrl-u', 'ctrl-d']],
    ['\x01\x02', ['ctrl-a', 'ctrl-b']],
    ['\x00\x1c\x1f', []],
    ['\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[24~\x1b[[E', ['f2', 'f3', 'f4', 'f5', 'f12', 'f5']],
    ['\x1b[24;80R', []],
    ['\x1bq', []],
    ['\x1b[?1;2c', []],
    ['\x1b[99~x', ['x']],
  ])('%j', (octets, names) => {
    expect(namesOf(octets)).toEqual(names);
    expect(decodeKeys(octets).rest).toBe('');
  });

  it.each([
    ['\x1b[<0;7;5M', { button: 'left', line: 4, column: 6 }],
    ['\x1b[<64;300;1M', { button: 'wheel-up', line: 0, column: 299 }],
    ['\x1b[<81;1;24M', { button: 'wheel-down', line: 23, column: 0 }],
  ])('%j is the mouse: %j', (octets, mouse) => expect(decodeKeys(octets).keys).toEqual([{ name: 'mouse', ...mouse }]));

  it.each(['\x1b[<0;7;5m', '\x1b[<2;7;5M', '\x1b[<35;7;5M', '\x1b[<0;5M', '\x1b[<9999;1;1M'])('%j is nothing', (octets) => {
    expect(decodeKeys(octets)).toEqual({ keys: [], rest: '' });
  });

  it.each(['\x1b[', '\x1b[<0;7', '\x1b[1;', '\x1bO', '\x1b[['])('waits for the rest of %j', (start) => {
    expect(decodeKeys(`j${start}`)).toEqual({ keys: [{ name: 'character', character: 'j' }], rest: start });
  });

  it('does not wait for ever', () => {
    expect(decodeKeys(`\x1b[${'1'.repeat(100)}`).rest).toBe('');
    expect(namesOf('\x1b[12\x03')).toEqual(['ctrl-c']);
  });
});

describe('pasted text', () => {
  const names = (octets: string): readonly string[] => decodeKeys(octets).keys.map(({ name }) => name);

  it('is one thing, whatever stands in it, and keys around it stay keys', () => {
    expect(decodeKeys('j\x1b[200~xq\r\x1b[A\x1b[201~k').keys).toEqual([
      { name: 'character', character: 'j' },
      { name: 'paste', text: 'xq\r\x1b[A' },
      { name: 'character', character: 'k' },
    ]);
  });

  it('is waited for over several reads, without being kept whole', () => {
    const first = decodeKeys(`\x1b[200~${'x'.repeat(100)}`);
    expect(first.keys).toEqual([]);
    let { rest } = first;
    for (let i = 0; i < 50; i += 1) rest = decodeKeys(`${rest}${'y'.repeat(1_000)}`).rest;
    expect(rest.length).toBeLessThan(5_000);
    // What ends it may come in two parts.
    const { keys } = decodeKeys(`${decodeKeys(`${rest}\x1b[20`).rest}1~q`);
    expect(keys).toMatchObject([{ name: 'paste' }, { name: 'character', character: 'q' }]);
    expect((keys[0] as { text: string }).text).toHaveLength(4_096);
  });

  it('cannot hold anybody in: Ctrl-C leads out of one that never ends', () => {
    expect(names(`${decodeKeys('\x1b[200~abc').rest}\x03`)).toEqual(['ctrl-c']);
    expect(names('\x1b[200~a\x03b\x1b[201~')).toEqual(['paste']);
  });
});

describe('mouse reports of old terminals', () => {
  it('are dropped with the characters that follow them', () => {
    expect(decodeKeys('\x1b[M xqj').keys).toEqual([{ name: 'character', character: 'j' }]);
    expect(decodeKeys('\x1b[M x')).toEqual({ keys: [], rest: '\x1b[M x' });
  });
});
