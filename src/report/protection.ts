import { formatOctets } from '../language/format.ts';
import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Destination } from '../model/destination.ts';
import type { Language } from '../model/text.ts';

/** Who could read what was exchanged, in words. */
export function protectionText(language: Language, octetsByClass: Destination['octetsByClass']): SafeText {
  const parts = protection(octetsByClass);
  const { readable, encrypted, opaque } = parts;
  if (readable + encrypted + opaque === 0) return message(language, 'report.protection.none');
  if (readable + opaque === 0) return message(language, 'report.protection.encrypted');
  if (encrypted + opaque === 0) return message(language, 'report.protection.readable');
  if (readable + encrypted === 0) return message(language, 'report.protection.unknown');
  const texts = (['readable', 'encrypted', 'opaque'] as const)
    .filter((part) => parts[part] > 0)
    .map((part) => message(language, `report.protection.part.${part}`, { octets: formatOctets(language, parts[part]) }));
  return texts.join(', ') as SafeText;
}

/** Payload octets by who could read them: anyone (also where only compressed), nobody on the way, and those of which it cannot be told. */
export function protection(octetsByClass: Destination['octetsByClass']): {
  readonly readable: number;
  readonly encrypted: number;
  readonly opaque: number;
} {
  return {
    readable: octetsByClass.text + octetsByClass['structured-binary'] + octetsByClass.media + octetsByClass['proven-compressed'],
    encrypted: octetsByClass['proven-encrypted'],
    opaque: octetsByClass['high-entropy'] + octetsByClass.unknown,
  };
}
