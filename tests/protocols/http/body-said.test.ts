import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mayHoldNames, requestFields, responseBodyFields } from '../../../src/protocols/http/body-said.ts';
import { factsOf } from '../../../src/protocols/http/fields.ts';
import { PassingRequest, PassingResponse } from '../../../src/protocols/http/peek.ts';

const head = (...headers: string[]) => ({ method: 'POST', target: '/', status: 200, version: '1.1', headers, conflict: false });
const PROFILE = Buffer.from('{"childName":"Z","password":"s3cr3t-mouchard"}');

function request(body: Buffer, ...headers: string[]) {
  const passing = new PassingRequest(head(...headers), factsOf(head(...headers)), false);
  passing.take(body, 0, body.length);
  return requestFields(passing);
}

it('says of bodies that had to make room that they were refused', () => {
  const json = head('Content-Type', 'application/json');
  const request = new PassingRequest(json, factsOf(json), false);
  const response = new PassingResponse(200, factsOf(json), null);
  for (const passing of [request, response]) {
    passing.take(PROFILE, 0, PROFILE.length);
    passing.abandon();
  }
  const refused = { body_octets: PROFILE.length, body_keys: null, body_flaw: 'refused' };
  expect(requestFields(request)).toMatchObject(refused);
  expect(responseBodyFields(response)).toMatchObject(refused);
});

function response(body: Buffer, ...headers: string[]) {
  const passing = new PassingResponse(200, factsOf(head(...headers)), null);
  passing.take(body, 0, body.length);
  return responseBodyFields(passing);
}

describe('requestFields', () => {
  it.each<readonly [string, Buffer, readonly string[], object]>([
    ['no body', Buffer.alloc(0), ['Content-Encoding', 'gzip'], { body_octets: 0, body_keys: null, body_encodings: null, body_flaw: null }],
    ['plain JSON', PROFILE, ['Content-Type', 'application/json'], { body_keys: ['childName', 'password'], body_encodings: null, form_password: true }],
    ['packed JSON', gzipSync(PROFILE), ['Content-Type', 'application/json', 'Content-Encoding', 'gzip'], { body_keys: ['childName', 'password'], body_encodings: ['gzip'], body_unpacked_octets: PROFILE.length, form_password: true }],
    ['a packed transfer', gzipSync(PROFILE), ['Content-Type', 'application/json', 'Transfer-Encoding', 'gzip, chunked'], { body_keys: ['childName', 'password'], body_encodings: ['gzip'] }],
    ['a type that names the packing', gzipSync(PROFILE), ['Content-Type', 'application/gzip'], { body_keys: ['childName', 'password'], body_encodings: ['gzip'] }],
    ['a packed picture', gzipSync(Buffer.from('\xff\xd8\xff', 'latin1')), ['Content-Type', 'image/jpeg', 'Content-Encoding', 'gzip'], { body_keys: null, body_encodings: ['gzip'] }],
    ['sealed octets', Buffer.from('00ff', 'hex'), ['Content-Encoding', 'aes128gcm'], { body_keys: null, body_encodings: null, body_flaw: 'unknown' }],
  ])('%s', (_name, body, headers, expected) => {
    expect(request(body, ...headers)).toMatchObject({ ...expected, body_octets: body.length });
  }); // prettier-ignore

  it('keeps no value of a packed body', () => {
    expect(JSON.stringify(request(gzipSync(PROFILE), 'Content-Encoding', 'gzip'))).not.toContain('s3cr3t');
  });
});

describe('responseBodyFields', () => {
  it('names the members of a packed answer', () => {
    expect(response(gzipSync(PROFILE), 'Content-Type', 'application/json', 'Content-Encoding', 'gzip')).toMatchObject({
      status: 200,
      has_password: true,
      body_keys: ['childName', 'password'],
      body_encodings: ['gzip'],
    });
  });

  it('is silent where nothing could be read and nothing is wrong', () => {
    expect(response(Buffer.alloc(0))).toBeNull();
    expect(response(Buffer.from('plain words'), 'Content-Type', 'text/plain')).toBeNull();
    expect(response(gzipSync(PROFILE).subarray(0, 11), 'Content-Encoding', 'gzip')).toBeNull();
  });

  it('speaks of a bomb even where it has no names', () => {
    expect(response(gzipSync(Buffer.alloc(1 << 22)), 'Content-Encoding', 'gzip')).toMatchObject({ body_keys: null, body_flaw: 'limit' });
  });
});

describe('mayHoldNames', () => {
  it.each([
    ['application/json', true],
    ['application/ld+json', true],
    ['text/html', false],
    ['video/mp4', false],
  ])('%s: %s', (type, expected) => {
    expect(mayHoldNames(factsOf(head('Content-Type', type)))).toBe(expected);
  });

  it('looks where nobody says what it is', () => {
    expect(mayHoldNames(factsOf(head()))).toBe(true);
  });
});
