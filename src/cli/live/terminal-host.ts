/** What the screens may do with the process that shows them: hear its signals, and suspend it with its whole group (Ctrl-Z). */
export const TERMINAL_HOST = {
  on: (event: string, listener: () => void) => process.on(event, listener),
  off: (event: string, listener: () => void) => process.off(event, listener),
  stop: () => process.kill(0, 'SIGSTOP'),
};
