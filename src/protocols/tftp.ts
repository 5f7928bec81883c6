import { u16 } from '../bytes/read.ts';
import { dissector } from './dissector.ts';
import { isPrintable, textOf } from './wire/text.ts';
import { findOctet } from './wire/find-octet.ts';

// RFC 1350, 5: https://www.rfc-editor.org/rfc/rfc1350#section-5; options: RFC 2347.
const PORT = 69;
const OPS = new Map([[1, 'read'], [2, 'write']]); // prettier-ignore
const MODES: readonly string[] = ['netascii', 'octet', 'mail'];
const FILE_OCTETS_MAX = 512;

const observes = { 'tftp.request': { op: 'string', file: 'string', mode: 'string' } } as const;

/** TFTP requests: which file is read or written. The transfer itself runs between other ports and is not claimed. */
export const tftp = dissector({
  name: 'tftp',
  over: 'udp',
  ports: [PORT],
  content: 'unknown',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }, ports) => (ports.includes(PORT) && readRequest(buffer, start, end) !== null ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      const request = readRequest(buffer, start, end);
      if (request !== null) emit('tftp.request', request);
      return end - start;
    },
    gap() {},
  }),
});

/** Operation, file name, zero, mode, zero; null for anything else. */
function readRequest(b: Buffer, start: number, end: number): { op: string; file: string; mode: string } | null {
  const op = end - start < 6 ? undefined : OPS.get(u16(b, start));
  if (op === undefined) return null;
  const fileEnd = findOctet(b, 0, start + 2, end);
  const modeEnd = fileEnd === -1 ? -1 : findOctet(b, 0, fileEnd + 1, end);
  if (modeEnd === -1 || fileEnd === start + 2 || fileEnd - start > FILE_OCTETS_MAX) return null;
  const mode = textOf(b, fileEnd + 1, modeEnd, 10).toLowerCase();
  if (!MODES.includes(mode) || !isPrintable(b, start + 2, fileEnd)) return null;
  return { op, file: textOf(b, start + 2, fileEnd, FILE_OCTETS_MAX), mode };
}
