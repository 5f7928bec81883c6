import type { Destination } from './destination.ts';

/** What could be made of the content exchanged with a destination. */
export type Protection = 'none' | 'encrypted' | 'readable' | 'unknown' | 'mixed';

/** Payload octets by who could read them. */
export interface ContentOctets {
  /** Anyone on the way, also where they were only compressed. */
  readonly readable: number;
  /** Nobody on the way. */
  readonly encrypted: number;
  /** It cannot be told. */
  readonly opaque: number;
}

export function contentOctets({ octetsByClass }: Pick<Destination, 'octetsByClass'>): ContentOctets {
  return {
    readable: octetsByClass.text + octetsByClass['structured-binary'] + octetsByClass.media + octetsByClass['proven-compressed'],
    encrypted: octetsByClass['proven-encrypted'],
    opaque: octetsByClass['high-entropy'] + octetsByClass.unknown,
  };
}

export function protectionOf(destination: Pick<Destination, 'octetsByClass'>): Protection {
  const { readable, encrypted, opaque } = contentOctets(destination);
  if (readable + encrypted + opaque === 0) return 'none';
  if (readable + opaque === 0) return 'encrypted';
  if (encrypted + opaque === 0) return 'readable';
  return readable + encrypted === 0 ? 'unknown' : 'mixed';
}
