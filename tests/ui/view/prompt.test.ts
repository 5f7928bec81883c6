import { describe, expect, it } from 'vitest';
import { paint } from '../../../src/ui/paint.ts';
import { promptRow } from '../../../src/ui/view/prompt.ts';
import { aState, english, LIVE, press, textOf } from '../frames.ts';

describe('prompt', () => {
  const live = aState({ status: LIVE });
  const line = (width: number, ...keys: readonly string[]): string => textOf([promptRow(press(live, ...keys), english, width)]);

  it.each<[readonly string[], string]>([
    [['4', 'x'], 'Accepted because: █  a reason is needed; Esc drops it'],
    [['4', 'x', 'o', 'k'], 'Accepted because: ok█  Enter keeps it, Esc drops it'],
    [['4', '/', 'a', 'b'], 'Filter: ab█  Enter keeps it, Esc drops it'],
    [['4', '/', ...'conf:9'], 'Filter: conf:9█  “conf:9” means nothing here'],
    [['m', 'h', 'i'], 'Mark: hi█  Enter keeps it, Esc drops it'],
    [['p'], 'New phase: █  Enter keeps it, Esc drops it'],
    [['R'], 'Name of the device: █  Enter keeps it, Esc drops it'],
    [['4', 'x', 'o', 'k'], 'Accepted because: ok█  Enter keeps it, Esc drops it'],
    [['4', 'x', 'o', 'k', 'enter', '2'], 'Until (empty: for good): 2█  a day such as 2027-01-31'],
    [['4', 'N'], 'Reviewed; note: █  Enter keeps it, Esc drops it'],
    [['q'], 'Leave? s stop and finish  d detach (the capture goes on)  Esc stay'],
    [['c'], 'Space shows or hides, Esc closes'],
    [[':', 'd', 'e'], 'Command: de█  Tab completes: devices destinations'],
    [[':', ...'devces', 'enter'], 'Command: devces█  “devces” is no command; devices?'],
    [[':', ...'zzzzz', 'enter'], 'Command: zzzzz█  “zzzzz” is no command'],
    [['2', 'y'], 'Enter or its number copies it, Esc closes'],
    [[], ''],
  ])('after %j is %j', (keys, text) => expect(line(79, ...keys)).toBe(text));

  it('keeps in sight what is typed last', () => {
    expect(line(20, 'm', ...'one two three four five')).toBe('Mark: …ee four five█');
    expect(line(3, 'm', 'a')).toHaveLength(3);
  });

  it('shows nothing that acts on the terminal', () => expect(line(79, 'm', '\u202e')).toContain('\\u202e'));

  it('warns of what means nothing', () => {
    expect(paint(promptRow(press(live, '4', '/', ...'conf:9'), english, 79), 'default')).toContain('\x1b[33m');
    expect(paint(promptRow(press(live, '4', '/', 'a'), english, 79), 'default')).not.toContain('\x1b[33m');
  });
});
