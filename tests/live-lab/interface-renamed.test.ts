import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labMissing, Lab } from '../capture/live/lab.ts';
import { Desk, PROGRAM } from '../cli/drive.ts';
import { Running, until } from '../cli/live/running.ts';

const CAMERA = new URL('../../fixtures/captures/camera/capture.pcapng', import.meta.url).pathname;
const FRAMES = 288;
const missing = await labMissing('dumpcap', 'tcpdump', 'tcpreplay');
if (missing !== null) console.warn(`renamed interfaces are not tested: ${missing}`);

describe.skipIf(missing !== null)('an interface that is renamed during a session', () => {
  const desk = new Desk();
  let lab: Lab;
  beforeAll(() => {
    lab = new Lab('rename');
  });
  afterAll(() => lab.close());

  it.each(['dumpcap', 'tcpdump'])('%s goes on with it, and no frame is lost', async (source) => {
    const [near, far, after] = ['near', 'far', 'new'].map((end) => `${source[0]}${end}`) as [string, string, string];
    lab.cable(near, far);
    const result = desk.path(`${source}.json`);
    const options = ['-i', far, '--source', source, '--headless', '--no-store', '--quiet', '--format', 'json', '--output', result];
    const running = new Running(desk, ['netns', 'exec', lab.space, process.execPath, PROGRAM, 'watch', ...options], ['ip']);
    await until(() => desk.run(['phase', 'list']).status === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    lab.send(CAMERA, near, 1_000);
    lab.inside('sh', '-c', `ip link set ${far} name ${after} || { ip link set ${far} down name ${after}; ip link set ${after} up; }`);
    lab.send(CAMERA, near, 1_000);
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    const { coverage } = JSON.parse(desk.shell(`cat ${result}`).stdout) as { coverage: Readonly<Record<string, unknown>> };
    expect(coverage).toMatchObject({ frames_read: 2 * FRAMES, kernel_drops: 0, complete: true });
  });
});
