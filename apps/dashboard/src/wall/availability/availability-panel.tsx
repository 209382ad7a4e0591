import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { missingText } from '../../i18n/missing-words.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { span } from '../../time/time-left.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { availabilityRows, bareThreshold, percent, type AvailabilityRow } from './availability-rows.js';
import './availability.css';

/** More would press the counters below it out of sight (wall.css). */
const MOST_ROWS = 3;

export function AvailabilityPanel() {
  const words = useWords(wallWords);
  const query = useQuery(postureQuery);
  const freshness = useFreshness(query);
  const { turn } = useTurning();
  const rows = availabilityRows(query.data?.postures ?? []);
  const page = pageOf([], rows, MOST_ROWS, turn);
  useTellPages('availability', page.pages);
  const thresholds = new Set(rows.map((row) => bareThreshold(row.threshold)));
  const promise = thresholds.size === 1 ? words.promise([...thresholds][0] as string) : undefined;
  return (
    <Panel name="availability" title={words.availability} figure={promise} freshness={freshness}>
      <ul className="rows">
        {page.rows.map((row) => (
          <SystemRow key={row.key} row={row} ownPromise={promise === undefined} />
        ))}
        {rows.length === 0 && <Empty title={words.availabilityEmpty} hint={words.availabilityEmptyHint} />}
      </ul>
    </Panel>
  );
}

function SystemRow({ row, ownPromise }: { row: AvailabilityRow; ownPromise: boolean }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const { usedSeconds: used, allowedSeconds: allowed } = row;
  const state = row.status === 'missed' ? 'missed' : row.warn ? 'warn' : row.status;
  const mark = { missed: '■ ', warn: '▲ ', met: '', undetermined: '？ ' }[state];
  const left = used === null || allowed === null ? null : allowed - used;
  return (
    <li className={`system ${state}`} data-system={row.system} data-state={state}>
      <div className="name">
        {row.system}
        {ownPromise && <small>{words.promised(bareThreshold(row.threshold))}</small>}
      </div>
      <div className="value">
        {mark}
        {row.value === null ? words.undetermined : percent(row.value)}
      </div>
      <div className="budget" role="presentation">
        <i style={{ width: `${used === null || !allowed ? 0 : Math.min((used / allowed) * 100, 100).toFixed(1)}%` }} />
      </div>
      <div className="minutes">
        {used !== null && <span>{words.used(span(used, language))}</span>}
        {row.missing.length > 0 && <span>{words.lacks(missingText(row.missing, language))}</span>}
        {left !== null && (
          <span>{left >= 0 ? words.allowed(span(left, language)) : words.exceeded(span(-left, language))}</span>
        )}
      </div>
    </li>
  );
}
