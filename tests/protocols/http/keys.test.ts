import { describe, expect, it } from 'vitest';
import { isPasswordName, KEYS_MAX, keysOf, queryHasPassword } from '../../../src/protocols/http/keys.ts';

describe('keysOf', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'a=1&user%5Bpass%5D=2&b=&justavalue', ['a', 'user[pass]', 'b'], true],
    ['application/x-www-form-urlencoded', 'login=x&Pass-Word=2', ['login', 'Pass-Word'], true],
    ['application/x-www-form-urlencoded', '{"lat":1}', ['lat'], false],
    ['application/json', '{"a":{"psk":"x:y"},"b":[{"c":1}],"a":2}', ['a', 'b'], true],
    ['application/vnd.x+json', '[{"email":"a\\"b:c","age":3}]', ['email', 'age'], false],
    ['application/json', '{"cut":1,"of', ['cut'], false],
    [
      'multipart/form-data',
      '--x\r\nContent-Disposition: form-data; name="child"\r\n\r\nv\r\n--x\r\nContent-Disposition: form-data; name="pwd"; filename="f"',
      ['child', 'pwd'],
      true,
    ],
    [
      'multipart/form-data',
      '--x\r\ncontent-disposition: form-data; filename="a.html"; name=page\r\n\r\n<input type="text" name="password">\r\n--x--\r\n',
      ['page'],
      false,
    ],
    [null, '{"id":"1"}', ['id'], false],
    // A name without a value, and an answer under such a name, give no password away.
    ['application/x-www-form-urlencoded', 'password=&pwd=1&pass=off', ['password', 'pwd', 'pass'], false],
    ['application/json', '{"password":"", "pwd": null,"psk":{"a":1}}', ['password', 'pwd', 'psk'], false],
    ['application/json', '{"pin":1,"passcode": 4711}', ['pin', 'passcode'], true],
    ['application/json', '{"password":"cut', ['password'], true],
  ])('%s %s', (type, body, keys, password) => {
    const found = keysOf(type, body);
    expect(found?.keys).toEqual(keys);
    expect(found?.password).toBe(password);
  });

  it('reads nothing where the media type has no names, and never more than its bound', () => {
    expect(keysOf('image/jpeg', '{"a":1}')).toBeNull();
    expect(keysOf('text/plain', 'a=b')).toBeNull();
    const many = Array.from({ length: 100 }, (_, i) => `k${i}=v`).join('&');
    expect(keysOf('application/x-www-form-urlencoded', many)?.keys).toHaveLength(KEYS_MAX);
  });
});

describe('password names', () => {
  it.each([
    ['password', true],
    ['user_pwd', true],
    ['wifiPassphrase', true],
    ['PSK', true],
    ['passenger', false],
    ['compass', false],
    ['token', false],
    ['isp_password', true],
    ['newPassword', true],
    ['hasPassword', false],
    ['password_length', false],
    ['passwordless', false],
    ['forgot-password', false],
    ['pwdExpires', false],
    ['passwordResetUrl', false],
    ['pwdLastSet', false],
  ])('%s: %s', (name, expected) => {
    expect(isPasswordName(name)).toBe(expected);
  });

  it('are found in a query', () => {
    expect(queryHasPassword('/x?a=1&pwd=hunter')).toBe(true);
    expect(queryHasPassword('/x?reset_password=true')).toBe(false);
    expect(queryHasPassword('/pwd=hunter')).toBe(false);
  });
});
