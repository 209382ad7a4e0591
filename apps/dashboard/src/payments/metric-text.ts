import type { MetricRecord } from '@weibao/exchange';
import type { Language } from '../i18n/language.js';
import { metricWords } from '../i18n/metric-words.js';
import { missingText } from '../i18n/missing-words.js';
import { span } from '../time/time-left.js';

/** A shape for each state of a promised figure. */
export const metricShapes: Record<MetricRecord['status'], string> = {
  met: '✓',
  missed: '✕',
  undetermined: '?',
  'not-applicable': '–',
};

/** What is measured, in the words of the contract, with the system where it is measured by system. */
export const metricTitle = (metric: MetricRecord, language: Language): string =>
  [(language === 'zh' ? metric.titleZh : metric.titleEn) ?? metric.clause, metric.system].filter(Boolean).join(' · ');

/** `98.1 %（约定 100 %）`, or what is missing; for availability the time used and what is allowed. */
export function metricValue(metric: MetricRecord, language: Language): string {
  const words = metricWords[language];
  if (metric.status === 'not-applicable') return words.nothingOwed;
  if (metric.value === null)
    return metric.missing?.length ? words.lacks(missingText(metric.missing, language)) : words.undetermined;
  const budget =
    metric.usedSeconds === undefined || metric.allowedSeconds === undefined
      ? ''
      : ` · ${words.budget(span(metric.usedSeconds, language), span(metric.allowedSeconds, language))}`;
  const unit = metric.unit === undefined ? '' : words.units[metric.unit];
  const value = `${metric.value}${unit}`;
  const told = metric.threshold === null ? words.without(value) : words.against(value, `${metric.threshold}${unit}`);
  return `${told}${budget}`;
}
