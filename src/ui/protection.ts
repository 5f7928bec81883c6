import type { Destination } from '../model/destination.ts';

/** What could be made of the content exchanged with a destination. */
export type Protection = 'none' | 'encrypted' | 'readable' | 'unknown' | 'mixed';

/** Octets that anyone on the way could read, those proven encrypted, and the rest. */
export function contentOctets({ octetsByClass }: Destination): {
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

export function protectionOf(destination: Destination): Protection {
  const { readable, encrypted, opaque } = contentOctets(destination);
  if (readable + encrypted + opaque === 0) return 'none';
  if (readable + opaque === 0) return 'encrypted';
  if (encrypted + opaque === 0) return 'readable';
  return readable + encrypted === 0 ? 'unknown' : 'mixed';
}
