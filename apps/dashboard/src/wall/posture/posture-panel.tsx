import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { metricShapes, metricTitle } from '../../payments/metric-text.js';
import { pageOf } from '../panel/pages.js';
import { Empty, Panel } from '../panel/panel.js';
import { useRoom } from '../panel/use-room.js';
import { useTellPages, useTurning } from '../panel/use-turn.js';
import { postureRows, type PostureRow } from './posture-rows.js';
import './posture.css';

const ROW_REM = 5;
/** Dots are counted at a glance up to here; above, the figures stand. */
const MOST_DOTS = 6;

export function PosturePanel() {
  const words = useWords(wallWords);
  const query = useQuery(postureQuery);
  const freshness = useFreshness(query);
  const { turn } = useTurning();
  const [setList, fitOf] = useRoom(ROW_REM * 3);
  const rows = postureRows(query.data?.postures ?? []);
  const grave = rows.filter((row) => row.grave).length;
  const page = pageOf([], rows, fitOf(ROW_REM), turn);
  useTellPages('posture', page.pages);
  return (
    <Panel
      name="posture"
      title={words.breach}
      hint={grave > 0 && <b className="alarm">■ {words.graveCount(grave)}</b>}
      freshness={freshness}
    >
      <ul className="rows" ref={setList}>
        {page.rows.map((row) =>
          row.kind === 'counter' ? <Counter key={row.key} row={row} /> : <Promised key={row.key} row={row} />,
        )}
        {rows.length === 0 && <Empty title={words.breachEmpty} />}
      </ul>
    </Panel>
  );
}

function Counter({ row: { counter } }: { row: Extract<PostureRow, { kind: 'counter' }> }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const reached = counter.reachedAt !== null;
  const state = reached ? 'reached' : counter.count > 0 ? 'counting' : 'quiet';
  return (
    <li className={`counter ${state}`} data-clause={counter.clause} data-state={state}>
      <div className="name">
        {language === 'zh' ? counter.titleZh : counter.titleEn} <span>{words.reaches(counter.limit)}</span>
      </div>
      <div className="count">
        {reached && <b className="alarm">■ {words.reached}</b>}
        {counter.limit <= MOST_DOTS && (
          <span className="dots" aria-hidden="true">
            {Array.from({ length: counter.limit }, (_, place) => (
              <i key={place} className={place < counter.count ? 'filled' : ''} />
            ))}
          </span>
        )}
        <span className="of">{words.of(counter.count, counter.limit)}</span>
      </div>
    </li>
  );
}

function Promised({ row: { metric } }: { row: Extract<PostureRow, { kind: 'metric' }> }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  return (
    <li className={`counter ${metric.status}`} data-clause={metric.clause} data-state={metric.status}>
      <div className="name">
        {metricTitle(metric, language)} <span>{words.promisedFigure(metric.threshold)}</span>
      </div>
      <div className="count">
        <span className="of">
          {metric.status === 'missed' ? '■' : metricShapes[metric.status]} {metric.value}
        </span>
      </div>
    </li>
  );
}
