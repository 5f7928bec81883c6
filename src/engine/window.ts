import type { Outcome } from '../model/finding.ts';
import type { Micros } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';
import { formatDuration } from './duration.ts';
import { shortened } from './explain.ts';
import { readField } from './field.ts';
import { measurePeriod } from './period.ts';
import type { Window } from './rule.ts';
import { SAMPLES_MAX } from './window-reader.ts';

/** Sightings kept of one window: what a finding can show as evidence. */
const SIGHTINGS_MAX = 20;
/** An observation later than this behind the newest is no straggler: the clock was set back. */
const LATENESS_MAX: Micros = 60_000_000;
/** Values longer than this are told apart by their start only. */
const LABEL_MAX = 256;

/** One observation of a window. */
interface Sample {
  at: Micros;
  /** What `distinct` tells apart; null where nothing is told apart or the field is null. */
  readonly label: string | null;
  /** What `rate` adds up. */
  amount: number;
  /** Observations that this sample stands for and that no finding has counted yet. */
  uncounted: number;
  /** Kept for the latest few, until they have become evidence. */
  sighting: Sighting | null;
}

/** What a window that holds hands to its finding. */
export interface WindowHit {
  /** Observations not counted before. */
  readonly count: number;
  /** Moment of the earliest and the latest of them. */
  readonly first: Micros;
  readonly last: Micros;
  readonly sightings: readonly Sighting[];
  /** The figures, as parts of the proof. */
  readonly outcomes: readonly Outcome[];
}

/** True where of the first observation of a window nothing but its moment is kept, and one alone never makes it hold. */
export function keepsNothingOfFirst({ count, distinct, period, rate }: Window): boolean {
  return count !== null && count.atLeast > SIGHTINGS_MAX && distinct === null && period === null && rate === null;
}

/** True while an observation could matter to one of that moment or later, stragglers aside. */
export function staysOpen(window: Window, newest: Micros, at: Micros): boolean {
  return newest > at - window.within - LATENESS_MAX;
}

/** The observations of one key over the last `within`, in capture time. Sliding, bounded, and calm when clocks jump. */
export class WindowState {
  readonly #window: Window;
  readonly #samples: Sample[] = [];
  /** How often each value of `distinct` stands in the window; made with the first, for most windows have none. */
  #labels: Map<string, number> | null = null;
  /** Samples that were folded into others for lack of room. */
  folded = 0;
  /** How often the clock was set back by more than the window and a minute. */
  jumps = 0;
  #sinceMeasured = 0;
  #period: ReturnType<typeof measurePeriod> = null;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Samples held now. */
  get size(): number {
    return this.#samples.length;
  }

  /** False once nothing in it could matter to an observation of that moment or later, stragglers aside. */
  isOpen(at: Micros): boolean {
    const newest = this.#samples.at(-1);
    return newest !== undefined && staysOpen(this.#window, newest.at, at);
  }

  /** Goes on from one observation before, of which nothing but its moment is kept (`keepsNothingOfFirst`). */
  resume(at: Micros): void {
    this.#samples.push({ at, label: null, amount: 1, uncounted: 1, sighting: null });
  }

  /** Takes one observation and returns what made the window hold, or null where it does not. */
  take(sighting: Sighting): WindowHit | null {
    if (!this.#add(sighting)) return null;
    if (!this.#holds()) return null;
    return this.#hit();
  }

  /** False where the observation is too late to lie in the window. */
  #add(sighting: Sighting): boolean {
    const at = sighting.observation.at;
    const newest = this.#samples.at(-1)?.at ?? at;
    if (at <= newest - this.#window.within) {
      if (newest - at <= LATENESS_MAX) return false;
      this.#clear();
      this.jumps++;
    }
    const kept = this.#mayProve() ? sighting : null;
    this.#insert({ at, label: this.#labelOf(sighting), amount: this.#amountOf(sighting), uncounted: 1, sighting: kept });
    this.#expire();
    if (this.#samples.length > this.#samplesMax()) this.#fold();
    const surplus = this.#samples[this.#samples.length - 1 - SIGHTINGS_MAX];
    if (surplus !== undefined) surplus.sighting = null;
    return true;
  }

  /** Only the latest few become evidence, so what comes long before the count is reached never does. */
  #mayProve(): boolean {
    const { count } = this.#window;
    return count === null || this.#samples.length + SIGHTINGS_MAX >= count.atLeast;
  }

  /** A window that only counts needs no more samples than it counts to. */
  #samplesMax(): number {
    const { count, distinct, period, rate } = this.#window;
    return count !== null && distinct === null && period === null && rate === null ? Math.max(count.atLeast, SIGHTINGS_MAX) : SAMPLES_MAX;
  }

  #clear(): void {
    this.#samples.length = 0;
    this.#labels = null;
    this.#period = null;
    this.#sinceMeasured = 0;
  }

  #insert(sample: Sample): void {
    let at = this.#samples.length;
    while (at > 0 && this.#samples[at - 1]!.at > sample.at) at--;
    if (at === this.#samples.length) this.#samples.push(sample);
    else this.#samples.splice(at, 0, sample);
    if (sample.label === null) return;
    this.#labels ??= new Map();
    this.#labels.set(sample.label, (this.#labels.get(sample.label) ?? 0) + 1);
  }

  #expire(): void {
    const oldest = this.#samples.at(-1)!.at - this.#window.within;
    let expired = 0;
    while (this.#samples[expired]!.at <= oldest) this.#forget(this.#samples[expired++]!);
    if (expired > 0) this.#samples.splice(0, expired);
  }

  #forget(sample: Sample): void {
    const labels = this.#labels;
    if (sample.label === null || labels === null) return;
    const left = labels.get(sample.label)! - 1;
    if (left === 0) labels.delete(sample.label);
    else labels.set(sample.label, left);
  }

  /** Makes room: the oldest sample whose value stands elsewhere too is folded into its neighbour. */
  #fold(): void {
    // A window that only counts has lost nothing by it.
    if (this.#samplesMax() === SAMPLES_MAX) this.folded++;
    let at = this.#samples.findIndex((sample) => sample.label === null || this.#labels!.get(sample.label)! > 1);
    if (at < 0) at = 0;
    const folded = this.#samples[at]!;
    const neighbour = this.#samples[at + 1] ?? this.#samples[at - 1]!;
    neighbour.amount += folded.amount;
    neighbour.uncounted += folded.uncounted;
    // The older moment: what was folded leaves the window early rather than late.
    if (this.#window.rate !== null && neighbour.at > folded.at) neighbour.at = folded.at;
    this.#forget(folded);
    this.#samples.splice(at, 1);
  }

  #labelOf(sighting: Sighting): string | null {
    if (this.#window.distinct === null) return null;
    const value = readField(this.#window.distinct.field, sighting);
    return value === null ? null : `=${String(value).slice(0, LABEL_MAX)}`;
  }

  #amountOf(sighting: Sighting): number {
    const field = this.#window.rate?.field ?? null;
    if (field === null) return 1;
    const value = readField(field, sighting);
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  }

  #holds(): boolean {
    const { count, distinct, period, rate } = this.#window;
    if (period !== null) this.#measure();
    if (count !== null && this.#samples.length < count.atLeast) return false;
    if (distinct !== null && this.#distinct() < distinct.atLeast) return false;
    if (rate !== null && this.#rate() < rate.atLeast) return false;
    if (period === null) return true;
    const measured = this.#period;
    return (
      measured !== null && measured.jitter < period.jitterBelow && measured.period >= period.atLeast && measured.period <= period.atMost
    );
  }

  /** Measuring sorts all intervals, so that a large window is measured again only when a thirty-second of it is new. */
  #measure(): void {
    if (++this.#sinceMeasured < this.#samples.length >> 5) return;
    this.#sinceMeasured = 0;
    this.#period = measurePeriod(this.#samples.map((sample) => sample.at));
  }

  #distinct(): number {
    return this.#labels?.size ?? 0;
  }

  #rate(): number {
    let sum = 0;
    for (const sample of this.#samples) sum += sample.amount;
    return (sum * this.#window.rate!.per) / this.#window.within;
  }

  #hit(): WindowHit {
    const fresh = this.#samples.filter((sample) => sample.uncounted > 0);
    const sightings = fresh.map((sample) => sample.sighting).filter((sighting) => sighting !== null);
    const outcomes = sightings.length === 0 ? [] : this.#outcomes();
    let count = 0;
    for (const sample of fresh) {
      count += sample.uncounted;
      sample.uncounted = 0;
      sample.sighting = null;
    }
    return { count, first: fresh[0]!.at, last: fresh.at(-1)!.at, sightings, outcomes };
  }

  #outcomes(): readonly Outcome[] {
    const { count, distinct, period, rate, within } = this.#window;
    const span = `within ${formatDuration(within)}`;
    const texts: string[] = [];
    if (count !== null) texts.push(`count at_least ${count.atLeast} ${span} (${this.#samples.length})`);
    if (distinct !== null) texts.push(`distinct ${distinct.field.path} at_least ${distinct.atLeast} ${span} (${this.#distinct()})`);
    if (period !== null && this.#period !== null) {
      const measured = `${formatDuration(Math.round(this.#period.period))}, ${rounded(this.#period.jitter)}`;
      texts.push(`period jitter_below ${period.jitterBelow} ${span} (${measured})`);
    }
    if (rate !== null) {
      const what = rate.field === null ? 'rate' : `rate ${rate.field.path}`;
      texts.push(`${what} per ${formatDuration(rate.per)} at_least ${rate.atLeast} ${span} (${rounded(this.#rate())})`);
    }
    return texts.map((because) => ({ held: true, because, parts: [] }));
  }
}

function rounded(figure: number): string {
  return shortened(Math.round(figure * 1_000) / 1_000);
}
