import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { counterRows, type CounterRow } from './counter-rows.js';
import './counters.css';

const ROW_REM = 5;
/** Dots are counted at a glance up to here; above, the figures stand. */
const MOST_DOTS = 6;

export function CountersPanel() {
  const words = useWords(wallWords);
  const query = useQuery(postureQuery);
  const freshness = useFreshness(query);
  const { turn } = useTurning();
  const [setList, fitOf] = useRoom(ROW_REM * 3);
  const rows = counterRows(query.data?.postures ?? []);
  const page = pageOf([], rows, fitOf(ROW_REM), turn);
  useTellPages('counters', page.pages);
  return (
    <Panel name="counters" title={words.breach} freshness={freshness}>
      <ul className="rows" ref={setList}>
        {page.rows.map((row) => (
          <Counter key={row.key} row={row} />
        ))}
        {rows.length === 0 && <Empty title={words.breachEmpty} />}
      </ul>
    </Panel>
  );
}

function Counter({ row }: { row: CounterRow }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const reached = row.reachedAt !== null;
  return (
    <li className={`counter ${reached ? 'reached' : ''}`} data-clause={row.clause}>
      <div className="name">
        {language === 'zh' ? row.titleZh : row.titleEn} <span>{words.reaches(row.limit)}</span>
      </div>
      <div className="count">
        {reached && <b className="alarm">■ {words.reached}</b>}
        {row.limit <= MOST_DOTS && (
          <span className="dots" aria-hidden="true">
            {Array.from({ length: row.limit }, (_, place) => (
              <i key={place} className={place < row.count ? 'filled' : ''} />
            ))}
          </span>
        )}
        <span className="of">{words.of(row.count, row.limit)}</span>
      </div>
    </li>
  );
}
