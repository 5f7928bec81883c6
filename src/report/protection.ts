import { formatOctets } from '../language/format.ts';
import { message } from '../language/message.ts';
import type { SafeText } from '../language/safe-text.ts';
import type { Destination } from '../model/destination.ts';
import { contentOctets, protectionOf } from '../model/protection.ts';
import type { Language } from '../model/text.ts';

/** Who could read what was exchanged, in words. */
export function protectionText(language: Language, destination: Pick<Destination, 'octetsByClass'>): SafeText {
  const protection = protectionOf(destination);
  if (protection !== 'mixed') return message(language, `report.protection.${protection}`);
  const parts = contentOctets(destination);
  const texts = (['readable', 'encrypted', 'opaque'] as const)
    .filter((part) => parts[part] > 0)
    .map((part) => message(language, `report.protection.part.${part}`, { octets: formatOctets(language, parts[part]) }));
  return texts.join(', ') as SafeText;
}
