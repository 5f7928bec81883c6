import { expect, it } from 'vitest';
import { TERMINAL_HOST } from '../../../src/cli/live/terminal-host.ts';

it('hands the events of the process on for as long as they are listened to', () => {
  let heard = 0;
  const listener = (): void => void heard++;
  TERMINAL_HOST.on('SIGWINCH', listener);
  process.emit('SIGWINCH', 'SIGWINCH');
  TERMINAL_HOST.off('SIGWINCH', listener);
  process.emit('SIGWINCH', 'SIGWINCH');
  expect(heard).toBe(1);
});
