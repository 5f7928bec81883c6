/** What one step does. */
export type Action =
  | { readonly do: 'run'; readonly command: Command; readonly timeoutMs?: number }
  | { readonly do: 'write'; readonly path: string; readonly contents: string }
  /** A value of the kernel, under /proc/sys or /sys. */
  | { readonly do: 'set'; readonly path: string; readonly value: string }
  /** A program that stays. It goes to the background by itself, or is left there (`detached`); it is there once `ready` holds. */
  | { readonly do: 'start'; readonly command: Command; readonly detached: boolean; readonly ready: Ready | null };

/** A program and its arguments: never a line for a shell. */
export type Command = readonly [program: string, ...args: string[]];

/** How it is known that a program does its work. */
export type Ready =
  | { readonly file: string; readonly holds: string; readonly or: string }
  /** A UDP port in use at an IPv4 address. */
  | { readonly port: number; readonly address: string };

/** How a step is undone. Each looks first whether there is anything to undo, so all may be carried out twice, or for a step that never ran. */
export type Undo = (
  | { readonly undo: 'run'; readonly command: Command }
  | { readonly undo: 'remove-file'; readonly path: string }
  | { readonly undo: 'remove-table'; readonly table: string }
  | { readonly undo: 'remove-link'; readonly link: string }
  | { readonly undo: 'remove-address'; readonly link: string; readonly address: string }
  | { readonly undo: 'leave-bridge'; readonly link: string; readonly bridge: string }
  | { readonly undo: 'link-state'; readonly link: string; readonly up: boolean }
  | { readonly undo: 'forget-profile'; readonly uuid: string }
  /** NetworkManager is asked for a profile again; for one that had come to its end, that is waited for. */
  | { readonly undo: 'start-profile'; readonly uuid: string; readonly wait: boolean }
  | { readonly undo: 'end'; readonly mark: string }
  | RestoreValue
) & {
  /** What is changed outlives a restart of the machine; all else is gone with it. */
  readonly lasts?: true;
};

/** Sets a value of the kernel back, where it still is what we made it, and then those that the kernel changed along with it. */
export interface RestoreValue {
  readonly undo: 'restore';
  readonly path: string;
  readonly ours: string;
  readonly before: string;
  readonly along: readonly { readonly path: string; readonly before: string }[];
}

/** One change of the machine and how it is undone. What it does is said under `hotspot.step.ID`. */
export interface Step {
  readonly id: StepId;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly action: Action;
  /** In the order in which they are carried out. */
  readonly undo: readonly Undo[];
}

export const STEP_IDS = [
  'write-file',
  'check-filter',
  'check-dnsmasq',
  'load-filter',
  'release-device',
  'radios-on',
  'unblock-radio',
  'set-country',
  'create-bridge',
  'join-bridge',
  'load-profile',
  'start-profile',
  'start-hostapd',
  'link-up',
  'add-address',
  'set-value',
  'start-dnsmasq',
  'start-time',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** A command as it would be typed: arguments that a shell would read otherwise in quotes. Only to be shown. */
export function shownCommand(command: Command): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}

/** Starts a profile of NetworkManager; without waiting where it was not connected before and may never be. */
export function startProfile(uuid: string, wait: boolean): Command {
  return ['nmcli', '--wait', wait ? '20' : '0', 'connection', 'up', 'uuid', uuid];
}

/** The command that an undo comes to, for people. */
export function shownUndo(undo: Undo): string {
  switch (undo.undo) {
    case 'run':
      return shownCommand(undo.command);
    case 'remove-file':
      return shownCommand(['rm', undo.path]);
    case 'remove-table':
      return shownCommand(['nft', 'delete', 'table', 'inet', undo.table]);
    case 'remove-link':
      return shownCommand(['ip', 'link', 'delete', 'dev', undo.link]);
    case 'remove-address':
      return shownCommand(['ip', 'address', 'delete', undo.address, 'dev', undo.link]);
    case 'leave-bridge':
      return shownCommand(['ip', 'link', 'set', 'dev', undo.link, 'nomaster']);
    case 'link-state':
      return shownCommand(['ip', 'link', 'set', 'dev', undo.link, undo.up ? 'up' : 'down']);
    case 'forget-profile':
      return shownCommand(['nmcli', 'connection', 'delete', 'uuid', undo.uuid]);
    case 'start-profile':
      return shownCommand(startProfile(undo.uuid, undo.wait));
    case 'end':
      return shownCommand(['pkill', '-f', undo.mark]);
    case 'restore':
      return [undo, ...undo.along].map(({ path, before }) => `echo ${before} > ${path}`).join('; ');
  }
}
