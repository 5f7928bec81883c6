/** What a process held at a moment. */
export interface Sample {
  /** Share of the run that was over: 0 to 1. */
  readonly share: number;
  readonly megabytes: number;
}

/** How the memory of a process went over a run. */
export interface Course {
  readonly most: number;
  readonly mostOfFirstHalf: number;
  readonly mostOfSecondHalf: number;
  /** What would be added over as long a time as the second half took, by the line of least squares through it. */
  readonly growth: number;
}

/** Sums samples up. Collectors let memory rise and fall, so halves are compared by their highest and by the line through all. */
export function courseOf(samples: readonly Sample[]): Course {
  const first = samples.filter(({ share }) => share <= 0.5);
  const second = samples.filter(({ share }) => share > 0.5);
  const most = (some: readonly Sample[]): number => some.reduce((highest, { megabytes }) => Math.max(highest, megabytes), 0);
  return { most: most(samples), mostOfFirstHalf: most(first), mostOfSecondHalf: most(second), growth: slope(second) / 2 };
}

/** Megabytes per whole run, by least squares; 0 where there is no line. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ share }) => share), mean(({ megabytes }) => megabytes)];
  const spread = samples.reduce((sum, { share }) => sum + (share - x) ** 2, 0);
  return spread === 0 ? 0 : samples.reduce((sum, { share, megabytes }) => sum + (share - x) * (megabytes - y), 0) / spread;
}
