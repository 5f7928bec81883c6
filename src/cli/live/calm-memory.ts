import { setFlagsFromString } from 'node:v8';

/** How much may be added to what is in use before it is looked through for what is not, in percent. */
const GROWTH_PERCENT = 40;

/**
 * For processes that run for hours beside others: lets the heap grow by two fifths of what is in use before the next collection, where
 * V8 would let it grow up to fourfold. Costs a few percent of time (measured over an hour of a home's traffic: 440 MB become 350 in the
 * engine, 320 become 210 on the screen).
 */
export function calmMemory(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
