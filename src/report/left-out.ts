import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import { deviceName } from './labels.ts';

/** The snapshot without the devices that people left out, such as their own phone, and without what concerns only those. */
export function withoutLeftOut(snapshot: Snapshot): Snapshot {
  const excluded = new Set<string>(snapshot.notes?.excluded ?? []);
  if (excluded.size === 0) return snapshot;
  return {
    ...snapshot,
    devices: snapshot.devices.filter(({ id }) => !excluded.has(id)),
    destinations: snapshot.destinations.filter(({ device }) => !excluded.has(device)),
    findings: snapshot.findings.filter(({ device }) => device === null || !excluded.has(device)),
  };
}

/** That devices were left out, which, and how many findings with them; null where none was. */
export function leftOutSentence({ devices, findings, notes }: Snapshot, language: Language): SafeText | null {
  const excluded = new Set<string>(notes?.excluded ?? []);
  const gone = devices.filter(({ id }) => excluded.has(id));
  if (gone.length === 0) return null;
  const count = findings.filter(({ device }) => device !== null && excluded.has(device)).length;
  return message(language, 'report.left-out', {
    count: gone.length,
    names: gone.map((device) => deviceName(language, device)).join(', '),
    findings: message(language, 'report.count.findings', { count }),
  });
}
