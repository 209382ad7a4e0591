import { dayOf } from '@weibao/calendar';
import type { RightRule } from '@weibao/contract-terms';
import type { State } from './state.js';

/**
 * JH-3.2-RECT: so many assessments failed with none passed between them, as the assessment itself says or as a person ruled under this clause. One that
 * is passed shows that what was wrong has been put right; a right once given stays.
 */
export function failedAssessments(
  { book }: State,
  rule: Extract<RightRule, { kind: 'failed-assessments' }>,
): { sinceMs: number; because: string[] }[] {
  const { history } = book;
  const verdicts = [
    ...history
      .of('assessment.held')
      .filter((fact) => fact.passed !== undefined)
      .map((fact) => ({ atMs: fact.atMs, passed: fact.passed === true, because: fact.period })),
    ...history
      .of('breach.ruled')
      .filter((fact) => fact.clause === rule.clause)
      .flatMap((fact) =>
        Array.from({ length: fact.times ?? 1 }, () => ({
          atMs: fact.atMs,
          passed: false,
          because: fact.subject ?? history.nameOf(fact),
        })),
      ),
  ].sort((a, b) => a.atMs - b.atMs);
  let failed: string[] = [];
  for (const verdict of verdicts) {
    failed = verdict.passed ? [] : [...failed, verdict.because];
    if (failed.length >= rule.times && book.measures(dayOf(verdict.atMs)))
      return [{ sinceMs: verdict.atMs, because: [...new Set(failed)] }];
  }
  return [];
}
