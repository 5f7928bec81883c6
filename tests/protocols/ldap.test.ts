import { describe, expect, it } from 'vitest';
import { ldap } from '../../src/protocols/ldap.ts';
import { Drive, drive, originator } from '../builders/drive.ts';
import { readFixture } from '../builders/messages.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('ldap', () => {
  it('tells binds and their passwords, and gives the stream over to an accepted StartTLS only', () => {
    const { messages, ports } = readFixture('ldap', 'bind');
    const flow = new Drive(ldap, ports);
    const switched = messages.map(({ side, octets }) => {
      flow.data(side, octets);
      return flow.switched;
    });
    expect(switched.indexOf(true)).toBe(9);
    expect(flow.said.map(({ fields: f }) => [f['operation'], f['auth_mechanism'], f['has_password'], f['code']])).toEqual([
      ['search', null, false, undefined],
      ['bind', 'simple', true, undefined],
      ['bind', undefined, undefined, 49],
      ['bind', 'PLAIN', true, undefined],
      ['bind', undefined, undefined, 0],
      ['extended', null, false, undefined],
      ['extended', undefined, undefined, 2],
      ['extended', null, false, undefined],
      ['extended', undefined, undefined, 0],
    ]);
  });

  it('says of an anonymous bind that it has neither name nor password', () => {
    const [said] = drive(ldap, [50_000, 389], [originator(hex('30 0c 02 01 01 60 07 02 01 03 04 00 80 00'))]);
    expect(said!.fields).toMatchObject({ auth_mechanism: 'simple', has_username: false, has_password: false });
  });

  it('passes over the rest of a long message', () => {
    const long = Buffer.concat([hex('30 82 2710 02 01 02 64 82 2708'), Buffer.alloc(9_990)]);
    const unbind = hex('30 05 02 01 03 42 00');
    expect(drive(ldap, [50_000, 389], [originator(long), originator(Buffer.concat([Buffer.alloc(3), unbind]))])).toMatchObject([
      { fields: { operation: 'unbind' } },
    ]);
  });

  it.each([
    ['30 0c 02 01 01 60 07 02 01 03', 'mine'],
    ['30 0c 02 01', 'unsure'],
    ['30 26 02 01 01 04 06 70 75', 'not-mine'],
    ['31', 'not-mine'],
  ])('probes %s: %s', (octets, verdict) => {
    const buffer = hex(octets);
    expect(ldap.probe({ buffer, start: 0, end: buffer.length, sender: 0 }, [50_000, 50_001])).toBe(verdict);
  });
});
