import { statementWords, type MetricRecord, type StatementFigures } from '@weibao/exchange';
import { periodName } from './period-name.js';
import type { PaperCell, PaperTable } from './paper.js';

const states = (value: string): string => statementWords.zh.values[value] ?? value;
const text = (value: string): PaperCell => ({ text: value });
const units = { percent: '%', points: ' 分', count: ' 次' };

/** Acceptance, promised figures and scores of the payment's year or period; nothing where the contract ties the payment to none. */
export function assessmentRows(figures: StatementFigures, place: (clause: string) => string): PaperTable[] {
  const { acceptances, metrics, scores } = figures;
  const rows: PaperCell[][] = [
    ...acceptances.map(({ year, clause, status }) => [
      text(`第 ${year} 年度验收`),
      text(states(status)),
      text(place(clause)),
    ]),
    ...metrics.map((metric) => [
      text([metric.titleZh ?? metric.clause, metric.system].filter(Boolean).join(' ')),
      text(`${valueOf(metric)}\u3000${states(metric.status)}`),
      text(place(metric.clause)),
    ]),
    ...scores.map(({ clause, period, score, outcome }) => [
      text(`${periodName(period)}考核得分`),
      text(`${score} 分\u3000${states(outcome)}`),
      text(place(clause)),
    ]),
  ];
  if (rows.length === 0) return [];
  return [{ kind: 'table', title: '验收与考核', head: ['项目', '结果', '条款'], empty: '', rows }];
}

function valueOf({ value, threshold, unit }: MetricRecord): string {
  if (value === null) return '—';
  const after = unit === undefined ? '' : units[unit];
  return threshold === null ? `${value}${after}` : `${value}${after}（约定 ${threshold}${after}）`;
}
