import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { calendarWords } from '../i18n/calendar-words.js';
import { useWords } from '../i18n/language.js';
import { calendarsQuery } from './calendar-query.js';
import './calendars.css';
import { ImportYear } from './import-year.js';
import { KnownYears } from './known-years.js';

/** Which years are known and from where; the next one is entered, tried out and published. */
export function CalendarPage() {
  const words = useWords(calendarWords);
  const nameOf = useContractName();
  const { data, error } = useQuery(calendarsQuery);
  const latest = Math.max(...(data?.contracts ?? []).flatMap(({ years }) => years.map(({ year }) => year)), 2000);
  return (
    <div className="calendar-page">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {error && <Refused error={error} />}
      {data?.missing.map(({ contract, message }) => (
        <p className="missing" role="status" key={contract}>
          ▲ {words.missing(nameOf(contract), message)}
        </p>
      ))}
      <section className="card" aria-label={words.known}>
        <h2>{words.known}</h2>
        {data ? <KnownYears contracts={data.contracts} /> : !error && <Skeleton active />}
      </section>
      {data && <ImportYear firstYear={latest + 1} />}
    </div>
  );
}
