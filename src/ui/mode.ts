import type { DeviceId } from '../model/device.ts';
import type { Copyable } from './copyables.ts';
import type { ListKind } from './lists.ts';

/** What a line of text is asked for. */
export type Purpose =
  | { readonly what: 'name'; readonly device: DeviceId }
  | { readonly what: 'phase' }
  | { readonly what: 'mark' }
  | { readonly what: 'note'; readonly finding: string }
  | { readonly what: 'exception'; readonly finding: string }
  | { readonly what: 'expiry'; readonly finding: string; readonly reason: string };

/** What the keys are for: walking about, or one thing that was asked. */
export type Mode =
  | { readonly type: 'browse' }
  /** The filter is typed; `before` is what it was. */
  | { readonly type: 'filter'; readonly before: string }
  /** A line is typed. */
  | { readonly type: 'prompt'; readonly purpose: Purpose; readonly text: string }
  /** One of a few keys says how to leave a live capture. */
  | { readonly type: 'leave' }
  /** Columns are chosen; `index` is the one under the cursor. */
  | { readonly type: 'columns'; readonly kind: ListKind; readonly index: number }
  /** A device is chosen, or all of them (null). */
  | { readonly type: 'device'; readonly devices: readonly (DeviceId | null)[]; readonly index: number }
  /** A value is chosen, to be taken elsewhere. */
  | { readonly type: 'values'; readonly what: 'copy' | 'wireshark'; readonly values: readonly Copyable[]; readonly index: number }
  /** A command is typed; `wrong` once it was refused as it stands. */
  | { readonly type: 'command'; readonly text: string; readonly wrong: boolean };

export const BROWSING: Mode = { type: 'browse' };

/** Characters that a filter may hold. */
export const FILTER_MAX = 64;
/** Characters that a typed line may hold. */
export const LINE_MAX = 120;
