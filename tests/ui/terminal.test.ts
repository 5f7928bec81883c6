import { describe, expect, it } from 'vitest';
import { Terminal } from '../../src/ui/terminal.ts';
import { FakeKeyboard, FakeScreen } from './fake-tty.ts';

describe('terminal', () => {
  it('is entered and left as a pair, however often one asks', () => {
    const [keyboard, screen] = [new FakeKeyboard(), new FakeScreen(80, 24)];
    const terminal = new Terminal(keyboard.stream, screen.stream);
    terminal.leave();
    expect(screen.written).toBe('');
    terminal.enter();
    terminal.enter();
    expect([terminal.entered, keyboard.raw, keyboard.flowing]).toEqual([true, true, true]);
    expect(screen.written).toBe('\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h');
    screen.written = '';
    terminal.leave();
    terminal.leave();
    expect([terminal.entered, keyboard.raw, keyboard.flowing]).toEqual([false, false, false]);
    expect(screen.written).toBe('\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l');
  });

  it('takes the mouse only when asked, and gives it back', () => {
    const [keyboard, screen] = [new FakeKeyboard(), new FakeScreen(80, 24)];
    const terminal = new Terminal(keyboard.stream, screen.stream);
    terminal.mouse(true);
    expect(screen.written).toBe('');
    terminal.enter();
    screen.written = '';
    for (const wanted of [true, true, false, false, true]) terminal.mouse(wanted);
    const [on, off] = ['\x1b[?1000h\x1b[?1006h', '\x1b[?1006l\x1b[?1000l'];
    expect(screen.written).toBe(on + off + on);
    screen.written = '';
    terminal.leave();
    expect(screen.written).toBe(`${off}\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l`);
    screen.written = '';
    terminal.enter();
    terminal.leave();
    expect(screen.written).not.toContain('1000');
  });

  it('keeps what was written where plain lines are shown', () => {
    const [keyboard, screen] = [new FakeKeyboard(), new FakeScreen(80, 24)];
    const terminal = new Terminal(keyboard.stream, screen.stream, true);
    terminal.enter();
    expect([keyboard.raw, screen.written]).toEqual([true, '']);
    terminal.leave();
    expect([keyboard.raw, screen.written]).toEqual([false, '']);
  });

  it('can be left when it has gone', () => {
    const [keyboard, screen] = [new FakeKeyboard(), new FakeScreen(80, 24)];
    const terminal = new Terminal(keyboard.stream, screen.stream);
    terminal.enter();
    keyboard.gone = true;
    screen.writable = false;
    expect(() => terminal.leave()).not.toThrow();
  });
});
