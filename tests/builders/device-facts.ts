import { DEVICE_DEFAULT } from '../../src/engine/test-reader.ts';
import type { DeviceFacts } from '../../src/model/sighting.ts';

/** What is known of a device of which nothing is known, but for what is given: the one that tests of rules mean, too. */
export const deviceFacts = (known: Partial<DeviceFacts> = {}): DeviceFacts => ({ ...DEVICE_DEFAULT, ...known });
