import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { bodyText } from '../../../src/protocols/http/body-text.ts';
import { unpackAllowance } from '../../../src/protocols/http/unpack-allowance.ts';

const PROFILE = '{"childName":"Zo\u00e9","birthday":"2018-03-04"}';
const profile = Buffer.from(PROFILE, 'latin1');
/** Two profiles in one, by the zstd command at level 19. */
const ZSTD = Buffer.from(
  '28b52ffd206a5d0200f4037b226368696c644e616d65223a225a6f65222c226269727468646179223a22323031382d30332d3034222c32326c616e6775616765223a2266722d4652227d0310050f1137ef1a5c06',
  'hex',
);
const UNZSTD = '{"childName":"Zoe","birthday":"2018-03-04","childName2":"Zoe","birthday2":"2018-03-04","language":"fr-FR"}';
const whole = (encodings: readonly string[]) => ({ text: PROFILE, encodings, octets: PROFILE.length, flaw: null });

beforeEach(() => unpackAllowance.restart(null));

describe('bodyText', () => {
  it.each<readonly [string, string | null, Buffer, object]>([
    ['nothing packed', null, profile, whole([])],
    ['identity', 'identity', profile, whole([])],
    ['gzip', 'gzip', gzipSync(profile), whole(['gzip'])],
    ['an old spelling', 'x-gzip', gzipSync(profile), whole(['gzip'])],
    ['zlib', 'deflate', deflateSync(profile), whole(['deflate'])],
    ['bare deflate, as many send it', 'deflate', deflateRawSync(profile), whole(['deflate'])],
    ['Brotli', 'br', brotliCompressSync(profile), whole(['br'])],
    ['Zstandard', 'zstd', ZSTD, { text: UNZSTD, encodings: ['zstd'], flaw: null }],
    ['Zstandard without a label', null, ZSTD, { text: UNZSTD, encodings: ['zstd'], flaw: null }],
    ['the start of Zstandard', 'zstd', ZSTD.subarray(0, 40), { encodings: ['zstd'], flaw: 'cut' }],
    ['two labels, the last applied is the outermost', 'deflate, gzip', gzipSync(deflateSync(profile)), whole(['gzip', 'deflate'])],
    ['gzip without a label', null, gzipSync(profile), whole(['gzip'])],
    ['zlib without a label', null, deflateSync(profile), whole(['deflate'])],
    ['gzip twice under one label', 'gzip', gzipSync(gzipSync(profile)), whole(['gzip', 'gzip'])],
    ['gzip under the label of zlib', 'deflate', gzipSync(profile), whole(['gzip'])],
    ['gzip under an unknown label', 'utf-8', gzipSync(profile), whole(['gzip'])],
    ['text under the label of gzip', 'gzip', profile, { ...whole([]), flaw: 'mislabelled' }],
    ['text under the label of Brotli', 'br', profile, { ...whole([]), flaw: 'mislabelled' }],
    ['text under the label of deflate', 'deflate', profile, { ...whole([]), flaw: 'mislabelled' }],
    ['text under an unknown label', 'utf-8', profile, { ...whole([]), flaw: 'mislabelled' }],
    ['what nobody here can open', 'aes128gcm', Buffer.from('00ff00ff', 'hex'), { text: null, encodings: [], octets: 0, flaw: 'unknown' }],
    ['what is not gzip', 'gzip', Buffer.from('00ff00ff', 'hex'), { text: null, encodings: [], octets: 0, flaw: 'mislabelled' }],
    ['text that begins like zlib', null, Buffer.from('x^=1&y=2'), { text: 'x^=1&y=2', encodings: [], octets: 8, flaw: null }],
    ['the start of gzip', 'gzip', gzipSync(profile).subarray(0, 12), { encodings: ['gzip'], flaw: 'cut' }],
  ])('%s', (_name, codings, seen, expected) => {
    expect(bodyText(codings, seen)).toMatchObject(expected);
    expect([unpackAllowance.limited, unpackAllowance.refused]).toEqual([0, 0]);
  });

  it('undoes two layers, and counts a third', () => {
    const thrice = gzipSync(gzipSync(gzipSync(profile)));
    expect(bodyText('gzip', thrice)).toMatchObject({ encodings: ['gzip', 'gzip'], flaw: 'limit' });
    expect(unpackAllowance.limited).toBe(1);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(1 << 25))],
    ['br', brotliCompressSync(Buffer.alloc(1 << 25))],
  ] as const)('takes a bounded part of a bomb (%s), and counts it', (coding, bomb) => {
    const { text, octets, flaw } = bodyText(coding, bomb.subarray(0, 16_384));
    expect(flaw).toBe('limit');
    expect(octets).toBeLessThanOrEqual(1 << 20);
    expect(text!.length).toBeLessThanOrEqual(256 << 10);
    expect(unpackAllowance.limited).toBe(1);
  });

  it('reads what stands in front of a bomb', () => {
    const bomb = gzipSync(Buffer.concat([profile, Buffer.alloc(1 << 24, 0x20)]));
    expect(bodyText('gzip', bomb).text).toContain('"birthday"');
  });

  it('notes more than a hundred octets for one, and reads them', () => {
    const body = Buffer.from(`{"a":"${'x'.repeat(60_000)}"}`);
    expect(bodyText('gzip', gzipSync(body))).toMatchObject({ text: body.toString(), flaw: 'ratio' });
    expect(unpackAllowance.limited).toBe(1);
  });

  it('after a flood of bombs still reads what is not out of proportion, and counts what it leaves out', () => {
    unpackAllowance.charge(0, 1 << 30);
    expect(bodyText('gzip', gzipSync(profile))).toMatchObject(whole(['gzip']));
    expect(bodyText('gzip', gzipSync(Buffer.alloc(1 << 20)))).toMatchObject({ text: null, flaw: 'refused' });
    expect(bodyText('br', brotliCompressSync(profile))).toMatchObject({ text: null, flaw: 'refused' });
    expect([unpackAllowance.limited, unpackAllowance.refused]).toEqual([0, 2]);
  });
});
