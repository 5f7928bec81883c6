import { describe, expect, it } from 'vitest';
import { Painter } from '../../src/ui/painter.ts';

function painted(): { readonly painter: Painter; readonly written: string[] } {
  const written: string[] = [];
  return { painter: new Painter({ write: (octets) => written.push(octets) }), written };
}

describe('painter', () => {
  it('writes the first frame whole, then only what changed', () => {
    const { painter, written } = painted();
    painter.paint(['one', 'two']);
    painter.paint(['one', '2']);
    painter.paint(['one', '2']);
    expect(written).toEqual(['\x1b[H\x1b[1;1Hone\x1b[K\x1b[2;1Htwo\x1b[K\x1b[3;1H\x1b[J', '\x1b[2;1H2\x1b[K']);
  });

  it('empties the lines of a longer frame before it', () => {
    const { painter, written } = painted();
    painter.paint(['one', 'two', 'three']);
    painter.paint(['one']);
    expect(written[1]).toBe('\x1b[2;1H\x1b[K\x1b[3;1H\x1b[K');
  });

  it('writes everything again once told that the terminal has changed', () => {
    const { painter, written } = painted();
    painter.paint(['one']);
    painter.invalidate();
    painter.paint(['one']);
    expect(written[1]).toBe(written[0]);
  });
});
