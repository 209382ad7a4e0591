import type { ForecastMonthView, ForecastState, ForecastSumsView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { ChartFigure } from '../charts/chart-figure.js';
import type { Series } from '../charts/column-chart.js';
import { forecastWords } from '../i18n/forecast-words.js';
import { useWords } from '../i18n/language.js';
import { isZero, yuan } from '../payments/money.js';

const ColumnChart = lazy(() =>
  import('../charts/column-chart.js').then(({ ColumnChart: chart }) => ({ default: chart })),
);

const fills: Record<ForecastState, Series['fill']> = {
  paid: 'plain',
  overdue: 'stripes',
  eligible: 'dots',
  held: 'bars',
  'not-yet': 'faint',
  suspended: 'stripes',
};
const states = Object.keys(fills) as ForecastState[];

interface MonthChartProps {
  months: readonly ForecastMonthView[];
  undated: ForecastSumsView;
}

/** Cash by month, stacked by state; the table behind it has every figure, and what has no day. */
export function MonthChart({ months, undated }: MonthChartProps) {
  const words = useWords(forecastWords);
  const all: ForecastSumsView[] = [...months, undated];
  const shown = states.filter((state) => all.some(({ amounts }) => !isZero(amounts[state])));
  const cells = (label: string, { amounts, total, unknown }: ForecastSumsView) => [
    label,
    ...shown.map((state) => (isZero(amounts[state]) ? '—' : yuan(amounts[state]))),
    unknown === 0 ? yuan(total) : `${yuan(total)} ${words.unknown(unknown)}`,
  ];
  const rows = months.map((month) => cells(month.month, month));
  const hasUndated = !isZero(undated.total) || undated.unknown > 0;
  return (
    <ChartFigure
      title={words.chart}
      hint={words.chartHint}
      columns={[words.month, ...shown.map((state) => words.states[state]), words.total]}
      rows={hasUndated ? [...rows, cells(words.undated, undated)] : rows}
    >
      <Suspense fallback={<Skeleton active title={false} />}>
        <ColumnChart
          stacked
          rows={months.map(({ month, amounts }) => ({
            label: month,
            ...Object.fromEntries(shown.map((state) => [state, Number(amounts[state])])),
          }))}
          series={shown.map((state) => ({ key: state, name: words.states[state], fill: fills[state] }))}
          tick={(amount) => `${amount / 10_000}`}
        />
      </Suspense>
    </ChartFigure>
  );
}
