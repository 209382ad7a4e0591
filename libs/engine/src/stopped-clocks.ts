import type { Book } from './book.js';
import { isExceeded, missedAt, NO_LIMIT, type Clock } from './clock-line.js';

/**
 * HP-11.3-CONT, decision 0031: once a right has ended the contract nothing more is to be performed under it. A clock that begins later is none; one that
 * ran towards a limit is not owed; what had been missed by then stays missed, and its lateness is counted up to the end. What is owed without a limit stays.
 */
export function stoppedAtTheEnd(book: Book, make: (book: Book) => Clock[]): Clock[] {
  const { endedMs } = book;
  if (endedMs === null) return make(book);
  return make(book.atItsEnd)
    .filter(({ startMs, fromMs }) => (startMs ?? fromMs) <= endedMs)
    .map((clock) => stopped(clock, endedMs));
}

function stopped(clock: Clock, endedMs: number): Clock {
  const { record, face, met } = clock;
  const undated = face.limitEn === NO_LIMIT.limitEn;
  if ((record.status === 'running' && !undated) || (isExceeded(clock) && missedAt(clock) > endedMs))
    return { ...clock, record: { ...record, status: 'not-owed', lateSeconds: 0 } };
  if (record.status !== 'late' || met === null || met.atMs <= endedMs) return clock;
  const lateSeconds = Math.max(0, Math.floor((endedMs - (clock.dueMs as number)) / 1000));
  return { ...clock, record: { ...record, lateSeconds } };
}
