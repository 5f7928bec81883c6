import { describe, expect, it } from 'vitest';
import { postgresql } from '../../src/protocols/postgresql.ts';
import { Drive } from '../builders/drive.ts';
import { readFixture } from '../builders/messages.ts';

const message = (type: string, ...numbers: number[]): Buffer => {
  const body = Buffer.concat(
    numbers.map((value) => {
      const octets = Buffer.alloc(4);
      octets.writeUInt32BE(value);
      return octets;
    }),
  );
  const head = Buffer.alloc(type.length + 4, type, 'latin1');
  head.writeUInt32BE(body.length + 4, type.length);
  return Buffer.concat([head, body]);
};

describe('postgresql', () => {
  it('says that TLS was refused and the password went in clear', () => {
    const { messages, ports } = readFixture('postgresql', 'password');
    const flow = new Drive(postgresql, ports);
    for (const { side, octets } of messages) flow.data(side, octets);
    expect(flow.said.map(({ kind, fields }) => ({ kind, ...fields }))).toEqual([
      {
        kind: 'postgresql.startup',
        version: '3.0',
        has_username: true,
        database: 'pictures',
        application: 'viewer',
        tls_refused: true,
      },
      { kind: 'postgresql.login', auth_method: 'password', has_password: true, accepted: true },
    ]);
    expect([flow.enough(0), flow.enough(1), flow.switched]).toEqual([true, true, false]);
  });

  it('gives the stream over to TLS once the server says yes', () => {
    const { messages, ports } = readFixture('postgresql', 'password');
    const flow = new Drive(postgresql, ports);
    flow.data(0, messages[0]!.octets);
    flow.data(1, Buffer.from('S'));
    expect([flow.said, flow.switched]).toEqual([[], true]);
  });

  it('tells a refused login by a challenge from a password', () => {
    const { messages, ports } = readFixture('postgresql', 'password');
    const flow = new Drive(postgresql, ports);
    flow.data(0, messages[2]!.octets);
    flow.data(1, message('R', 5, 1));
    flow.data(0, message('p', 1));
    flow.data(1, message('E', 0));
    expect(flow.said.map(({ fields }) => fields)).toMatchObject([
      { tls_refused: false },
      { auth_method: 'md5', has_password: false, accepted: false },
    ]);
  });

  it.each([
    ['0000000804d2162f', 'mine'],
    ['0000000804d2', 'unsure'],
    ['0000002900030000757365720063', 'mine'],
    ['0000002900030000757365', 'unsure'],
    ['0000002900030000000000000000', 'not-mine'],
    ['0001', 'not-mine'],
  ])('probes %s: %s', (octets, verdict) => {
    const buffer = Buffer.from(octets, 'hex');
    expect(postgresql.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [50_000, 50_001])).toBe(verdict);
  });
});
