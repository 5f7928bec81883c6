/** Bounds of what a session takes from people and hands to screens. */
export const LIVE_BOUNDS = {
  phasesMax: 1_000,
  marksMax: 10_000,
  namesMax: 4_096,
  reviewsMax: 10_000,
  /** Reviews that no longer hold; past that, the oldest are forgotten. */
  earlierReviewsMax: 1_000,
  /** UTF-16 units of a name, and of a note. */
  nameLengthMax: 80,
  textLengthMax: 500,
  /** Octets of one request of a screen. */
  requestLengthMax: 64 << 10,
  /** Octets of rows in one reply; one row more may follow. */
  replyLengthMax: 1 << 20,
  /** Octets of one reply that a screen takes. */
  lineLengthMax: 64 << 20,
  /** Screens at a time. */
  screensMax: 16,
  /** Rows that have gone, remembered so that screens take them away; past that, screens start anew. */
  goneMax: 5_000,
  /** Devices whose activity is followed, and for how many seconds. */
  activityDevicesMax: 256,
  activitySeconds: 60,
} as const;
