import { expect, it } from 'vitest';
import { CaptureError } from '../../src/capture/source.ts';

it('a CaptureError carries a code for people and a detail for machines', () => {
  const error = new CaptureError('capture-missing', '/there', 'ENOENT');
  expect(error).toBeInstanceOf(Error);
  expect({ ...error, message: error.message }).toMatchObject({ code: 'capture-missing', path: '/there', message: 'ENOENT' });
});
