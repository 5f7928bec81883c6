import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, CURVES, DIGESTS, KEYS, RSASSA_PSS, SIGNATURES } from '../../../src/protocols/x509/identifiers.ts';

describe('object identifiers of certificates', () => {
  it.each(Object.entries({ ATTRIBUTES, CURVES, DIGESTS, KEYS, SIGNATURES }))('%s are dotted decimals', (_name, table) => {
    for (const dotted of Object.keys(table)) expect(dotted).toMatch(/^[012](\.\d+)+$/);
  });

  it('has RSASSA-PSS among keys and signatures', () =>
    expect([KEYS[RSASSA_PSS]?.[0], SIGNATURES[RSASSA_PSS]]).toEqual(['RSA-PSS', 'rsassaPss']));
});
