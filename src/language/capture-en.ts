import type { Template } from './message.ts';

/** Live capture and recording in English: why it did not start or go on, and what could not be known. */
export const captureEn = {
  'source.kind.dumpcap': 'dumpcap',
  'source.kind.tcpdump': 'tcpdump',
  'source.kind.libpcap': 'libpcap, without another program',
  'source.kind.stream': 'a stream from another program',
  'source.failure.no-permission': 'capturing on {interface} is not permitted ({detail})',
  'source.failure.no-such-interface': 'there is no network interface {interface}',
  'source.failure.interface-down': 'the network interface {interface} is switched off',
  'source.failure.interface-gone': 'the network interface {interface} went away while it was captured',
  'source.failure.bad-filter': 'the capture filter is not understood ({detail})',
  'source.failure.program-missing': '{detail} is not installed',
  'source.failure.program-failed': 'the capturing program could not start ({detail})',
  'source.failure.program-died': 'the capturing program ended by itself ({detail})',
  'source.failure.program-stuck':
    'the capturing program did not end when it was asked to and was ended: what it had not handed over by then is missing',
  'source.failure.stream-missing': 'there is no {interface}',
  'source.failure.stream-unreadable': '{interface} cannot be read ({detail})',
  'source.failure.stream-not-a-capture': 'what comes from {interface} is no capture: it must be pcap or pcapng ({detail})',
  'source.failure.stream-damaged': 'what comes from {interface} is damaged and cannot be read any further',
  'source.failure.disk-full': 'the disk of {interface} is full: nothing more is recorded, the analysis goes on',
  'source.failure.record-failed': 'nothing can be recorded in {interface} ({detail}): the analysis goes on',
  'source.failure.thread-died': 'a fault in Mouchard itself ended the capture ({detail}). Please report it.',
  'source.mend': 'This mends it:',
  'source.kept': 'Everything seen until then is kept.',
  'source.left-behind': {
    one: '{count} packet had arrived and was not analysed.',
    other: '{count} packets had arrived and were not analysed.',
  },
  'limit.live-arrival-times': {
    one: 'The times are those at which packets arrived here, not those at which the network card saw them.',
    other: 'The times are those at which packets arrived here, not those at which the network cards saw them.',
  },
  'limit.live-lengths-unknown': {
    one: 'Whether packets were cut off while they were captured is not known.',
    other: 'Whether packets were cut off while they were captured is not known.',
  },
  'limit.live-drops-unknown': {
    one: 'How many packets were lost before they reached Mouchard is not known: this way of capturing does not tell.',
    other: 'How many packets were lost before they reached Mouchard is not known: this way of capturing does not tell.',
  },
  'limit.live-interface-down': {
    one: 'A network interface was switched off for a while: what passed in the meantime was not seen.',
    other: 'A network interface was switched off {count} times: what passed in the meantime was not seen.',
  },
  'limit.live-stop-unread': {
    one: 'The stop was not waited for any longer than ten seconds: what came in the last {count} millisecond before it was not read to the end.',
    other:
      'The stop was not waited for any longer than ten seconds: what came in the last {count} milliseconds before it was not read to the end.',
  },
  'limit.live-unanalysed': {
    one: '{count} packet was captured but not analysed: there were too many at once.',
    other: '{count} packets were captured but not analysed: there were too many at once.',
  },
  'limit.live-spool-full': {
    one: 'The analysis fell so far behind that the room on the disk where packets wait for it ran out.',
    other: 'The analysis fell so far behind that the room on the disk where packets wait for it ran out {count} times.',
  },
  'limit.live-spool-disk-full': {
    one: 'The disk has too little room left for packets to wait there when the analysis falls behind.',
    other: 'The disk had too little room left for packets to wait there when the analysis fell behind, {count} times.',
  },
  'limit.live-spool-failed': {
    one: 'Packets cannot wait on the disk when the analysis falls behind: writing there failed.',
    other: 'Packets could not wait on the disk when the analysis fell behind: writing there failed {count} times.',
  },
  'limit.recording-missing': {
    one: '{count} packet was analysed but is missing from the recording.',
    other: '{count} packets were analysed but are missing from the recording.',
  },
  'limit.recording-deleted': {
    one: '{count} packet was recorded, and deleted with the oldest files to make room for newer ones, as was asked.',
    other: '{count} packets were recorded, and deleted with the oldest files to make room for newer ones, as was asked.',
  },
} as const satisfies Readonly<Record<string, Template>>;
