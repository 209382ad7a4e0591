import { addMonths, dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import type { NoticeRule } from '@weibao/contract-terms';
import { sentMs, servedAt } from './notice-service.js';
import { formatInstant, type DutyStatus, type NoticeRecord } from '@weibao/exchange';
import type { KnownOf } from './history.js';
import { joined, marks } from './marks.js';
import { endReadings } from './periods.js';
import { parseMs, type State } from './state.js';

/** Notices that a contract asks for or allows, each with its window. */
export const noticesOf = (state: State): NoticeRecord[] => state.byVersion(noticesBy);

function noticesBy(state: State): NoticeRecord[] {
  return state.book.terms.notices.flatMap((rule) => {
    if (rule.onlyIf && !state.book.chosen([rule.onlyIf])) return [];
    const { window } = rule;
    const channels = rule.channelsIf && state.book.chosen([rule.channelsIf])?.channels;
    const served = state.book.history
      .of('notice.served')
      .filter(
        (fact) =>
          fact.notice === rule.notice && (!channels || (fact.channel !== undefined && channels.includes(fact.channel))),
      );
    if ('anyTime' in window)
      return served
        .filter((fact) => state.book.measures(dayOf(sentMs(fact))))
        .map((fact) => record(rule, null, null, servedAt(state.book, fact), 'done', { unconfirmed: fact.unconfirmed }));
    if ('after' in window) return afterEvents(state, rule, window, served);
    let before: number | null = null; // the last day for a notice about the term before
    const ends = state.book.scheduled.term?.ends ?? [];
    return ends.flatMap((endDay, index) => {
      const held = windowInForce(state, rule, endDay);
      if (held === null) return [];
      const { opensDay, dueDay } = held;
      // Sent after the last day for the term before, and not only once this term was over and another had followed.
      const own = served.filter((notice) => {
        const day = dayOf(sentMs(notice));
        return (before === null || day > before) && (index === ends.length - 1 || day <= endDay);
      });
      before = dueDay;
      if (own.length === 0 && startOfDay(dueDay + 1) > (state.book.endedMs ?? Infinity)) return []; // not owed any more
      return held.own === state ? [beforeEnd(state, rule, own, opensDay, dueDay)] : [];
    });
  });
}

/** The window of the terms under which its last day passed: until then an amendment moves it; null where an amendment took the notice away. */
function windowInForce(
  state: State,
  rule: NoticeRule,
  endDay: number,
): { own: State; opensDay: number | null; dueDay: number } | null {
  const { versions } = state.book;
  for (const [index, version] of versions.entries()) {
    const own = state.as(version);
    const written = own.book.terms.notices.find(
      ({ notice, clause }) => notice === rule.notice && clause === rule.clause,
    );
    if (!written || 'anyTime' in written.window || 'after' in written.window) continue;
    const window = windowBefore(own, written.window, endDay);
    const next = versions[index + 1];
    if (next === undefined || window.dueDay < next.fromDay) return { own, ...window };
  }
  return null;
}

/** The days between which a notice is to be given before a term ends; without the first it may be given at any time. */
function windowBefore(
  { book }: State,
  window: { monthsBeforeEnd: number } | { daysBeforeEnd: number },
  endDay: number,
): { opensDay: number | null; dueDay: number } {
  if ('daysBeforeEnd' in window) return { opensDay: null, dueDay: endDay - window.daysBeforeEnd };
  const opensDay = addMonths(endDay, -window.monthsBeforeEnd) + (book.readings.is('tc.renewal', '08-18') ? 1 : 0);
  return { opensDay, dueDay: book.readings.is('tc.renewal', 'deadline') ? opensDay : endDay };
}

/** Fell due before this record began, which knows nothing of it: it counts nowhere. */
function isBeforeRecord(state: State, dueMs: number): boolean {
  const started = state.book.recordStartsOn;
  return started !== null && dueMs <= startOfDay(started);
}

function beforeEnd(
  state: State,
  rule: NoticeRule,
  served: readonly KnownOf<'notice.served'>[],
  opensDay: number | null,
  dueDay: number,
): NoticeRecord {
  const { term } = state.book.scheduled;
  const fact = served.find((notice) => opensDay === null || dayOf(sentMs(notice)) >= opensDay) ?? served[0] ?? null;
  const dueMs = startOfDay(dueDay + 1);
  const status: DutyStatus = fact
    ? sentMs(fact) < dueMs
      ? 'done'
      : 'late'
    : opensDay !== null && !state.moment.reached(startOfDay(opensDay))
      ? 'upcoming'
      : state.moment.reached(dueMs)
        ? rule.optional || isBeforeRecord(state, dueMs)
          ? 'not-recorded'
          : 'overdue'
        : 'due';
  const servedMs = fact ? servedAt(state.book, fact) : null;
  return {
    ...record(rule, opensDay, dueDay, servedMs, status, {
      unconfirmed: fact?.unconfirmed === true,
      readings: term ? endReadings(term) : [],
    }),
    ...servedLate(status, servedMs, dueMs),
  };
}

/** L-27: the date of the notice is tested; that it was served later is a warning. */
const servedLate = (status: DutyStatus, servedMs: number | null, overMs: number): { servedLate?: true } =>
  status === 'done' && servedMs !== null && servedMs >= overMs ? { servedLate: true } : {};

function record(
  rule: NoticeRule,
  opensDay: number | null,
  dueDay: number | null,
  servedMs: number | null,
  status: DutyStatus,
  rests: { unconfirmed?: boolean; provisional?: boolean; readings?: readonly string[] },
): NoticeRecord {
  return {
    notice: rule.notice,
    clause: rule.clause,
    opensOn: opensDay === null ? null : dateFromDay(opensDay),
    dueOn: dueDay === null ? null : dateFromDay(dueDay),
    servedAt: servedMs === null ? null : formatInstant(servedMs),
    status,
    ...marks({ ...rests, readings: joined(rule.readings, rests.readings) }),
  };
}

function afterEvents(
  state: State,
  rule: NoticeRule,
  window: Extract<NoticeRule['window'], { after: string }>,
  served: readonly KnownOf<'notice.served'>[],
): NoticeRecord[] {
  const endedMs = state.book.endedMs ?? Infinity;
  return state.book.history.of('force-majeure.agreed').flatMap((event) => {
    const text = window.after === 'force-majeure-start' ? event.from : event.to;
    if (text === undefined) return [];
    const startMs = parseMs(text);
    if (!state.book.measures(dayOf(startMs))) return [];
    const due = state.book.due(window.limit, startMs, null);
    const fact =
      served.find((notice) => sentMs(notice) >= (event.from === undefined ? startMs : parseMs(event.from))) ?? null;
    if (startMs > endedMs || (fact === null && due.dueMs > endedMs)) return []; // not owed any more
    const hours = 'hours' in window.limit || 'minutes' in window.limit;
    const onTime = fact !== null && (hours ? sentMs(fact) <= due.dueMs : sentMs(fact) < due.dueMs);
    const status: DutyStatus = fact
      ? onTime
        ? 'done'
        : 'late'
      : !state.moment.reached(startMs)
        ? 'upcoming'
        : state.moment.reached(hours ? due.dueMs + 1000 : due.dueMs)
          ? isBeforeRecord(state, due.dueMs)
            ? 'not-recorded'
            : 'overdue'
          : 'due';
    const lastDay = hours ? dayOf(due.dueMs) : dayOf(due.dueMs) - 1;
    const servedMs = fact ? servedAt(state.book, fact) : null;
    return [
      {
        ...record(rule, dayOf(startMs), lastDay, servedMs, status, {
          unconfirmed: event.unconfirmed || fact?.unconfirmed === true,
          provisional: due.provisional,
          readings: due.readings,
        }),
        ...servedLate(status, servedMs, hours ? due.dueMs + 1000 : due.dueMs),
      },
    ];
  });
}
