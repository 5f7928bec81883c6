/** What a capture file may ask of us; what asks for more is damaged, or is left out and counted. */
export const CAPTURE_BOUNDS = {
  /** Captured octets of one frame: the limit that capture tools themselves keep (libpcap's MAXIMUM_SNAPLEN). */
  capturedLengthMax: 262_144,
  /** Octets of one pcapng block. */
  blockOctetsMax: 16 << 20,
  /** A block up to this length is looked at whole; of a longer one only what lies in front, the rest is passed over. */
  wholeBlockOctetsMax: 512 << 10,
  /** Octets of one block's options that are checked. */
  optionOctetsMax: 64 << 10,
  /** Interfaces of one pcapng section that are remembered; frames of later ones are counted, not read. */
  interfacesMax: 1_024,
  /** Different link types of one capture that are listed. */
  linkTypesMax: 64,
  /** Octets that a packed capture may unpack to. */
  unpackedOctetsMax: 100 * 2 ** 30,
  /** Zstandard window, the limit of the zstd command itself. */
  zstdWindowMax: 128 << 20,
} as const;

/** Room in front of a block of octets: the unfinished record of the block before is put there. No record needs more at once. */
export const HEADROOM = 512 << 10;
