import type { Hands } from './hands.ts';

/** A device as NetworkManager has it. */
export interface ManagedDevice {
  /** False where it leaves the device alone. */
  readonly managed: boolean;
  /** The profile that is active on it; null where none is. */
  readonly profile: string | null;
  /** The profile has done its work; false while it still asks for an address, as on a cable to a device for ever. */
  readonly connected: boolean;
}

/** What NetworkManager says; null where it does not run. */
export interface ManagerSurvey {
  readonly devices: ReadonlyMap<string, ManagedDevice>;
  readonly radiosOff: boolean;
}

const WAIT = ['--wait', '5'];

/** Asks NetworkManager about its devices (nmcli(1), terse output). */
export async function surveyManager(hands: Hands): Promise<ManagerSurvey | null> {
  const running = await hands.run('nmcli', [...WAIT, '-t', '-f', 'RUNNING', 'general']);
  if (running.stdout.trim() !== 'running') return null;
  const [devices, active, radio] = await Promise.all([
    hands.run('nmcli', [...WAIT, '-t', '-f', 'DEVICE,STATE', 'device', 'status']),
    hands.run('nmcli', [...WAIT, '-t', '-f', 'DEVICE,UUID', 'connection', 'show', '--active']),
    hands.run('nmcli', [...WAIT, '-t', '-f', 'WIFI', 'radio']),
  ]);
  const profiles = new Map(rowsOf(active.stdout));
  return {
    devices: new Map(
      rowsOf(devices.stdout).map(([name, state]) => {
        const connected = state.startsWith('connected');
        return [name, { managed: state !== 'unmanaged', profile: profiles.get(name) ?? null, connected }];
      }),
    ),
    radiosOff: radio.stdout.trim() === 'disabled',
  };
}

/** Two fields a line with a colon between; a colon within one has a backslash before it. */
function rowsOf(text: string): (readonly [string, string])[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.split(/(?<!\\):/).map((field) => field.replace(/\\(.)/g, '$1'));
    return fields.length === 2 && fields[0] !== '' ? [[fields[0]!, fields[1]!] as const] : [];
  });
}
