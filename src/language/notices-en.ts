import type { Template } from './message.ts';

/** What stood in the way of seeing everything, in English: damage, limits, blind spots, where decoding stopped. */
export const noticesEn = {
  // Why a capture could not be read, or not to its end (src/capture).
  'capture.capture-missing': 'there is no such file',
  'capture.name-not-utf8':
    'a name that is not UTF-8 cannot be opened; rename the file, or send it through standard input: mouchard analyze - < FILE',
  'capture.capture-unreadable': 'the file cannot be opened ({detail})',
  'capture.capture-is-directory': 'this is a folder, not a capture',
  'capture.capture-is-terminal': 'standard input is the keyboard: give a file, or pipe a capture into the command',
  'capture.capture-empty': 'the file is empty',
  'capture.capture-format-unsupported': 'this is a file of the kind {detail}, which is not read: convert it to pcapng first',
  'capture.capture-not-a-capture': 'this is neither pcap nor pcapng: its first octets are {detail}',
  'capture.capture-read-failed': 'the file could not be read any further',
  'capture.capture-cut-short': 'the file ends in the middle of a record',
  'capture.capture-unpack-failed': 'the compressed data is damaged',
  'capture.capture-unpack-limit': 'the file unpacks to more than is sensible',
  'capture.capture-record-too-long': 'a record claims a length that no packet has',
  'capture.capture-version-unsupported': 'the file format has a version that is not known',
  'capture.capture-block-length': 'a block has an impossible length',
  'capture.capture-block-lengths-differ': 'the two lengths of a block differ',
  'capture.capture-byte-order': 'the byte order of a section cannot be told',
  'capture.capture-names-overrun': 'a list of names runs past its block',
  'capture.capture-options-overrun': 'the options of a block run past its end',
  'capture.capture-interface-unknown': 'a packet belongs to an interface that was never described',
  // Limits and remarks (coverage.limits).
  'limit.captures-unread': {
    one: '{count} capture was not read at all: nothing in it is part of this result.',
    other: '{count} captures were not read at all: nothing in them is part of this result.',
  },
  'limit.captures-repeated': {
    one: '{count} capture is the same as another one: what it holds is counted each time.',
    other: '{count} captures are the same as others: what they hold is counted each time.',
  },
  'limit.devices-unseen': {
    one: '{count} device that was asked for (--device) was not seen.',
    other: '{count} devices that were asked for (--device) were not seen.',
  },
  'limit.capture-interrupted': {
    one: 'Reading was interrupted before the end.',
    other: 'Reading was interrupted before the end ({count} captures).',
  },
  'limit.capture-frames-without-time': {
    one: '{count} packet carries no time; that of the packet before it was taken.',
    other: '{count} packets carry no time; that of the packet before them was taken.',
  },
  'limit.capture-link-types-unlisted': {
    one: '{count} further link type is not listed.',
    other: '{count} further link types are not listed.',
  },
  'limit.capture-records-without-frame': { one: '{count} record holds no packet.', other: '{count} records hold no packet.' },
  'limit.capture-records-unread': {
    one: '{count} record is of a kind that is not read.',
    other: '{count} records are of a kind that is not read.',
  },
  'limit.capture-interfaces-forgotten': {
    one: '{count} packet was not read: the file describes too many interfaces.',
    other: '{count} packets were not read: the file describes too many interfaces.',
  },
  'limit.capture-blocks-passed-over': {
    one: '{count} oversized block was passed over.',
    other: '{count} oversized blocks were passed over.',
  },
  'limit.timestamps-backwards': {
    one: '{count} packet is dated before the packet in front of it: the clock of the capture jumped.',
    other: '{count} packets are dated before the packet in front of them: the clock of the capture jumped.',
  },
  'limit.flows-evicted-unanswered': {
    one: '{count} unanswered connection was dropped from memory to make room.',
    other: '{count} unanswered connections were dropped from memory to make room.',
  },
  'limit.flows-evicted': {
    one: '{count} connection was dropped from memory before its end to make room.',
    other: '{count} connections were dropped from memory before their end to make room.',
  },
  'limit.reassembly-bound': {
    one: '{count} gap was skipped, because too much had come out of order.',
    other: '{count} gaps were skipped, because too much had come out of order.',
  },
  'limit.stray-segments': {
    one: '{count} packet does not fit into its connection and was left out.',
    other: '{count} packets do not fit into their connections and were left out.',
  },
  'limit.inconsistent-retransmissions': {
    one: '{count} packet was sent again with different content; the first version counts.',
    other: '{count} packets were sent again with different content; the first version counts.',
  },
  'limit.fragments-dropped': {
    one: '{count} packet fragment was dropped to stay within bounds.',
    other: '{count} packet fragments were dropped to stay within bounds.',
  },
  'limit.fragments-incomplete': {
    one: '{count} fragmented packet could not be put together.',
    other: '{count} fragmented packets could not be put together.',
  },
  'limit.fragments-overlapping': {
    one: '{count} packet fragment overlaps another one.',
    other: '{count} packet fragments overlap others.',
  },
  'limit.messages-too-long': {
    one: '{count} message was too long to be read whole.',
    other: '{count} messages were too long to be read whole.',
  },
  'limit.messages-crowded-out': {
    one: '{count} unfinished message was given up to make room for others.',
    other: '{count} unfinished messages were given up to make room for others.',
  },
  'limit.quic-too-many': {
    one: '{count} QUIC packet that opens a connection was left closed: too many came at once.',
    other: '{count} QUIC packets that open connections were left closed: too many came at once.',
  },
  'limit.bodies-unpack-limit': {
    one: '{count} compressed message expands to far more than it should: only its start was read.',
    other: '{count} compressed messages expand to far more than they should: only their starts were read.',
  },
  'limit.bodies-not-unpacked': {
    one: '{count} compressed message was not read: too many expanded to far too much.',
    other: '{count} compressed messages were not read: too many expanded to far too much.',
  },
  'limit.faults': {
    one: '{count} fault in Mouchard itself: what it concerned was left out. Please report it.',
    other: '{count} faults in Mouchard itself: what they concerned was left out. Please report them.',
  },
  'limit.addresses-relayed': {
    one: 'The packets of {count} address came by way of a device that forwards for others (such as a telephone behind a device in set-up mode): it is listed on its own.',
    other:
      'The packets of {count} addresses came by way of devices that forward for others (such as a telephone behind a device in set-up mode): they are listed on their own.',
  },
  'limit.devices-dropped': {
    one: 'At least {count} further device was left out: there are too many.',
    other: 'At least {count} further devices were left out: there are too many.',
  },
  'limit.destinations-dropped': {
    one: '{count} connection led to a destination that is not listed: there are too many.',
    other: '{count} connections led to destinations that are not listed: there are too many.',
  },
  'limit.addresses-dropped': { one: '{count} further address was not kept.', other: '{count} further addresses were not kept.' },
  'limit.names-dropped': { one: '{count} further name was not kept.', other: '{count} further names were not kept.' },
  'limit.no-home': {
    one: 'Nothing in this capture shows where the home is: its {count} flow is between addresses of the Internet. Whoever began is taken for the device; --home NETWORK says otherwise.',
    other:
      'Nothing in this capture shows where the home is: its {count} flows are between addresses of the Internet. Whoever began is taken for the device; --home NETWORK says otherwise.',
  },
  'limit.evidence-limited': {
    one: '{count} further proof is counted in its finding but not shown: proofs take too much memory.',
    other: '{count} further proofs are counted in their findings but not shown: proofs take too much memory.',
  },
  'limit.findings-limited': {
    one: '{count} further finding is not listed.',
    other: '{count} further findings are not listed.',
  },
  'limit.rule-faults': {
    one: '{count} rule failed on something it read and was left out there.',
    other: '{count} times a rule failed on something it read and was left out there.',
  },
  'limit.windows-evicted': {
    one: '{count} count over time was dropped to make room.',
    other: '{count} counts over time were dropped to make room.',
  },
  'limit.window-samples-folded': {
    one: '{count} moment was counted together with its neighbour.',
    other: '{count} moments were counted together with their neighbours.',
  },
  'limit.window-clock-jumps': {
    one: '{count} count over time began anew, because the clock of the capture jumped.',
    other: '{count} counts over time began anew, because the clock of the capture jumped.',
  },
  'limit.scans-unwatched': {
    one: 'For {count} device, what it looked for among its neighbours was forgotten within the minute to make room.',
    other: '{count} times, what a device looked for among its neighbours was forgotten within the minute to make room.',
  },
  // Blind spots (coverage.blindSpots).
  'blind.ech': {
    one: '{count} connection may hide the name of its destination (encrypted hello, ECH, or filler that looks the same).',
    other: '{count} connections may hide the names of their destinations (encrypted hello, ECH, or filler that looks the same).',
  },
  'blind.encrypted-dns': {
    one: '{count} connection looked up names in encrypted form: which ones cannot be read.',
    other: '{count} connections looked up names in encrypted form: which ones cannot be read.',
  },
  'blind.quic-not-decrypted': {
    one: '{count} QUIC packet that opens a connection could not be opened.',
    other: '{count} QUIC packets that open connections could not be opened.',
  },
  'blind.certificates-hidden': {
    one: '{count} connection encrypts its certificate (TLS 1.3): whether the device checks it cannot be seen.',
    other: '{count} connections encrypt their certificates (TLS 1.3): whether the device checks them cannot be seen.',
  },
  'blind.other-radios': {
    one: 'Bluetooth, mobile data and other radios are not in this capture.',
    other: 'Bluetooth, mobile data and other radios are not in this capture.',
  },
  // Where and why decoding of a packet stopped (coverage.notDecoded).
  'stop.layer.link': 'link layer',
  'stop.layer.network': 'IP layer',
  'stop.layer.transport': 'transport layer',
  'stop.layer.tunnel': 'tunnel',
  'stop.reason.truncated': 'cut off',
  'stop.reason.bad-length': 'impossible length',
  'stop.reason.bad-value': 'impossible value',
  'stop.reason.unsupported': 'of a kind that is not read',
  'stop.reason.encrypted': 'encrypted',
  'stop.reason.fragment': 'fragment whose rest is missing',
  'stop.reason.too-deep': 'wrapped too many times',
  'stop.reason.control': 'radio control frame without content',
} as const satisfies Readonly<Record<string, Template>>;
