import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useSearchParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { contractsQuery, forecastQuery } from '../http/queries.js';
import { forecastWords } from '../i18n/forecast-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';
import { byDay, DayList } from './day-list.js';
import './forecast.css';
import { MonthChart } from './month-chart.js';

/** Cash out by month and by day, over all contracts or of one; the choice stands in the address. */
export function ForecastPage() {
  const words = useWords(forecastWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const contracts = useQuery(contractsQuery).data?.contracts ?? [];
  const { data, error, isError, isPending } = useQuery(forecastQuery);
  const forecast = data?.forecast;
  const own = forecast?.contracts ?? [];
  const chosen = own.find(({ contract }) => contract === search.get('contract'));
  const shown = chosen ?? forecast;
  const entries = (chosen ? [chosen] : own)
    .flatMap(({ contract, entries: list }) => list.map((entry) => ({ contract, ...entry })))
    .sort(byDay);
  const nameOf = (id: string) => {
    const found = contracts.find(({ contract }) => contract === id);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : id;
  };
  return (
    <div className="forecast-page">
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {forecast && (
        <div className="choice">
          <Select
            aria-label={words.choose}
            value={chosen?.contract ?? ''}
            onChange={(contract) => setSearch(contract === '' ? {} : { contract }, { replace: true })}
            options={[
              { value: '', label: words.all },
              ...own.map(({ contract }) => ({ value: contract, label: nameOf(contract) })),
            ]}
          />
          <small>{words.asOf(momentOf(instantMs(forecast.asOf)))}</small>
        </div>
      )}
      {shown && entries.length === 0 && (
        <div className="card nothing" data-empty="forecast">
          <b>{words.empty}</b>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {shown && entries.length > 0 && (
        <>
          <section className="card" data-forecast={chosen?.contract ?? 'all'}>
            <MonthChart months={shown.months} undated={shown.undated} />
          </section>
          <section className="card" aria-label={words.days}>
            <h2>{words.days}</h2>
            <DayList entries={entries} contracts={contracts} />
          </section>
        </>
      )}
    </div>
  );
}
