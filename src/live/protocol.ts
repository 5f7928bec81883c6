import type { Answer, SessionCommand } from '../model/session-feed.ts';
import { LIVE_BOUNDS } from './bounds.ts';

/**
 * What engine and screens say to each other over a Unix socket: one JSON value a line. The engine greets, the screen asks, the engine
 * answers each question once and in order; it never sends anything unasked, so a slow screen holds nothing up. The version rises when
 * an older screen or engine would misunderstand.
 */
export const PROTOCOL_VERSION = 2;

/** The engine's first line. */
export interface Greeting {
  readonly mouchard: typeof PROTOCOL_VERSION;
  readonly version: string;
  readonly session: number | null;
}

export type Request =
  | { readonly id: number; readonly ask: 'picture'; readonly since: number }
  | { readonly id: number; readonly ask: 'command'; readonly command: SessionCommand };

export type Reply =
  | { readonly id: number; readonly picture: unknown }
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number | null; readonly error: 'invalid' };

/** A request as it came over the socket; null where it is none. What is too long is told apart later, by who carries it out. */
export function readRequest(line: string): Request | null {
  const request = record(parsed(line));
  if (request === null || !Number.isSafeInteger(request['id'])) return null;
  const id = request['id'] as number;
  if (request['ask'] === 'picture') {
    const since = request['since'];
    return Number.isSafeInteger(since) ? { id, ask: 'picture', since: since as number } : null;
  }
  const command = request['ask'] === 'command' ? readCommand(request['command']) : null;
  return command === null ? null : { id, ask: 'command', command };
}

/** A command with all that belongs to it and nothing else; null where it is none. */
export function readCommand(value: unknown): SessionCommand | null {
  const command = record(value);
  if (command === null) return null;
  const { type, name, text, device, excluded, finding, verdict, reason, untilMs } = command;
  if (type === 'phase-end' || type === 'stop') return { type };
  if (type === 'phase-start') return isText(name) ? { type, name } : null;
  if (type === 'mark') return isText(text) ? { type, text } : null;
  if (type === 'name-device') return isText(device) && (name === null || isText(name)) ? { type, device, name } : null;
  if (type === 'exclude-device') return isText(device) && typeof excluded === 'boolean' ? { type, device, excluded } : null;
  if (type !== 'review' || !isText(finding)) return null;
  if (verdict !== null && verdict !== 'reviewed' && verdict !== 'exception') return null;
  if (reason !== null && !isText(reason)) return null;
  if (untilMs !== null && !(typeof untilMs === 'number' && Number.isFinite(untilMs))) return null;
  return { type, finding, verdict, reason, untilMs };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LIVE_BOUNDS.requestLengthMax;
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** What a line holds; undefined where it is no JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
