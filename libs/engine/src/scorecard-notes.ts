import type { ScorecardRule } from '@weibao/contract-terms';
import { dayOf } from '@weibao/calendar';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';
import { yuan } from './money.js';
import { holds, type Period } from './periods.js';

type Note = KnownOf<'scorecard.noted'>;

/**
 * The notes that count for a period's score; one of no times is the refusal of what the facts suggest, and takes nothing. A label that is none of the
 * card's periods (a quarter where half-years are assessed) says nothing: the date does.
 */
export function notesOf(book: Book, card: ScorecardRule, period: Period): Note[] {
  const wholeTerm = book.readings.is('hp.score_period', 'whole-term');
  const periods = book.periods('assessment');
  const labels = new Set(periods.map((span) => span.label));
  const notes = book.history
    .of('scorecard.noted')
    .filter(
      (fact) =>
        fact.times !== 0 &&
        card.lines.some((line) => line.clause === fact.clause) &&
        periods.some(
          (span) =>
            (span.label === period.label || (wholeTerm && span.lastDay < period.firstDay)) &&
            (fact.period !== undefined && labels.has(fact.period)
              ? fact.period === span.label
              : holds(span, dayOf(fact.atMs))),
        ),
    );
  return notes.filter((note) => !outweighed(book, card, note, notes));
}

/**
 * H-23: of two notes about one case the heavier line of a pair replaces the lighter; read as the highest alone, of all notes about it the heaviest
 * counts. Notes that name no case stand each for its own.
 */
function outweighed(book: Book, card: ScorecardRule, note: Note, notes: readonly Note[]): boolean {
  if (note.about === undefined) return false;
  const highest = book.readings.is('hp.score_stack', 'highest');
  const lineOf = (clause: string) => card.lines.findIndex((line) => line.clause === clause);
  const [own, points] = [lineOf(note.clause), (at: number) => yuan(card.lines[at]?.points ?? '0')];
  return notes.some((other) => {
    if (other.about !== note.about || other.clause === note.clause) return false;
    const at = lineOf(other.clause);
    if (card.lines[at]?.replaces === note.clause) return true;
    return highest && (points(at).gt(points(own)) || (points(at).eq(points(own)) && at < own));
  });
}
