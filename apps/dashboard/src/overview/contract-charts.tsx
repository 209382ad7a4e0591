import type { TrendsView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { lazy, Suspense, type ComponentProps } from 'react';
import { ChartFigure } from '../charts/chart-figure.js';
import { hourTicks } from '../charts/hour-ticks.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { overviewWords } from '../i18n/overview-words.js';
import { periodText } from '../payments/period-text.js';
import { span } from '../time/time-left.js';

const ColumnChart = lazy(() =>
  import('../charts/column-chart.js').then(({ ColumnChart: chart }) => ({ default: chart })),
);

const Columns = (given: ComponentProps<typeof ColumnChart>) => (
  <Suspense fallback={<Skeleton active title={false} />}>
    <ColumnChart {...given} />
  </Suspense>
);

/** A year of months is what can be told apart on one picture; the table has them too, the newest last. */
const MONTHS = 12;

export function ContractCharts({ trends }: { trends: TrendsView }) {
  const words = useWords(overviewWords);
  const { attainment, availability, scores } = trends;
  if (attainment.length + availability.length + scores.length === 0) return <p>{words.nothing}</p>;
  return (
    <div className="charts">
      {attainment.length > 0 && <Attainment attainment={attainment.slice(-MONTHS)} />}
      {availability.length > 0 && <Availability availability={availability} />}
      {scores.length > 0 && <Scores scores={scores} />}
    </div>
  );
}

function Attainment({ attainment }: Pick<TrendsView, 'attainment'>) {
  const words = useWords(overviewWords);
  return (
    <ChartFigure
      title={words.attainment}
      hint={words.attainmentHint}
      columns={[words.month, words.met, words.missed, words.share]}
      rows={attainment.map(({ month, met, missed, share }) => [month, `${met}`, `${missed}`, words.shareOf(share)])}
    >
      <Columns
        stacked
        rows={attainment.map(({ month, met, missed }) => ({ label: month, met, missed }))}
        series={[
          { key: 'met', name: words.met, fill: 'plain' },
          { key: 'missed', name: words.missed, fill: 'stripes' },
        ]}
      />
    </ChartFigure>
  );
}

function Availability({ availability }: Pick<TrendsView, 'availability'>) {
  const words = useWords(overviewWords);
  const { language } = useLanguage();
  const time = (seconds: number | undefined) => (seconds === undefined ? words.unknown : span(seconds, language));
  const rows = availability.map((metric) => ({
    ...metric,
    label: `${metric.system ?? ''} ${periodText(metric.period, language)}`,
  }));
  const longest = Math.max(
    0,
    ...rows.flatMap(({ usedSeconds, allowedSeconds }) => [usedSeconds ?? 0, allowedSeconds ?? 0]),
  );
  return (
    <ChartFigure
      title={words.availability}
      hint={words.availabilityHint}
      columns={[words.system, words.value, words.promised, words.used, words.allowed]}
      rows={rows.map(({ label, value, threshold, usedSeconds, allowedSeconds }) => [
        label,
        value === null ? words.unknown : words.shareOf(value),
        threshold === null ? '' : words.shareOf(threshold),
        time(usedSeconds),
        time(allowedSeconds),
      ])}
    >
      <Columns
        lying
        rows={rows.flatMap(({ label, usedSeconds: used, allowedSeconds: allowed }) =>
          used === undefined || allowed === undefined ? [] : [{ label, used, allowed }],
        )}
        series={[
          { key: 'used', name: words.used, fill: 'stripes' },
          { key: 'allowed', name: words.allowed, fill: 'faint' },
        ]}
        tick={(seconds) => span(seconds, language)}
        ticks={hourTicks(longest)}
      />
    </ChartFigure>
  );
}

function Scores({ scores }: Pick<TrendsView, 'scores'>) {
  const words = useWords(overviewWords);
  const { language } = useLanguage();
  const rows = scores.map((score) => ({ ...score, label: periodText(score.period, language) }));
  return (
    <ChartFigure
      title={words.scores}
      columns={[words.period, words.score, words.outcome]}
      rows={rows.map(({ label, score, outcome }) => [label, score, words.outcomes[outcome]])}
    >
      <Columns
        rows={rows.map(({ label, score }) => ({ label, score: Number(score) }))}
        series={[{ key: 'score', name: words.score, fill: 'plain' }]}
        limit={100}
      />
    </ChartFigure>
  );
}
