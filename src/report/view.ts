import type { DestinationsAt } from '../model/destination.ts';
import type { Device } from '../model/device.ts';
import type { Review, Snapshot } from '../model/snapshot.ts';
import type { Language } from '../model/text.ts';
import type { Page } from './page.ts';

export interface TextOptions {
  readonly language: Language;
  /** Cells of a line. */
  readonly columns: number;
  readonly color: boolean;
  /** Everything, instead of what matters most. */
  readonly verbose: boolean;
}

/** What every section of the text report is given. */
export interface View {
  readonly snapshot: Snapshot;
  readonly language: Language;
  readonly verbose: boolean;
  readonly page: Page;
  readonly devices: ReadonlyMap<string, Device>;
  readonly destinations: DestinationsAt;
  /** What people said of findings, by finding. */
  readonly reviews: ReadonlyMap<string, Review>;
}

/** The first of a list, or all of it where everything is wanted, and how many that leaves out. */
export function shownOf<T>(list: readonly T[], max: number, verbose: boolean): { readonly shown: readonly T[]; readonly left: number } {
  const shown = verbose ? list : list.slice(0, max);
  return { shown, left: list.length - shown.length };
}
