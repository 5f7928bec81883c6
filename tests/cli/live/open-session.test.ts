import { describe, expect, it } from 'vitest';
import { Desk } from '../drive.ts';

const desk = new Desk();
const CAMERA = new URL('../../../fixtures/captures/camera/capture.pcapng', import.meta.url).pathname;
const watch = (...more: string[]) => desk.run(['watch', '--read', CAMERA, '--pace', '1000', '--headless', '--format', 'json', ...more]);

describe('openSession', () => {
  it('analyses with the options that analyze takes', () => {
    const options = ['--device', '02:9a:10:00:00:24', '--vendor', '02:9a:10:00:00:24=Vigilo', '--region', 'US', '--no-store'];
    const analysed = desk.run(['analyze', CAMERA, '--format', 'json', ...options]);
    expect(watch(...options).stdout).toBe(analysed.stdout);
    expect(JSON.parse(analysed.stdout).devices).toHaveLength(1);
  });

  it('begins nothing with rules that are invalid: exit 2', () => {
    desk.shell('mkdir -p bad/privacy; echo "id: 5" > bad/privacy/x.yaml');
    expect(watch('--rules', 'bad')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('x.yaml:1:') });
  });

  it('says by its status what was asked for, what could not be read, and what is not whole', () => {
    expect(watch('--no-store', '--fail-on', 'high').status).toBe(1);
    expect(watch('--no-store', '--fail-on', 'critical').status).toBe(0);
    expect(desk.run(['watch', '--read', 'missing', '--pace', '1', '--headless', '--no-store'])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('there is no such file'),
    });
    desk.shell(`head -c 9000 '${CAMERA}' > cut.pcapng`);
    expect(desk.run(['watch', '--read', 'cut.pcapng', '--pace', '1000', '--headless', '--no-store']).status).toBe(3);
  });

  it('goes on with the names and reviews of the session before', async () => {
    const first = JSON.parse(watch().stdout);
    const { openStore } = await import('../../../src/store/open-store.ts');
    const store = openStore(desk.store);
    const snapshot = store.snapshot(1)!;
    const [device] = snapshot.devices;
    const writer = store.begin({ startedMs: 1, toolVersion: '0', rulesSha256: '', settings: null, process: '0 0 0' });
    const review = { finding: first.findings[0].id, verdict: 'exception' as const, reason: 'ours', atMs: 1 };
    const gone = { ...review, finding: first.findings[1].id, untilMs: 5 };
    const notes = {
      marks: [],
      names: [{ device: device!.id, name: 'Cam' }],
      reviews: [{ ...review, untilMs: null }, gone],
      recordings: [],
    };
    writer.finish({ ...snapshot, notes }, 'complete', 2);
    store.close();
    const second = JSON.parse(watch().stdout);
    expect(second.notes).toEqual({
      marks: [],
      names: [{ device: device!.id, name: 'Cam' }],
      reviews: [{ finding: review.finding, verdict: 'exception', reason: 'ours', until: null }],
      recordings: [],
    });
    expect(second.findings).toEqual(first.findings);
    expect(second.devices.find(({ id }: { id: string }) => id === device!.id).hostname.value).toBe('Cam');
  });
});
