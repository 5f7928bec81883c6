import { dissector } from './dissector.ts';
import { probeRecords } from './tls/record.ts';
import { createTlsSession } from './tls/session.ts';
import { tlsVocabulary } from './tls/vocabulary.ts';

/**
 * TLS 1.0 to 1.3 and SSL 3.0 over TCP (RFC 8446, RFC 5246): hellos, certificates up to TLS 1.2, alerts in clear, and the moment
 * at which the client starts to use the connection. Nothing is decrypted.
 */
export const tls = dissector({
  name: 'tls',
  over: 'tcp',
  ports: [443, 8443, 8883, 993, 995, 465, 853, 5061, 636],
  content: 'proven-encrypted',
  observes: tlsVocabulary,
  probe: (chunk) => probeRecords(chunk.buffer, chunk.start, chunk.end),
  open: (emit) => createTlsSession(emit),
});
