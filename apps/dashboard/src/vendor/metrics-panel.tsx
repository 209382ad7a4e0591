import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { metricShapes, metricTitle, metricValue } from '../payments/metric-text.js';
import { ClauseId, MarksLine } from '../payments/why-tree.js';
import { Panel } from './panel.js';

/** The promised figures period by period, the latest first, as the outcome has them. */
export function MetricsPanel({ contract }: { contract: string }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const query = useQuery(postureQuery);
  const posture = query.data?.postures.find((one) => one.contract === contract);
  const metrics = [...(posture?.metrics ?? [])].sort((a, b) => b.period.localeCompare(a.period));
  return (
    <Panel name="metrics" title={words.metrics} query={query}>
      {metrics.length === 0 && <p className="nothing">{words.noMetrics}</p>}
      <ul>
        {metrics.map((metric) => (
          <li
            key={`${metric.clause} ${metric.period} ${metric.system}`}
            className={`metric ${metric.status}`}
            data-metric={metric.clause}
            data-state={metric.status}
          >
            <div className="line">
              <span>
                {metricShapes[metric.status]} {metricTitle(metric, language)}
              </span>
              <b>{metricValue(metric, language)}</b>
            </div>
            <small>
              {metric.period} · {metric.final ? words.final : words.running} <ClauseId clause={metric.clause} />
            </small>
            <MarksLine marks={{ ...metric, missing: [], readings: [] }} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
