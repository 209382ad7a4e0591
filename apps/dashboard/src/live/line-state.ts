/** The state of the line to the server as a pure function of what happened, with the time given: what the banner and the badges show. */
export interface LineState {
  phase: 'connecting' | 'live' | 'cut' | 'signed-out';
  lastContactMs: number | null; // monotonic; when the server last proved to be there
  cutSinceMs: number | null; // the last contact before the line was found cut
  after: string | null; // where to resume: the id of the last event, or the sequence a list or a reset gave
  attempt: number; // failed attempts since the last contact, for the back-off
  mustReload: number; // grows by one whenever everything shown must be asked for again
}

export type LineEvent =
  | { kind: 'start'; sequence: string; atMs: number }
  | { kind: 'opened'; atMs: number }
  | { kind: 'message'; id: string | null; atMs: number }
  | { kind: 'probe-answered'; atMs: number }
  | { kind: 'reset'; sequence: string; atMs: number }
  | { kind: 'failed'; atMs: number }
  | { kind: 'silent'; atMs: number }
  | { kind: 'signed-out'; atMs: number };

/** Silence after which the server is asked whether it is there, and how long it may take to answer: together under five seconds. */
export const QUIET_MS = 2_200;
export const PROBE_MS = 2_000;
/** No message of the stream for so long means that this connection is dead even if the server answers. */
export const DEAD_MS = 12_000;

export const lineAtStart: LineState = {
  phase: 'connecting',
  lastContactMs: null,
  cutSinceMs: null,
  after: null,
  attempt: 0,
  mustReload: 0,
};

const contact = (state: LineState, atMs: number): LineState => ({
  ...state,
  phase: 'live',
  lastContactMs: atMs,
  cutSinceMs: null,
  attempt: 0,
});

export function nextLine(state: LineState, event: LineEvent): LineState {
  switch (event.kind) {
    case 'start':
      return { ...state, after: state.after ?? event.sequence };
    case 'opened':
      return contact(state, event.atMs);
    case 'message':
      return { ...contact(state, event.atMs), after: event.id ?? state.after };
    case 'probe-answered':
      // The server is there; whether the stream is, only the stream can say.
      return state.phase === 'live' ? { ...state, lastContactMs: event.atMs } : state;
    case 'reset':
      return { ...contact(state, event.atMs), after: event.sequence, mustReload: state.mustReload + 1 };
    case 'failed':
    case 'silent':
      return {
        ...state,
        phase: state.phase === 'signed-out' ? 'signed-out' : 'cut',
        cutSinceMs: state.cutSinceMs ?? state.lastContactMs ?? event.atMs,
        attempt: state.attempt + (event.kind === 'failed' ? 1 : 0),
      };
    case 'signed-out':
      return { ...state, phase: 'signed-out', cutSinceMs: state.cutSinceMs ?? event.atMs };
  }
}

/** Wait before the next attempt: at once, then 1, 2, 4, 8 s and never more, since a person stands before the screen. `spread` in 0…1 parts many walls. */
export function backOffMs(attempt: number, spread: number): number {
  if (attempt <= 1) return 300;
  return Math.min(1000 * 2 ** (attempt - 2), 8_000) * (0.75 + spread / 2);
}
