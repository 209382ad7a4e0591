import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../../http/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { metricWords } from '../../i18n/metric-words.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useFreshness } from '../../live/freshness.js';
import { metricShapes, metricTitle } from '../../payments/metric-text.js';
import { periodText } from '../../payments/period-text.js';
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
  const { language } = useLanguage();
  const vendorOf = (contract: string) => {
    const vendor = query.data?.vendors?.[contract];
    return language === 'zh' ? vendor?.nameZh : vendor?.nameEn;
  };
  return (
    <Panel
      name="posture"
      title={words.breach}
      hint={grave > 0 && <b className="alarm">■ {words.graveCount(grave)}</b>}
      freshness={freshness}
    >
      <ul className="rows" ref={setList}>
        {page.rows.map((row) => (
          <Row key={row.key} row={row} vendor={vendorOf(row.contract)} />
        ))}
        {rows.length === 0 && <Empty title={words.breachEmpty} />}
      </ul>
    </Panel>
  );
}

interface RowOf<Kind extends PostureRow['kind']> {
  row: Extract<PostureRow, { kind: Kind }>;
  vendor: string | undefined; // known to the internal profile only
}

function Row({ row, vendor }: { row: PostureRow; vendor: string | undefined }) {
  if (row.kind === 'counter') return <Counter row={row} vendor={vendor} />;
  return row.kind === 'metric' ? <Promised row={row} vendor={vendor} /> : <Score row={row} vendor={vendor} />;
}

function Score({ row: { score, grave }, vendor }: RowOf<'score'>) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const state = grave ? 'missed' : 'met';
  return (
    <li className={`counter ${state}`} data-clause={score.clause} data-state={state}>
      <div className="name">
        {words.score} <span>{[vendor, periodText(score.period, language)].filter(Boolean).join(' · ')}</span>
      </div>
      <div className="count">
        <span className="of">
          {grave ? '■' : '✓'} {score.score} {words.scores[score.outcome]}
        </span>
      </div>
    </li>
  );
}

function Counter({ row: { counter }, vendor }: RowOf<'counter'>) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const reached = counter.reachedAt !== null;
  const state = reached ? 'reached' : counter.count > 0 ? 'counting' : 'quiet';
  return (
    <li className={`counter ${state}`} data-clause={counter.clause} data-state={state}>
      <div className="name">
        {language === 'zh' ? counter.titleZh : counter.titleEn}{' '}
        <span>{[vendor, words.reaches(counter.limit)].filter(Boolean).join(' · ')}</span>
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

function Promised({ row: { metric }, vendor }: RowOf<'metric'>) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  const { units } = useWords(metricWords);
  const unit = metric.unit === undefined ? '' : units[metric.unit];
  return (
    <li className={`counter ${metric.status}`} data-clause={metric.clause} data-state={metric.status}>
      <div className="name">
        {metricTitle(metric, language)}{' '}
        <span>{[vendor, words.promisedFigure(`${metric.threshold}${unit}`)].filter(Boolean).join(' · ')}</span>
      </div>
      <div className="count">
        <span className="of">
          {metric.status === 'missed' ? '■' : metricShapes[metric.status]} {metric.value}
          {unit}
        </span>
      </div>
    </li>
  );
}
