import { dissector } from './dissector.ts';

// RFC 5424, 6: https://www.rfc-editor.org/rfc/rfc5424#section-6; the older form: RFC 3164, 4.1.
const PORT = 514;
/** Octets in which priority, time and host stand; what follows is the message and is never read. */
const HEAD_OCTETS_MAX = 320;
const PRIORITY_MAX = 191;
const FACILITIES = [
  'kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp', 'ntp', 'audit', 'alert', 'clock',
  'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7',
] as const; // prettier-ignore
const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;
const PRIORITY = /^<(\d{1,3})>/;
/** Version, time, host, application. */
const HEAD_5424 = /^1 \S{1,64} (\S{1,255}) (\S{1,48}) /;
/**
 * Month, day, time, host, tag. Some devices leave the host out, or the tag: a word without a tag behind it may be the message's own,
 * and its words are not kept.
 */
const HEAD_3164 = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:([\w.-]{1,255}|[\da-f:]{2,44}[\da-f]) )?([\w./-]{1,48})(?:\[\d{1,10}\])?: /i;

const observes = {
  'syslog.message': { facility: 'string', severity: 'string', hostname: 'string?', app_name: 'string?', length: 'number' },
} as const;

/** Syslog over UDP: who logs in the clear, and how much. Not one character of a message is kept. */
export const syslog = dissector({
  name: 'syslog',
  over: 'udp',
  ports: [PORT],
  content: 'text',
  observes,
  stateless: true,
  probe: ({ buffer, start, end }, ports) => (ports.includes(PORT) && priorityOf(head(buffer, start, end)) !== null ? 'mine' : 'not-mine'),
  open: (emit) => ({
    data({ buffer, start, end }) {
      const text = head(buffer, start, end);
      const priority = priorityOf(text);
      if (priority === null) return end - start;
      const rest = text.slice(text.indexOf('>') + 1);
      const found = HEAD_5424.exec(rest) ?? HEAD_3164.exec(rest);
      emit('syslog.message', {
        facility: FACILITIES[priority >> 3]!,
        severity: SEVERITIES[priority & 7]!,
        hostname: known(found?.[1]),
        app_name: known(found?.[2]),
        length: end - start,
      });
      return end - start;
    },
    gap() {},
  }),
});

const head = (b: Buffer, start: number, end: number): string => b.latin1Slice(start, Math.min(end, start + HEAD_OCTETS_MAX));

/** Facility times eight plus severity; null where the text does not start with one. */
function priorityOf(text: string): number | null {
  const digits = PRIORITY.exec(text);
  return digits === null || Number(digits[1]) > PRIORITY_MAX ? null : Number(digits[1]);
}

/** `-` says that the sender does not know (RFC 5424, 6). */
const known = (value: string | undefined): string | null => (value === undefined || value === '-' ? null : value);
