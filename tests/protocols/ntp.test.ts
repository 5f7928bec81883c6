import { describe, expect, it } from 'vitest';
import { ntp } from '../../src/protocols/ntp.ts';
import { saidTo, saidToFile, verdictOn } from '../builders/said-by.ts';

/** Version and mode, stratum, poll, precision; the reference; the transmit time. */
const message = (start: string, reference = '00000000', transmit = 'e9a1b2c3 00000000'): string =>
  `${start} 00000000 00000000 ${reference} ${'00'.repeat(24)} ${transmit}`;

describe('ntp', () => {
  it('reads a client and its server', () => {
    expect(saidToFile(ntp, 'ntp/exchange').map(({ fields }) => fields)).toEqual([
      { version: 4, mode: 'client', stratum: 0, reference_id: null, poll: 6 },
      { version: 4, mode: 'server', stratum: 2, reference_id: '192.0.2.33', poll: 6 },
    ]);
  });

  it('reads them on another port, and the letters of a reference clock', () => {
    expect(saidToFile(ntp, 'ntp/elsewhere')[1]!.fields).toMatchObject({ version: 3, mode: 'server', stratum: 1, reference_id: 'GPS' });
  });

  it('reads a control message, which has no clock', () => {
    expect(saidToFile(ntp, 'ntp/control')[0]!.fields).toEqual({
      version: 2,
      mode: 'control',
      stratum: null,
      reference_id: null,
      poll: null,
    });
  });

  it.each([
    ['a kiss of death', message('24 00 06 e9', '52415445'), { stratum: 0, reference_id: 'RATE' }],
    ['a reference of stratum 1 that is not text', message('24 01 06 e9', '01020304'), { reference_id: '1.2.3.4' }],
    ['a poll below a second', message('24 02 ff e9', 'c0000201'), { poll: -1 }],
  ])('%s', (_what, octets, fields) => {
    expect(saidTo(ntp, octets, [50_000, 123])).toMatchObject([fields]);
  });

  it.each([
    ['nothing', ''],
    ['a client cut short', message('23 00 06 e9').slice(0, -2)],
    ['a control message cut short', '16 02 0001'],
  ])('is silent about %s', (_what, octets) => {
    expect([saidTo(ntp, octets, [50_000, 123]), verdictOn(ntp, octets, [50_000, 123])]).toEqual([[], 'not-mine']);
  });

  it.each([
    ['a client', message('23 00 06 e9'), 'mine', 'mine'],
    ['a client that hides its clock', message('23 00 06 20', '00000000', '12345678 9abcdef0'), 'mine', 'not-mine'],
    ['a server with a message code', `${message('24 02 06 e9')} ${'11'.repeat(20)}`, 'mine', 'mine'],
    ['extension fields', `${message('23 00 06 e9')} ${'11'.repeat(40)}`, 'mine', 'not-mine'],
    ['a broadcast', message('25 02 06 e9'), 'mine', 'not-mine'],
    ['version 2', message('13 00 06 e9'), 'mine', 'not-mine'],
    ['version 5', message('2b 00 06 e9'), 'not-mine', 'not-mine'],
    ['a stratum that does not exist', message('24 20 06 e9'), 'not-mine', 'not-mine'],
    ['a precision of half a day', message('24 02 06 10'), 'mine', 'not-mine'],
  ])('probe: %s', (_what, octets, onItsPort, elsewhere) => {
    expect([verdictOn(ntp, octets, [50_000, 123]), verdictOn(ntp, octets)]).toEqual([onItsPort, elsewhere]);
  });

  it('leaves the port of DNS to DNS', () => {
    expect(verdictOn(ntp, message('23 00 06 e9'), [50_000, 53])).toBe('not-mine');
  });
});
