import type { Hands } from '../../../src/machine/hotspot/hands.ts';

/** What a program says when it is run: by its command line, else by its name alone. What is not named is not there. */
export type Answers = Readonly<Record<string, string | { readonly status: number; readonly stdout?: string; readonly stderr?: string }>>;

/** A machine of answers and files that keeps what it was told to run. */
export function aMachine(
  answers: Answers,
  files: Readonly<Record<string, string>> = {},
  folders: Readonly<Record<string, readonly string[]>> = {},
): Hands & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    user: 0,
    find: (program) => (Object.keys(answers).some((line) => line.split(' ')[0] === program) ? `/usr/sbin/${program}` : null),
    read: (path) => files[path] ?? null,
    list: (path) => folders[path] ?? [],
    run: (program, args) => {
      const line = [program, ...args].join(' ');
      ran.push(line);
      const answer = answers[line] ?? answers[program];
      const result = typeof answer === 'string' ? { status: 0, stdout: answer } : answer;
      const { status = null, stdout = '', stderr = '' } = result ?? {};
      return Promise.resolve({ missing: answer === undefined, status, timedOut: false, stdout, stderr });
    },
  };
}
