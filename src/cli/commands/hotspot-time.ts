import { parseAddress } from '../../bytes/address.ts';
import { machineHands } from '../../machine/hotspot/hands.ts';
import { serveTime } from '../../machine/hotspot/time-server.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type Edges } from '../edges.ts';
import { Interruption } from '../interruption.ts';

/** The user and group of nobody, on every Linux. */
const NOBODY = 65_534;

/** `mouchard hotspot serve-time ADDRESS`: runs until it is ended. Its rights are needed for the port and given up after. */
export async function serveTimeAt(edges: Edges, address: string): Promise<number> {
  const interruption = new Interruption();
  const hands = machineHands(edges.env['PATH'] ?? '', process.getuid?.() ?? NOBODY);
  if (parseAddress(address)?.length !== 4) throw new CommandError(EXIT.usage, 'hotspot.error.time', { address, reason: 'IPv4' });
  try {
    await serveTime(address, hands, edges.now, becomeNobody, interruption.signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(EXIT.capture, 'hotspot.error.time', { address, reason });
  }
  return interruption.exitCode ?? EXIT.done;
}

function becomeNobody(): void {
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
