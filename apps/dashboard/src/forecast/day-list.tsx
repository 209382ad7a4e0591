import type { ContractView, ForecastEntryView } from '@weibao/messages';
import { Link } from 'react-router';
import { forecastWords } from '../i18n/forecast-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { yuan } from '../payments/money.js';

export interface DayEntry extends ForecastEntryView {
  contract: string;
}

const shapes: Record<ForecastEntryView['state'], string> = {
  paid: '✓',
  overdue: '■',
  eligible: '●',
  held: '▲',
  'not-yet': '○',
  suspended: '✕',
};

/** By day, what has none last. */
export const byDay = (a: DayEntry, b: DayEntry): number =>
  (a.on ?? '9999').localeCompare(b.on ?? '9999') ||
  a.contract.localeCompare(b.contract) ||
  a.payment.localeCompare(b.payment);

/** The calendar of payments: each day with what leaves on it, and why the day is only estimated. */
export function DayList({ entries, contracts }: { entries: readonly DayEntry[]; contracts: readonly ContractView[] }) {
  const words = useWords(forecastWords);
  const { language } = useLanguage();
  const nameOf = (id: string) => {
    const found = contracts.find(({ contract }) => contract === id);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : id;
  };
  const days = [...new Set(entries.map(({ on }) => on))];
  return (
    <ol className="forecast-days">
      {days.map((on) => (
        <li key={on ?? 'none'} data-day={on ?? 'none'}>
          <h3>
            {on === null ? words.noDay : `${on} ${words.weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()] ?? ''}`}
          </h3>
          <ul>
            {entries
              .filter((entry) => entry.on === on)
              .map((entry, place) => (
                <li key={`${place} ${entry.contract} ${entry.payment}`} data-state={entry.state}>
                  <Link to={`/payments/${entry.contract}/${entry.payment}`}>
                    {nameOf(entry.contract)} · {entry.payment}
                  </Link>
                  <span className={`state ${entry.state}`}>
                    {shapes[entry.state]} {words.states[entry.state]}
                    {!entry.fixed && entry.on !== null && <abbr title={words.estimatedLong}> {words.estimated}</abbr>}
                  </span>
                  <b>{entry.amount === null ? words.noAmount : yuan(entry.amount)}</b>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
