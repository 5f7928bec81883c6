import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunFolder } from '../../../src/live/run-folder.ts';
import { SessionServer } from '../../../src/live/session-server.ts';
import { PhaseBook } from '../../../src/live/phase-book.ts';
import { PictureLog } from '../../../src/live/picture-log.ts';
import type { SessionCommand } from '../../../src/model/session-feed.ts';
import { processMarker } from '../../../src/store/process-marker.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { aStatus } from '../../live/status.ts';
import { Desk } from '../drive.ts';

const desk = new Desk();
const folder = new RunFolder(desk.path('run/mouchard'));
const AT = 1_700_000_000_000_000;
const book = new PhaseBook();
let at = AT;

function carryOut(command: SessionCommand): ReturnType<PhaseBook['end']> {
  at += 1_000_000;
  if (command.type === 'phase-start') return book.start(command.name, at);
  if (command.type === 'mark') return book.mark(command.text, at);
  return command.type === 'phase-end' ? book.end(at) : 'invalid';
}

const server = new SessionServer({
  greeting: () => ({ version: '0', session: 4 }),
  picture: () => {
    const log = new PictureLog();
    const notes = { marks: book.marks, names: [], reviews: [], recordings: [] };
    log.take(aSnapshot({ phases: book.phases(at), notes }), []);
    return log.since(0, aStatus({ phase: book.open }));
  },
  command: (command) => {
    const refusal = carryOut(command);
    return { refusal, at: refusal === null ? at : null };
  },
});

/** The engine lives in this process, so the program must not block it. */
const phase = (...words: string[]) => desk.start(['phase', ...words], () => undefined);

beforeAll(async () => {
  process.env['XDG_RUNTIME_DIR'] = desk.path('run');
  folder.prepare();
  const socket = folder.socketPath(process.pid);
  await server.listen(socket);
  folder.publish({ pid: process.pid, process: processMarker(process.pid), session: 4, store: null, socket, name: 'br0', startedMs: 1 });
  const { environment } = desk;
  desk.environment = (more) => ({ ...environment.call(desk, more), XDG_RUNTIME_DIR: desk.path('run') });
});
afterAll(() => server.close());

describe('mouchard phase', () => {
  it('says when a phase began and ended, and what was noted', async () => {
    expect(await phase('list')).toMatchObject({ status: 0, stdout: 'The session has no phases and no marks.\n' });
    expect(await phase('start', 'idle')).toMatchObject({ status: 0, stdout: 'Phase idle began at 2023-11-14\u00a022:13:21\u00a0UTC.\n' });
    expect(await phase('mark', 'evil\u001b[2J')).toMatchObject({ status: 0, stdout: 'Noted at 2023-11-14\u00a022:13:22\u00a0UTC.\n' });
    expect((await phase('list')).stdout.split('\n')).toEqual([
      '2023-11-14\u00a022:13:21\u00a0UTC to now (still open)  idle',
      '2023-11-14\u00a022:13:22\u00a0UTC  evil\\x1b[2J',
      '',
    ]);
    expect(await phase('end', '--quiet')).toMatchObject({ status: 0, stdout: '' });
    expect(JSON.parse((await phase('list', '--format', 'json', '--session', '4')).stdout)).toEqual({
      phases: [{ name: 'idle', first: AT / 1e6 + 1, last: AT / 1e6 + 3, open: false }],
      marks: [{ at: AT / 1e6 + 2, text: 'evil\u001b[2J' }],
    });
  });

  it('says why it was refused, in the reader’s language, with status 2', async () => {
    expect(await phase('end')).toMatchObject({ status: 2, stdout: '', stderr: 'mouchard: no phase is open\n' });
    expect(await phase('start', ' ')).toMatchObject({ status: 2, stderr: 'mouchard: the text is empty\n' });
    expect((await phase('start', 'x'.repeat(81), '--lang', 'fr')).stderr).toContain('le texte est trop long');
    expect(await phase('start')).toMatchObject({ status: 2 });
    expect(await phase('list', '--session', '5')).toMatchObject({ status: 2, stderr: 'mouchard: session 5 is not running\n' });
  });
});
