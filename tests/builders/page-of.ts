import { destinationsAt } from '../../src/model/destination.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Page } from '../../src/report/page.ts';
import type { View } from '../../src/report/view.ts';

/** The view of a snapshot that sections of the text report are given. */
export function viewOf(snapshot: Snapshot, more: Partial<Pick<View, 'language' | 'verbose'>> = {}, columns = 80): View {
  return {
    snapshot,
    language: more.language ?? 'en',
    verbose: more.verbose ?? false,
    page: new Page(columns, false),
    devices: new Map(snapshot.devices.map((device) => [device.id as string, device])),
    destinations: destinationsAt(snapshot.destinations),
    reviews: new Map((snapshot.notes?.reviews ?? []).map((review) => [review.finding, review])),
  };
}

/** What one section writes, with every run of white space as one space, so that a test need not know where lines break. */
export function writtenBy(write: (view: View) => void, view: View): string {
  write(view);
  return view.page.text().replace(/\s+/gu, ' ').trim();
}
