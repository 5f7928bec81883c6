import type { Observation } from '../model/observation.ts';
import type { Sighting } from '../model/sighting.ts';

/** Fields in which an observation without a flow names the devices that it concerns. */
const MACS = ['sender_mac', 'target_mac', 'client_mac', 'device_mac'] as const;

/**
 * Which observations concern some devices: those of their flows, whichever end they are, and what else names them. The ends of captures
 * concern everybody. Flows are forgotten when they end.
 */
export class DeviceFilter {
  readonly #macs: ReadonlySet<string>;
  readonly #flows = new Set<number>();

  constructor(macs: readonly string[]) {
    this.#macs = new Set(macs);
  }

  concerns({ observation, device }: Sighting): boolean {
    const { kind, flow } = observation;
    if (kind === 'capture.end') return true;
    if (flow === null) return (device !== null && this.#macs.has(device.mac)) || this.#names(observation, MACS);
    if (kind === 'flow.start' && this.#names(observation, ['orig_mac', 'resp_mac'])) this.#flows.add(flow);
    return kind === 'flow.end' ? this.#flows.delete(flow) : this.#flows.has(flow);
  }

  #names({ fields }: Observation, keys: readonly string[]): boolean {
    return keys.some((key) => {
      const value = fields[key];
      return typeof value === 'string' && this.#macs.has(value);
    });
  }
}
