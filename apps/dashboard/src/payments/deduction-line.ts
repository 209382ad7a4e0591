import type { DeductionRecord, FactOf } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import type { DeductionWords } from '../i18n/deduction-words.js';
import { instantMs } from '../time/moments.js';

/** What tells one line from the others, as a decision names it. */
export const lineKey = ({ clause, subject, period, breach }: DeductionRecord): string =>
  [clause, subject, period, breach].join('|');

/** `响应超时 · BY-0003` */
export const lineTitle = ({ subject, period, breach }: DeductionRecord, words: DeductionWords): string =>
  [words.breaches[breach] ?? breach, subject, period].filter(Boolean).join(' · ');

type Decided = FactOf<'deduction.decided'>;
/** A decision or dispute that stands on record about a line. */
export interface LineDecision extends Pick<RecordedFact, 'id' | 'at' | 'by' | 'account'> {
  outcome: NonNullable<Decided['outcome']> | undefined;
  amount: string | undefined;
  note: string | undefined;
}

/** The decisions about one line, oldest first; `records` are those of `deduction.decided` that nobody withdrew, known by the moment asked about. */
export function decisionsOn(
  line: DeductionRecord,
  records: readonly RecordedFact[],
  knownByMs = Number.POSITIVE_INFINITY,
): LineDecision[] {
  const key = line.subject ?? line.period ?? '';
  return records
    .filter((record) => !record.withdrawn && instantMs(record.recordedAt) <= knownByMs)
    .flatMap((record) => {
      const fact = record.fact as Decided;
      const meant =
        record.type === 'deduction.decided' &&
        fact.clause === line.clause &&
        (fact.subject ?? fact.period ?? key) === key &&
        (fact.breach === undefined || fact.breach === line.breach);
      if (!meant) return [];
      const { id, at, by, account } = record;
      return [{ id, at, by, account, outcome: fact.outcome, amount: fact.amount, note: fact.note }];
    })
    .reverse();
}

/** What a fact about this line has to name. */
export const aboutLine = ({ clause, subject, period, breach }: DeductionRecord) => ({
  clause,
  ...(subject === undefined ? {} : { subject }),
  ...(period === undefined ? {} : { period }),
  breach,
});
