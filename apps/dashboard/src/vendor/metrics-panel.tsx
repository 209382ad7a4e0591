import { useQuery } from '@tanstack/react-query';
import type { MetricRecord } from '@weibao/exchange';
import { postureQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { metricShapes, metricTitle, metricValue } from '../payments/metric-text.js';
import { periodText } from '../payments/period-text.js';
import { ClauseId } from '../payments/clause-id.js';
import { MarksLine } from '../payments/why-tree.js';
import { Panel } from './panel.js';

const urgency: readonly MetricRecord['status'][] = ['missed', 'undetermined', 'met', 'not-applicable'];

/** The promised figures period by period, the latest first; within a period what is missed first. */
export function MetricsPanel({ contract }: { contract: string }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const query = useQuery(postureQuery);
  const posture = query.data?.postures.find((one) => one.contract === contract);
  const metrics = [...(posture?.metrics ?? [])].sort(
    (a, b) => b.period.localeCompare(a.period) || urgency.indexOf(a.status) - urgency.indexOf(b.status),
  );
  return (
    <Panel name="metrics" title={words.metrics} query={query}>
      {metrics.length === 0 && <p className="nothing">{words.noMetrics}</p>}
      <ul>
        {metrics.map((metric) => (
          <li
            key={`${metric.clause} ${metric.measure} ${metric.period} ${metric.system}`}
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
              {periodText(metric.period, language)} · {metric.final ? words.final : words.running}{' '}
              <ClauseId clause={metric.clause} />
            </small>
            <MarksLine marks={{ ...metric, missing: [], readings: [] }} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
