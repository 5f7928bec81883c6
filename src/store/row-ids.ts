import type { SessionId } from './session.ts';

/** The ids of a session's rows begin here, so that they lie together and need no index: `session << 32`. */
export function firstRowId(session: SessionId): number {
  return session * 2 ** 32;
}

/** The first id that is no longer the session's. */
export function endRowId(session: SessionId): number {
  return firstRowId(session + 1);
}
