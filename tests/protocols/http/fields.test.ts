import { describe, expect, it } from 'vitest';
import { carriesCredentials, factsOf, hostAsked, pathOf, targetText } from '../../../src/protocols/http/fields.ts';

const head = (...headers: string[]) => ({ method: 'GET', target: '/\xc3\xa9?x=1', status: 0, version: '1.1', headers, conflict: false });

describe('factsOf', () => {
  it('keeps texts, and of secrets only that they were there', () => {
    const facts = factsOf(
      head(
        'HOST',
        'a.example',
        'Host',
        'b.example',
        'Content-Type',
        'Text/HTML; charset=x',
        'Content-Length',
        '12',
        'Cookie',
        's3cr3t',
        'Authorization',
        'Bearer s3cr3t',
        'Transfer-Encoding',
        'gzip, Chunked',
        'Referer',
        'http://u:p@r.example/s3cr3t?t=1',
        'Location',
        '/x?s3cr3t',
        'Content-Disposition',
        'attachment; filename="a;b.bin"; x=y',
        'SOAPAction',
        '"urn:x"',
      ),
    );
    expect(facts).toMatchObject({
      host: 'a.example',
      contentType: 'text/html',
      contentLength: 12,
      chunked: true,
      conflict: true,
      hasCookie: true,
      authorizationScheme: 'bearer',
      refererHost: 'r.example',
      location: '/x',
      fileName: 'a;b.bin',
      soapAction: 'urn:x',
    });
    expect(JSON.stringify(facts)).not.toContain('s3cr3t');
  });

  it('take an empty host for none', () => {
    expect(factsOf({ method: 'GET', target: '/', status: 0, version: '1.1', headers: ['host', ''], conflict: false }).host).toBeNull();
  });

  it.each(['-1', '1e9', ' 5x', '99999999999999999'])('takes %j for no length', (value) => {
    expect(factsOf(head('Content-Length', value)).contentLength).toBeNull();
  });
});

describe('targets', () => {
  it('are shown as UTF-8, paths without query and host', () => {
    expect(targetText(head())).toBe('/é?x=1');
    expect([pathOf('/a?b#c'), pathOf('http://h/p?q'), pathOf('http://h'), pathOf('*')]).toEqual(['/a', '/p', '/', '*']);
  });

  it('may carry credentials', () => {
    expect(carriesCredentials(factsOf(head()), 'http://u:p@h/')).toBe(true);
    expect(carriesCredentials(factsOf(head()), 'http://h/u@x')).toBe(false);
  });
});

describe('the length of a body', () => {
  it.each([
    [['Content-Length', '7, 7'], 7, false],
    [['Content-Length', '7', 'Content-Length', '7'], 7, false],
    [['Content-Length', '7, 9'], 7, true],
    [['Content-Length', '+7'], null, false],
    [['Content-Length', '7', 'Transfer-Encoding', 'gzip'], 7, true],
  ])('%j: %s', (headers, length, conflict) => {
    expect(factsOf(head(...headers))).toMatchObject({ contentLength: length, conflict });
  });

  it.each([
    ['chunked', true, null],
    ['gzip, Chunked', true, 'gzip'],
    ['chunked, identity', false, null],
    ['xchunked', false, 'xchunked'],
    ['identity', false, null],
  ])('Transfer-Encoding: %s', (value, chunked, transferEncoding) => {
    expect(factsOf(head('Transfer-Encoding', value))).toMatchObject({ chunked, transferEncoding });
  });
});

describe('hostAsked', () => {
  it.each([
    ['GET', '/p', 'a.example', 'a.example'],
    ['GET', 'http://b.example:81/p?q=http://c.example', 'a.example', 'b.example:81'],
    ['GET', 'HTTP://u:p@b.example', null, 'b.example'],
    ['GET', 'http:///p', 'a.example', 'a.example'],
    ['OPTIONS', '*', 'a.example', 'a.example'],
    ['CONNECT', 'b.example:443', 'B.example', 'B.example'],
    ['CONNECT', '192.0.2.1:443', 'b.example', 'b.example'],
    ['CONNECT', '[2001:db8::1]:443', 'b.example', 'b.example'],
    ['CONNECT', '192.0.2.1:443', null, '192.0.2.1:443'],
    ['GET', 'http://b.example/', '192.0.2.1', 'b.example'],
    ['CONNECT', 'b.example:443', 'proxy.example', 'b.example:443'],
    ['GET', '/redirect?to=http://b.example/', 'a.example', 'a.example'],
  ])('%s %s with Host %s: %s', (method, target, header, expected) => {
    expect(hostAsked(method, target, header)).toBe(expected);
  });
});
