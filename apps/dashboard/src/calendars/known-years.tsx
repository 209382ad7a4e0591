import type { CalendarYearView } from '@weibao/messages';
import { calendarWords } from '../i18n/calendar-words.js';
import { useWords } from '../i18n/language.js';
import type { CalendarsAnswer } from './calendar-query.js';

/** So many years back a due date is still asked about; the older lists ship with Weibao and move nothing. */
const SHOWN = 6;

/** Year by year: how many days, from where, and in the record of how many contracts. */
export function KnownYears({ contracts }: Pick<CalendarsAnswer, 'contracts'>) {
  const words = useWords(calendarWords);
  const byYear = new Map<number, CalendarYearView[]>();
  for (const view of contracts.flatMap(({ years }) => years))
    byYear.set(view.year, [...(byYear.get(view.year) ?? []), view]);
  const years = [...byYear].sort(([one], [other]) => other - one).slice(0, SHOWN);
  return (
    <table>
      <thead>
        <tr>
          <th>{words.year}</th>
          <th>{words.daysOff}</th>
          <th>{words.workdays}</th>
          <th>{words.where}</th>
          <th>{words.source}</th>
        </tr>
      </thead>
      <tbody>
        {years.map(([year, views]) => {
          const inRecord = views.filter((view) => view.inRecord);
          const latest = inRecord.at(-1) ?? (views[0] as CalendarYearView);
          const lists = new Set(views.map(({ holidays, workdays }) => JSON.stringify([holidays, workdays])));
          return (
            <tr key={year} data-year={year}>
              <td>{year}</td>
              <td>{words.days(latest.holidays.length)}</td>
              <td>{words.days(latest.workdays.length)}</td>
              <td>
                {inRecord.length === 0 ? words.builtIn : words.inRecord(`${inRecord.length}/${contracts.length}`)}
                {lists.size > 1 && <div>{words.differs}</div>}
              </td>
              <td>{latest.source}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
