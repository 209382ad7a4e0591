import { useQuery } from '@tanstack/react-query';
import { dutiesQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { useNow } from '../../live/live-provider.js';
import { dateOf, dayAfter, shortDate } from '../../time/moments.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { dutyRows, type DutyRow } from './duty-rows.js';
import './duties.css';

const ROW_REM = 4.6;
/** Overdue duties stay for a quarter: an older one is a matter for the duties page, not for the wall. */
const BACK_DAYS = 92;

export function DutiesPanel() {
  const nowMs = useNow();
  return nowMs === 0 ? null : <DutiesOf today={dateOf(nowMs)} />;
}

function DutiesOf({ today }: { today: string }) {
  const words = useWords(wallWords);
  const query = useQuery(dutiesQuery(dayAfter(today, -BACK_DAYS), dayAfter(today, 7)));
  const freshness = useFreshness(query);
  const { turn } = useTurning();
  const [setList, fitOf] = useRoom(ROW_REM * 5);
  const rows = dutyRows(query.data?.duties ?? [], today);
  const page = pageOf([], rows, fitOf(ROW_REM), turn);
  useTellPages('duties', page.pages);
  return (
    <Panel name="duties" title={words.duties} figure={query.data ? rows.length : undefined} freshness={freshness}>
      <ul className="rows" ref={setList}>
        {page.rows.map((row) => (
          <Duty key={row.key} row={row} today={today} />
        ))}
        {rows.length === 0 && <Empty title={`✓ ${words.dutiesEmpty}`} />}
      </ul>
    </Panel>
  );
}

function Duty({ row: { duty, dueOn, daysLate }, today }: { row: DutyRow; today: string }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const overdue = duty.status === 'overdue';
  return (
    <li className={`duty ${duty.status}`} data-clause={duty.clause} data-state={duty.status}>
      <time dateTime={dueOn}>
        {overdue ? '■ ' : '○ '}
        {dueOn === today ? words.dueToday : shortDate(dueOn, today)}
      </time>
      <div className="name">
        {language === 'zh' ? duty.titleZh : duty.titleEn}
        {duty.period !== undefined && <small>{duty.period}</small>}
      </div>
      <em>{daysLate > 0 ? words.late(daysLate) : words.owedBy[duty.owedBy]}</em>
    </li>
  );
}
