import { describe, expect, it } from 'vitest';
import { mysql } from '../../src/protocols/mysql.ts';
import { Drive } from '../builders/drive.ts';
import { readFixture } from '../builders/messages.ts';

function run(name: string): Drive {
  const { messages, ports } = readFixture('mysql', name);
  const flow = new Drive(mysql, ports);
  for (const { side, octets } of messages) flow.data(side, octets);
  return flow;
}

describe('mysql', () => {
  it('says that a password went over the wire, and reads no further', () => {
    const flow = run('login');
    expect(flow.said.map(({ kind, fields }) => ({ kind, ...fields }))).toEqual([
      { kind: 'mysql.greeting', version: '8.0.36', tls_offered: false, auth_method: 'mysql_native_password' },
      { kind: 'mysql.login', has_username: true, has_password: true, auth_method: 'mysql_clear_password', database: 'pictures' },
    ]);
    expect([flow.enough(0), flow.enough(1), flow.switched]).toEqual([true, true, false]);
  });

  it('gives the stream over to TLS', () => {
    const flow = run('tls');
    expect(flow.said.map(({ kind, fields }) => [kind, fields['tls_offered']])).toEqual([['mysql.greeting', true]]);
    expect(flow.switched).toBe(true);
  });

  it('takes an answer to a challenge for no password', () => {
    const { messages, ports } = readFixture('mysql', 'login');
    const flow = new Drive(mysql, ports);
    flow.data(1, messages[0]!.octets);
    const answer = messages[1]!.octets.toString('latin1').replace('mysql_clear_password', 'mysql_other_password');
    flow.data(0, Buffer.from(answer, 'latin1'));
    expect(flow.said[1]!.fields).toMatchObject({ has_password: false, auth_method: 'mysql_other_password' });
  });

  it.each([
    ['4a0000000a382e3000', 'mine'],
    ['4a0000000a38', 'unsure'],
    ['4a0000000a41', 'not-mine'],
    ['4a000001', 'not-mine'],
    ['0100000000', 'not-mine'],
  ])('probes %s: %s', (octets, verdict) => {
    const buffer = Buffer.from(octets, 'hex');
    expect(mysql.probe({ buffer, start: 0, end: buffer.length, sender: 1 }, [50_000, 50_001])).toBe(verdict);
  });
});
