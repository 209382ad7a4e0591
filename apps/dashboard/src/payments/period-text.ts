import { periodWords } from '../i18n/period-words.js';
import type { Language } from '../i18n/language.js';

/** The label of a period in words: `year-2` → 第 2 年度, `year-1-H1` → 第 1 年度 上半年, `2026-Q3` → 2026 年第 3 季度. Other labels stand as they are. */
export function periodText(label: string, language: Language): string {
  const words = periodWords[language];
  if (label === 'term') return words.term;
  const part = /^(?:year-(\d+)|(\d{4}))(?:-([HQ])(\d))?$/.exec(label);
  if (!part) return label;
  const [, serviceYear, calendarYear, kind, number = ''] = part;
  const year = serviceYear === undefined ? words.calendarYear(calendarYear ?? '') : words.serviceYear(serviceYear);
  const within = kind === 'Q' ? words.quarter(number) : kind === 'H' ? words.half(number) : '';
  return [year, within].filter(Boolean).join(' ');
}
