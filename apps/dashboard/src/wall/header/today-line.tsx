import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { dateOf, weekdayOf } from '../../time/moments.js';
import { todayOf } from './today.js';

/** More sets of working hours than these are a matter for the contract pages. */
const MOST_HOURS = 2;

/** The day: what kind, its working hours and whether they run, and who is on duty; what is not known is said to be so. */
export function TodayLine({ nowMs }: { nowMs: number }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const { data } = useQuery(postureQuery);
  if (nowMs === 0) return <div className="day" />;
  const today = data && todayOf(data.postures, dateOf(nowMs));
  const hours = today?.hours.length ? today.hours.slice(0, MOST_HOURS).join(' · ') : words.hoursUnknown;
  return (
    <div className="day" data-day={today?.kind}>
      <div>
        {dateOf(nowMs)} {weekdayOf(nowMs, language)}
        {today && (
          <b className={today.kind}>
            {words.dayMarks[today.kind]} {words.dayKinds[today.kind]}
            {today.provisional && ` ${words.provisional}`}
          </b>
        )}
      </div>
      {today && (
        <div>
          <span className={today.inHours ? 'running' : ''}>
            {words.hours(hours)}
            {today.inHours !== null && ` ${today.inHours ? words.hoursRun : words.hoursRest}`}
          </span>
          <span data-on-duty>{words.onDuty(today.onDuty.join('、') || words.unknown)}</span>
        </div>
      )}
    </div>
  );
}
