import type { Source } from '../capture/source.ts';
import { linkTypeName } from '../capture/link-types.ts';
import { Engine } from '../engine/engine.ts';
import type { LoadedRules } from '../engine/loader.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { InventoryOptions } from '../inventory/types.ts';
import { BUDGET, type Budget } from '../model/budget.ts';
import type { Finding } from '../model/finding.ts';
import type { Sighting } from '../model/sighting.ts';
import type { CaptureFacts, Snapshot } from '../model/snapshot.ts';
import { dissectors } from '../protocols/registry.ts';
import { Pipeline } from './pipeline.ts';

export interface RunOptions extends Omit<InventoryOptions, 'budget'> {
  readonly version: string;
  /** Null where nothing is judged (`decode`). */
  readonly rules: LoadedRules | null;
  /** Seeds hash tables against crafted keys; no result depends on it. */
  readonly seed: number;
  readonly sink?: (sighting: Sighting) => void;
  readonly onFinding?: (finding: Finding) => void;
  /** Takes faults of our own; without it they are only counted. */
  readonly onFault?: (where: string, error: unknown) => void;
  readonly budget?: Budget;
}

/** One run over one or several captures: sources in, snapshots out. Time is the captures' own. */
export class Run {
  readonly #options: RunOptions;
  readonly #inventory: Inventory;
  readonly #engine: Engine | null;
  readonly #pipeline: Pipeline;
  readonly #captures: CaptureFacts[] = [];

  constructor(options: RunOptions) {
    const budget = options.budget ?? BUDGET;
    this.#options = options;
    this.#inventory = new Inventory({ ...options, budget });
    const engineOptions = options.onFinding === undefined ? {} : { onFinding: options.onFinding };
    this.#engine = options.rules === null ? null : new Engine(options.rules.rules, budget, engineOptions);
    this.#pipeline = new Pipeline({
      dissectors,
      inventory: this.#inventory,
      engine: this.#engine,
      budget,
      seed: options.seed,
      sink: options.sink ?? null,
      onFault: options.onFault ?? null,
    });
  }

  /** Findings so far. */
  get findings(): number {
    return this.#engine?.count ?? 0;
  }

  /** Reads one capture to its end, or until the signal fires. Rejects with CaptureError where nothing could be opened. */
  async read(source: Source, signal: AbortSignal): Promise<CaptureFacts> {
    const pipeline = this.#pipeline;
    pipeline.begin();
    const report = await source.run((frame) => pipeline.frame(frame), signal);
    pipeline.end(report, source.name);
    const facts: CaptureFacts = {
      name: source.name,
      sha256: report.sha256,
      format: report.format,
      linkTypes: report.linkTypes.map(linkTypeName),
      frames: report.frames,
      octets: report.octets,
      first: report.first,
      last: report.last,
      damage: report.damage,
      dropped: report.dropped,
      notices: report.notices,
    };
    this.#captures.push(facts);
    return facts;
  }

  /** An immutable picture of the run so far. */
  snapshot(): Snapshot {
    this.#pipeline.refresh();
    const rules = this.#options.rules;
    return {
      tool: { name: 'mouchard', version: this.#options.version },
      rules: { sha256: rules?.sha256 ?? '', count: rules?.rules.length ?? 0 },
      captures: [...this.#captures],
      coverage: this.#pipeline.coverage([...this.#inventory.limits(), ...(this.#engine?.limits() ?? [])]),
      devices: this.#inventory.devices(),
      destinations: this.#inventory.destinations(),
      findings: this.#engine?.findings() ?? [],
      phases: [],
    };
  }
}
