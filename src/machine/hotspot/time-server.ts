import { createSocket } from 'node:dgram';
import type { Hands } from './hands.ts';
import { timeReply, type Synchronised } from './time-reply.ts';

/** RFC 5905, 7.2. */
const NTP_PORT = 123;
/** How often the machine is asked whether its clock is set. */
const LOOK_MS = 60_000;

/**
 * Tells the time at an address until `signal` is aborted. `bound` is called once the port is held: what needed the rights for it can be
 * given up then. Rejects where the port cannot be had.
 */
export function serveTime(
  address: string,
  hands: Hands,
  now: () => number,
  bound: () => void,
  signal: AbortSignal,
  port: number = NTP_PORT,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let synchronised: Synchronised = null;
    const look = async (): Promise<void> => void (synchronised = await clockSet(hands));
    const socket = createSocket('udp4');
    const timer = setInterval(() => void look(), LOOK_MS);
    const close = (): void => {
      clearInterval(timer);
      socket.close();
    };
    socket.on('message', (request, { address: from, port: fromPort }) => {
      const reply = timeReply(request, now(), synchronised);
      // A device that has left cannot be answered; nothing is to be done about it.
      if (reply !== null) socket.send(reply, fromPort, from, () => undefined);
    });
    socket.once('error', (error) => {
      close();
      reject(error);
    });
    socket.once('close', resolve);
    signal.addEventListener('abort', close, { once: true });
    void look().then(() => socket.bind(port, address, bound));
  });
}

/** Whether the clock was set by a server, as the kernel has it from whoever sets it (timedatectl(1)). */
async function clockSet(hands: Hands): Promise<Synchronised> {
  const { stdout } = await hands.run('timedatectl', ['show', '--property', 'NTPSynchronized', '--value']);
  return stdout.trim() === 'yes' ? true : stdout.trim() === 'no' ? false : null;
}
