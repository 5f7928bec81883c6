/** What can end a live capture, or keep it from starting. Texts are `live.failure.CODE` in the catalogues. */
export type FailureCode =
  | 'no-permission'
  | 'no-such-interface'
  | 'interface-down'
  | 'interface-gone'
  | 'bad-filter'
  | 'program-missing'
  | 'program-failed'
  | 'program-died'
  | 'program-stuck'
  | 'stream-missing'
  | 'stream-unreadable'
  | 'stream-not-a-capture'
  | 'stream-damaged'
  | 'disk-full'
  | 'record-failed'
  | 'thread-died';

/** Why a live capture did not start or did not go on, as data. */
export interface CaptureFailure {
  readonly code: FailureCode;
  /** The interface, path or folder concerned; null where it is the whole capture. */
  readonly interface: string | null;
  /** What the system or the program said, for people who look deeper: foreign text. */
  readonly detail: string;
  /** Command lines that mend it, one after the other; empty where no command does. */
  readonly mend: readonly (readonly string[])[];
}

/** What a failure is told about: the program that said it and where. */
export interface FailureScene {
  readonly program: string | null;
  readonly interface: string | null;
}

const DETAIL_LENGTH_MAX = 500;
/** What dumpcap says whether or not it may capture, when it lays down rights that it does not need. */
const ASIDE = /cap_set_proc\(\)/;

/** What libpcap, dumpcap and tcpdump say in the C locale; the first that fits counts. */
const SAYINGS: readonly (readonly [RegExp, FailureCode])[] = [
  [/no longer attached|interface disappeared|no longer up/i, 'interface-gone'],
  [/permission to|Operation not permitted|Permission denied|EACCES|EPERM/i, 'no-permission'],
  [/No such device exists|There is no device named|SIOCGIFHWADDR: No such device|No such device/i, 'no-such-interface'],
  [/is not up|network is down/i, 'interface-down'],
  [/capture filter|filter expression|syntax error/i, 'bad-filter'],
];

/** The failure that a program's words tell of; null where they tell of none. */
export function failureIn(words: string, scene: FailureScene): CaptureFailure | null {
  const lines = words.split('\n').filter((line) => !ASIDE.test(line));
  for (const [saying, code] of SAYINGS) {
    const line = lines.find((each) => saying.test(each));
    if (line !== undefined) return failureOf(code, scene, line);
  }
  return null;
}

/** A failure with the commands that mend it. */
export function failureOf(code: FailureCode, scene: FailureScene, detail: string): CaptureFailure {
  return { code, interface: scene.interface, detail: detail.trim().slice(0, DETAIL_LENGTH_MAX), mend: mendOf(code, scene) };
}

function mendOf(code: FailureCode, scene: FailureScene): readonly (readonly string[])[] {
  const { program, interface: name } = scene;
  if (code === 'no-permission') return permission(program);
  if (code === 'no-such-interface' || code === 'interface-gone') return [['ip', '-brief', 'link']];
  if (code === 'interface-down' && name !== null) return [['sudo', 'ip', 'link', 'set', 'dev', name, 'up']];
  if (code === 'program-missing') return [['sudo', 'apt-get', 'install', 'wireshark-common']];
  if (code === 'disk-full' && name !== null) return [['df', '-h', name]];
  return [];
}

function permission(program: string | null): readonly (readonly string[])[] {
  // A right given to Node would be a right of every script: there the whole program is run as root instead.
  if (program === null || program.endsWith('/node')) return [['sudo', 'apt-get', 'install', 'wireshark-common']];
  return [['sudo', 'setcap', 'cap_net_raw,cap_net_admin=eip', program]];
}
