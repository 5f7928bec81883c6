import type { FieldsOf } from '../../model/observation.ts';
import type { ChainLink } from '../x509/chain.ts';
import type { ClientHelloFields } from './client-hello.ts';
import type { ServerHello } from './server-hello.ts';
import type { ESTABLISHED } from './vocabulary.ts';

/** What is known of a connection when its client starts to use it: the facts by which rules judge what it put up with. */
export function establishedFields(
  client: ClientHelloFields | null,
  server: ServerHello,
  chain: readonly ChainLink[],
  resumed: boolean,
): FieldsOf<typeof ESTABLISHED> {
  const leaf = chain[0] ?? null;
  return {
    version: server.fields.version,
    cipher: server.fields.cipher,
    alpn: server.fields.alpn,
    sni: client?.sni ?? null,
    ech: client?.ech ?? false,
    resumed,
    certificate_visible: leaf !== null,
    subject: leaf?.subject ?? null,
    issuer: leaf?.issuer ?? null,
    san: leaf?.san ?? [],
    not_before: leaf?.not_before ?? null,
    not_after: leaf?.not_after ?? null,
    self_signed: leaf?.self_signed ?? null,
    key: leaf?.key ?? null,
    key_bits: leaf?.key_bits ?? null,
    signature: leaf?.signature ?? null,
    chain_length: chain.length,
    certificate_sha256: leaf?.sha256 ?? null,
  };
}
