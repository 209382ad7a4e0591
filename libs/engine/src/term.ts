import { addYears, dayFromDate, dayOf, startOfDay } from '@weibao/calendar';
import { parseInstant } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Term } from './periods.js';

/** The term from its first day to its last, with the renewals that nobody stopped; null while its dates are blank. */
export function termOf(book: Book): Term | null {
  const { term } = book.terms;
  const startText =
    term.startsOn ??
    (book.chosen(term.otherStarts)?.parameters ?? term.startParameters)
      .map((name) => book.parameters[name])
      .find((value) => value !== undefined);
  const firstDay = startText === undefined ? null : dayFromDate(startText);
  if (firstDay === null) return null;
  const starts = [term.startParameters, ...term.otherStarts.map(({ parameters }) => parameters)].map((names) =>
    names.map((name) => book.parameters[name]).find((value) => value !== undefined),
  );
  const startReadings =
    term.startsOn === undefined && new Set(starts).size > 1 ? term.otherStarts.map(({ option }) => option) : [];
  const anniversary = book.readings.is('term.end', 'anniversary');
  const endText = term.endsOn ?? (term.endParameter || term.years === undefined ? book.parameters.endsOn : undefined);
  if (endText !== undefined) {
    const end = dayFromDate(endText) as number;
    const readings = [...new Set(startReadings)];
    return { firstDay, lastDay: end, anniversary: false, firstTermLastDay: end, ends: [end], readings, renewedBy: [] };
  }
  if (term.years === undefined) return null;
  const lastAfter = (years: number) => addYears(firstDay, years) - (anniversary ? 0 : 1);
  let lastDay = lastAfter(term.years);
  const firstTermLastDay = lastDay;
  const ends = [lastDay];
  // A renewal of the same length follows while nobody has given notice in time and the last day for it has passed.
  for (let terms = 2; term.renewal; terms += 1) {
    const { renewal } = term;
    const noticeBy = lastDay - renewal.daysBefore;
    const stopped = book.history.of('notice.served').some((fact) => {
      const sentDay = dayOf(fact.sentAt === undefined ? fact.atMs : (parseInstant(fact.sentAt) as number));
      return fact.notice === renewal.notice && sentDay <= noticeBy;
    });
    const renewsMs = startOfDay(noticeBy + 1);
    if (stopped || book.readings.is('ly.renewal', 'needs-signature')) break;
    if (renewsMs > (book.endedMs ?? Infinity) || !book.moment.reached(renewsMs)) break;
    lastDay = lastAfter(term.years * terms);
    ends.push(lastDay);
  }
  return {
    firstDay,
    lastDay,
    anniversary,
    firstTermLastDay,
    ends,
    readings: [...new Set([...startReadings, 'term.end'])],
    renewedBy: term.renewal ? ['ly.renewal'] : [],
  };
}
