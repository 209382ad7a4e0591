import { useRef, useState, type KeyboardEvent } from 'react';
import { calendarWords } from '../i18n/calendar-words.js';
import { useWords } from '../i18n/language.js';
import { dayAfter, daysOfMonth, turned, weekdayOf, type GivenList } from './given-list.js';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const months = Array.from({ length: 12 }, (_none, index) => index + 1);

/** The year as twelve months, each day a button; one of them is in the way of the tab key, the arrows go to the others. */
export function YearPicture({ list, onChange }: { list: GivenList; onChange(list: GivenList): void }) {
  const words = useWords(calendarWords);
  const [at, setAt] = useState(`${list.year}-01-01`);
  const root = useRef<HTMLDivElement>(null);
  const here = at.startsWith(`${list.year}-`) ? at : `${list.year}-01-01`;
  const keyed = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = dayAfter(here, step);
    if (!next.startsWith(`${list.year}-`)) return;
    setAt(next);
    root.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus();
  };
  const stateOf = (date: string) =>
    list.holidays.includes(date) ? 'off' : list.workdays.includes(date) ? 'work' : 'plain';
  const said = { off: words.dayOff, work: words.dayWorked, plain: words.dayPlain };
  const mark = { off: words.off, work: words.work, plain: '' };
  return (
    <div className="year-picture" ref={root} onKeyDown={keyed}>
      {months.map((month) => (
        <section key={month} aria-label={`${list.year} ${words.monthOf(month)}`}>
          <h3>{words.monthOf(month)}</h3>
          <div className="days">
            {words.weekdays.map((name) => (
              <span key={name} aria-hidden="true">
                {name}
              </span>
            ))}
            {daysOfMonth(list.year, month).map((date, index) => {
              const state = stateOf(date);
              return (
                <button
                  key={date}
                  type="button"
                  data-day={date}
                  data-state={state}
                  data-weekend={weekdayOf(date) >= 6 || undefined}
                  tabIndex={date === here ? 0 : -1}
                  style={index === 0 ? { gridColumnStart: weekdayOf(date) } : undefined}
                  data-mark={mark[state]}
                  aria-label={`${words.dayOf(month, index + 1)} ${words.weekdays[weekdayOf(date) - 1]} ${said[state]}`}
                  onFocus={() => setAt(date)}
                  onClick={() => onChange(turned(list, date))}
                >
                  {index + 1}
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
