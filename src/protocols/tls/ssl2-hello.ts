import { u16 } from '../../bytes/read.ts';
import type { ClientHelloFields } from './client-hello.ts';
import { code, versionName } from './names.ts';
import { SSL2_HEADER_LENGTH } from './record.ts';

/**
 * Reads a client hello in the form of SSL 2.0 (RFC 5246, appendix E.2), already found sound by `isSsl2Hello` and wholly there.
 * Suites of TLS come as ever; those of SSL 2.0 keep their three octets.
 */
export function readSsl2Hello(b: Buffer, at: number): ClientHelloFields {
  const version = versionName(u16(b, at + 3));
  const suitesAt = at + SSL2_HEADER_LENGTH;
  const suitesEnd = suitesAt + u16(b, at + 5);
  const ciphers: string[] = [];
  for (let suite = suitesAt; suite < suitesEnd; suite += 3) {
    ciphers.push(b[suite] === 0 ? code(u16(b, suite + 1)) : `0x${b.hexSlice(suite, suite + 3)}`);
  }
  return {
    version,
    highest_version: version,
    sni: null,
    alpn: [],
    ciphers,
    extensions: [],
    supported_versions: [],
    ja3: null,
    ja4: null,
    ech: false,
    over: 'tcp',
  };
}
