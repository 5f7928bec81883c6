import type { Vocabulary } from '../../model/observation.ts';
import { ALERT, CLIENT_HELLO, SERVER_HELLO } from '../tls/vocabulary.ts';

/** What QUIC emits: its Initial packets, and the TLS messages inside them under their own kinds. */
export const quicVocabulary = {
  'quic.initial': {
    /** `1`, `2`, `draft-29` …, else the number in hex. */
    version: 'string',
    /** Connection ids in hex; empty where there is none. */
    dcid: 'string',
    scid: 'string',
    /** False where the keys could not be derived: an unknown version, or a connection taken up in the middle. */
    decrypted: 'boolean',
  },
  'tls.client_hello': CLIENT_HELLO,
  'tls.server_hello': SERVER_HELLO,
  'tls.alert': ALERT,
} as const satisfies Vocabulary;
