/** What a capturing program says about itself while it runs and at its end. */
export interface Ledger {
  capturing: boolean;
  kernelDrops: number | null;
  interfaceDrops: number | null;
  programDrops: number | null;
}

export function newLedger(): Ledger {
  return { capturing: false, kernelDrops: null, interfaceDrops: null, programDrops: null };
}

/** The sum of two counts; unknown where either is. */
export function addKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
