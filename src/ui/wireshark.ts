import type { Destination } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { safeText } from '../language/safe-text.ts';
import { addressOfId } from './catalogue.ts';

/** Frames and addresses that one filter names. */
const FRAMES_MAX = 20;
const ADDRESSES_MAX = 8;
/** Files for which a command is given. */
const FILES_MAX = 4;
/** Where Wireshark keeps the name of a server. */
const NAME_FIELDS = ['dns.qry.name', 'tls.handshake.extensions_server_name', 'http.host'] as const;

/** The display filter for all that a device sent and received. */
export function deviceFilter({ id, mac }: Pick<Device, 'id' | 'mac'>): string {
  const address = addressOfId(id);
  return address === null ? `eth.addr == ${mac}` : addressTerm(address);
}

/** The display filter for what a device exchanged with a destination: by its addresses, or by its name where none is known. */
export function destinationFilter({ device, name, addresses }: Pick<Destination, 'device' | 'name' | 'addresses'>): string | null {
  const who = addressOfId(device) === null ? `eth.addr == ${device} && ` : '';
  const terms = addresses.slice(0, ADDRESSES_MAX).map(addressTerm);
  if (terms.length > 0) return `${who}(${terms.join(' || ')})`;
  if (!/^[a-z0-9._-]+$/iu.test(name)) return null;
  return `${who}(${NAME_FIELDS.map((field) => `${field} == "${name}"`).join(' || ')})`;
}

function addressTerm(address: string): string {
  return `${address.includes(':') ? 'ipv6' : 'ip'}.addr == ${address}`;
}

/** Frames of one file, numbered as Wireshark numbers them in it. */
interface FramesOfFile {
  readonly file: string;
  readonly frames: number[];
}

/** The display filter for the frames that prove a finding, as long as they all lie in one file. */
export function framesFilter(snapshot: Snapshot, finding: Finding): string | null {
  const files = filesOf(snapshot, finding);
  return files.length === 1 ? frameTerm(files[0]!.frames) : null;
}

/**
 * The commands that show the frames that prove a finding, file by file; none for a capture that lies in no file. A capture knows its name only;
 * `opened` is how the one that is being read was named, with its folders.
 */
export function wiresharkCommands(snapshot: Snapshot, finding: Finding, opened = ''): readonly string[] {
  const commands: string[] = [];
  for (const { file, frames } of filesOf(snapshot, finding).slice(0, FILES_MAX)) {
    const quoted = shellWord(snapshot.captures.length === 1 && opened.endsWith(`/${file}`) ? opened : file);
    if (quoted !== null) commands.push(`wireshark -r ${quoted} -Y "${frameTerm(frames)}"`);
  }
  return commands;
}

function frameTerm(frames: readonly number[]): string {
  const shown = [...new Set(frames)].sort((a, b) => a - b).slice(0, FRAMES_MAX);
  return shown.length === 1 ? `frame.number == ${shown[0]}` : `frame.number in {${shown.join(', ')}}`;
}

function filesOf({ captures, notes }: Snapshot, { evidence }: Finding): readonly FramesOfFile[] {
  const recordings = notes?.recordings ?? [];
  const files = new Map<string, FramesOfFile>();
  for (const { capture, frames } of evidence) {
    for (const frame of frames) {
      // A recording begins anew with each of its files; the frames of a finding are numbered over the whole session.
      const recorded = recordings.find(({ firstFrame, frames: count }) => frame >= firstFrame && frame < firstFrame + count);
      if (recordings.length > 0 && (recorded === undefined || recorded.deleted === true)) continue;
      const file = recorded?.name ?? captures[capture]?.name ?? '';
      const known = files.get(file) ?? { file, frames: [] };
      files.set(file, known);
      known.frames.push(recorded === undefined ? frame : frame - recorded.firstFrame + 1);
    }
  }
  return [...files.values()];
}

/** A file name as a shell takes it; null for one with characters that nobody should paste into a shell. */
export function shellWord(name: string): string | null {
  if (name === '' || safeText(name) !== name) return null;
  const path = name.startsWith('-') ? `./${name}` : name;
  return /^[\w./:+@%,-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
