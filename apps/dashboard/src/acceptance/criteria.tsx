import type { AcceptanceRecord, MetricRecord } from '@weibao/exchange';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ClauseId } from '../payments/clause-id.js';
import { metricShapes, metricTitle, metricValue } from '../payments/metric-text.js';

/** Each criterion of the year with its value, what was promised and the clause; unknown is said to be that. */
export function Criteria({
  acceptance: { criteriaMet },
  metrics,
}: {
  acceptance: AcceptanceRecord;
  metrics: readonly MetricRecord[];
}) {
  const words = useWords(acceptanceWords);
  const { language } = useLanguage();
  const { met, missed, unknown } = words.criteriaMet;
  return (
    <>
      <h4>
        {words.criteria}{' '}
        <small data-criteria-met={String(criteriaMet)}>
          {criteriaMet === null ? `? ${unknown}` : criteriaMet ? `✓ ${met}` : `✕ ${missed}`}
        </small>
      </h4>
      {metrics.length === 0 && <p className="hint">{words.noCriteria}</p>}
      <ul className="criteria">
        {metrics.map((metric) => (
          <li
            key={`${metric.clause} ${metric.system}`}
            className={metric.status}
            data-criterion={metric.clause}
            data-state={metric.status}
          >
            <span>
              {metricShapes[metric.status]} {metricTitle(metric, language)}
            </span>
            <b>{metricValue(metric, language)}</b>
            <ClauseId clause={metric.clause} />
          </li>
        ))}
      </ul>
    </>
  );
}
